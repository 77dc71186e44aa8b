/// The problems of pairs that show only beside what is usual in their corpus.
struct SecondLook {
  let judge: LanguageJudge
  let fit: LengthFit
  let threads: Int

  private struct Work: Sendable {
    let pair: LenientPairReader.Pair
    let problems: ProblemSet
  }

  /// Reads a part again, and keeps a few examples of each problem.
  ///
  /// - Throws: as `LenientPairReader`; `CorpusError.changed`.
  func examine(_ look: FirstLook, meter: inout ReadingMeter) throws -> ExaminedPart {
    var part = ExaminedPart(look)
    let reader = try LenientPairReader(part.files)
    var start = 0
    while case let block = try reader.next(atMost: CorpusDoctor.blockSize), !block.isEmpty {
      guard start + block.count <= part.problems.count else { throw part.changed }
      let known = part.problems[start..<start + block.count]
      let work = zip(block, known).map { Work(pair: $0, problems: $1) }
      let found = mapped(work, threads: threads) { problems($0) }
      for (index, (pair, problems)) in zip(block, found).enumerated() {
        part.note(pair, problems, at: start + index)
      }
      start += block.count
      meter.add(pairs: block.count, of: reader)
    }
    guard start == part.problems.count else { throw part.changed }
    meter.finish(reader)
    return part
  }

  private func problems(_ work: Work) -> ProblemSet {
    var problems = work.problems
    guard problems.isDisjoint(with: Self.unjudged) else { return problems }
    let (source, target) = (TextSize(work.pair.source), TextSize(work.pair.target))
    if fit.isUnlikely(source.characters, target.characters) { problems.insert(.unlikelyLengths) }
    if let problem = judge.problem(work.pair.source, work.pair.target) { problems.insert(problem) }
    return problems
  }

  /// Pairs that are not looked at again.
  private static let unjudged: ProblemSet = [
    .unreadable, ProblemSet(.emptySide), ProblemSet(.emptyPair), ProblemSet(.identicalSides),
  ]
}

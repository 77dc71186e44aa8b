import S2SFiles
import Seq2Seq

/// Scores n-best lists, adds each model's log-probability to the features, and sorts by the new sum.
struct RerankingJob {
  let models: ScoringModels
  /// The weight of a list's own score.
  let listWeight: Double
  /// Whether the best translation of each list is all that is written.
  let printsBest: Bool
  private let output = OutputWriter()
  private let progress: InputProgress
  private var totals: ScoreTotals
  /// What is written.
  private var done = InputProgress.Part(0, bytes: 0)

  /// - Parameter files: what is read.
  init(models: ScoringModels, listWeight: Double, printsBest: Bool, files: [String]) {
    progress = InputProgress(files)
    self.models = models
    self.listWeight = listWeight
    self.printsBest = printsBest
    totals = ScoreTotals(models)
  }

  /// A list with its source.
  private typealias Block = [(source: String, entries: [NBestEntry])]

  /// Rescores all lists; those before a bad line are written before the error is thrown.
  ///
  /// - Parameter sources: the file of the sources; `nil` where no model reads them.
  /// - Throws: `FileError`, `LineError`; `ReadingError` where lists and sources do not match.
  mutating func run(_ lists: NBestReader, sources: String?) throws {
    defer { progress.line.finish() }
    let reader = try sources.map {
      (name: PairReader.name(of: $0), lines: try PairReader.reader($0))
    }
    var (block, count, expected) = (Block(), 0, 0)
    do {
      while let list = try lists.next() {
        if reader != nil || printsBest { try check(list[0].id, expected, lists) }
        let source = try reader.map { try self.source(of: list[0].id, $0, lists) } ?? ""
        block.append((source, list))
        count += list.count
        expected += 1
        if count >= ScoreJob.blockSize {
          try write(block)
          (block, count) = ([], 0)
        }
      }
      if let reader, try reader.lines.next() != nil {
        throw ReadingError(
          "\(lists.name) has no translation of line \(grouped(expected + 1)) of \(reader.name).")
      }
    } catch {
      try write(block)
      throw error
    }
    try write(block)
    progress.line.finish()
    totals.report()
  }

  /// Refuses a list whose number is not the next.
  private func check(_ id: Int, _ expected: Int, _ lists: NBestReader) throws {
    guard id == expected else {
      throw ReadingError(
        "\(lists.name) has no translation with the number \(expected), which is that of line "
          + "\(grouped(expected + 1)); the next is \(id).")
    }
  }

  private func source(
    of id: Int, _ reader: (name: String, lines: LineReader), _ lists: NBestReader
  ) throws -> String {
    guard let source = try reader.lines.next() else {
      throw ReadingError(
        "\(lists.name) has the number \(id), but \(reader.name) has \(grouped(reader.lines.lineCount)) "
          + "line\(reader.lines.lineCount == 1 ? "" : "s"); numbers count from 0.")
    }
    return source
  }

  private mutating func write(_ block: Block) throws {
    guard !block.isEmpty else { return }
    let pairs = block.flatMap { list in
      list.entries.map { TextPair(source: list.source, text: $0.text) }
    }
    let bytes = block.reduce(0) { sum, list in
      list.entries.reduce(sum + list.source.utf8.count + 1) { $0 + $1.line.utf8.count + 1 }
    }
    let (part, before, progress) = (InputProgress.Part(pairs.count, bytes: bytes), done, progress)
    var scored = try models.score(pairs) { progress.show($0, of: part, after: before) }[...]
    done = InputProgress.Part(done.lines + part.lines, bytes: done.bytes + part.bytes)
    for list in block {
      var entries: [NBestEntry] = []
      for (entry, scored) in zip(list.entries, scored) { entries.append(rescored(entry, scored)) }
      scored = scored.dropFirst(list.entries.count)
      // Equal ones stay in their order.
      let order = entries.indices.sorted {
        (entries[$1].score, $0) < (entries[$0].score, $1)
      }
      let sorted = order.map { entries[$0] }
      try output.write(
        printsBest ? sorted[0].text + "\n" : sorted.map { $0.line + "\n" }.joined())
    }
    try output.flush()
  }

  private mutating func rescored(
    _ entry: NBestEntry, _ scored: ScoringModels.Scored
  ) -> NBestEntry {
    totals.add(scored.scores)
    var entry = entry
    entry.add(scored.scores.map(\.logProbability))
    entry.score = scored.score + (listWeight == 0 ? 0 : listWeight * entry.score)
    return entry
  }
}

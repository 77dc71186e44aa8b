import S2SCorpora
import Testing

@Suite struct EncodedCorpusTests {
  @Test(arguments: [Int32(100), 65_535, 65_536, 2_000_000])
  func givesBackWhatWasEncoded(largest: Int32) {
    let corpus = BatchScheduleTests.corpus(100, largest: largest)
    for index in 0..<100 {
      #expect(
        corpus.source(index) == [Int32](repeating: largest, count: index * 7 % 23 + 1))
      #expect(corpus.targetLength(index) == index * 5 % 19 + 1)
    }
  }

  @Test func threadsDoNotMatter() {
    let one = BatchScheduleTests.corpus(20_000)
    let four = BatchScheduleTests.corpus(20_000, threads: 4)
    #expect((0..<20_000).allSatisfy { one.source($0) == four.source($0) })
  }

  @Test func leavesOutEmptyAndLongSides() {
    let corpus = EncodedCorpus(
      ParallelCorpus(pairs: [("1", "1"), ("0", "3"), ("3", "0"), ("6", "2"), ("5", "5")]),
      limits: .init(maximumLength: 5), threads: 1,
      encoder: {
        {
          (
            [Int32](repeating: 9, count: Int($0) ?? 0),
            [Int32](repeating: 9, count: Int($1) ?? 0)
          )
        }
      })
    #expect(corpus.count == 2)
    #expect(corpus.sourceTokenCount == 6)
  }

  /// A million pairs of 15 tokens a side: 2 x (15 x 2 + 8) bytes each, 76 MB.
  @Test func isCompact() {
    let corpus = BatchScheduleTests.corpus(10_000)
    let tokens = corpus.sourceTokenCount + corpus.targetTokenCount
    #expect(corpus.byteCount == 2 * tokens + 16 * (corpus.count + 1))
  }

  /// Ids that need four bytes may come in any block.
  @Test(arguments: [0, 5_000, 9_999])
  func oneWideTokenWidensAll(position: Int) {
    let pairs = (0..<10_000).map { ("\($0)", "x") }
    let corpus = EncodedCorpus(
      ParallelCorpus(pairs: pairs), limits: .init(maximumLength: 2), threads: 2,
      encoder: {
        { text, _ in ([Int32(text) == Int32(position) ? 70_000 : (Int32(text) ?? 0)], [1]) }
      })
    for index in 0..<10_000 {
      #expect(corpus.source(index) == [index == position ? 70_000 : Int32(index)])
    }
  }

  /// A copy depends on its pair's number and stands behind the pair; one that is too long is left out,
  /// and there is none of a pair that is left out.
  @Test(arguments: [1, 3], [0, 20_000]) func copiesStandBehindTheirPairs(threads: Int, first: Int) {
    let pairs = (0..<10_000).map { ("\($0)", "x") }
    let corpus = EncodedCorpus(
      ParallelCorpus(pairs: pairs), from: first, limits: .init(maximumLength: 2), threads: threads,
      encoder: { { text, _ in (Int32(text).map { $0 == 14 ? [] : [$0] } ?? [], [1]) } },
      copies: {
        { original in
          guard original.number % 7 == 0 else { return nil }
          #expect(original.number == first + (Int(original.source) ?? 0) && original.target == "x")
          let isLong = original.number % 5 == 0
          return ([Int32](repeating: original.sourceTokens[0], count: isLong ? 3 : 2), [2])
        }
      })
    var expected: [[Int32]] = []
    for index in 0..<10_000 where index != 14 {
      expected.append([Int32(index)])
      let number = first + index
      if number % 7 == 0 && number % 5 != 0 { expected.append([Int32(index), Int32(index)]) }
    }
    #expect((0..<corpus.count).map(corpus.source) == expected)
    #expect(corpus.count - corpus.copyCount == 9_999)
    let isCopy = (0..<corpus.count).map { corpus.target($0) == [2] }
    #expect(isCopy == expected.map { $0.count == 2 })
  }

  @Test func anEmptyCorpusIsNoMistake() {
    let corpus = BatchScheduleTests.corpus(0, threads: 2)
    #expect(corpus.count == 0)
    #expect(corpus.sourceTokenCount == 0)
  }

  @Test func aLimitBelowOneTokenIsATrap() async {
    await #expect(processExitsWith: .failure) {
      _ = EncodedCorpus.Limits(maximumLength: 0)
    }
  }
}

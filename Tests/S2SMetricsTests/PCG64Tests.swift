import S2SMetrics
import Testing

@Suite struct PCG64Tests {
  private struct Golden: Decodable {
    struct Words: Decodable {
      let seed: String
      let words: [String]
    }

    struct Choice: Decodable {
      let seed: String
      let bound: UInt32
      let first: [UInt32]
      let last: [UInt32]
      let digest: String
    }

    struct Tosses: Decodable {
      let seed: String
      let count: Int
      let first: [UInt32]
      let heads: [Int]
      let digest: String
      let after: [UInt32]
    }

    let words: [Words]
    let choices: [Choice]
    let tosses: [Tosses]
  }

  private func generator(_ seed: String) throws -> PCG64 {
    PCG64(seed: try #require(UInt64(seed)))
  }

  /// All values in one number, as the script of the goldens computes it.
  private func digest(_ values: [UInt32]) -> String {
    var total: UInt64 = 0
    for (place, value) in values.enumerated() { total &+= UInt64(place + 1) &* (UInt64(value) + 1) }
    return String(total)
  }

  @Test func drawsTheWordsOfNumPy() throws {
    for golden in try MetricGolden.read(Golden.self, "streams.json").words {
      var generator = try generator(golden.seed)
      #expect(golden.words.map { _ in String(generator.next()) } == golden.words)
    }
  }

  @Test func drawsTheIndicesOfNumPy() throws {
    for golden in try MetricGolden.read(Golden.self, "streams.json").choices {
      var generator = try generator(golden.seed)
      var indices: [UInt32] = []
      // Three rows of an odd length: one begins with the half of a word.
      for _ in 0..<3 { generator.appendIndices(1001, below: golden.bound, to: &indices) }
      #expect(Array(indices.prefix(6)) == golden.first)
      #expect(Array(indices.suffix(2)) == golden.last)
      #expect(digest(indices) == golden.digest, "seed \(golden.seed), bound \(golden.bound)")
    }
  }

  @Test func tossesTheCoinsOfNumPy() throws {
    for golden in try MetricGolden.read(Golden.self, "streams.json").tosses {
      var generator = try generator(golden.seed)
      var tosses = CoinTosses()
      var all: [UInt32] = []
      for trial in 0..<7 {
        var heads: [UInt32] = []
        tosses.appendHeads(golden.count, from: &generator, to: &heads)
        #expect(heads.count == golden.heads[trial])
        if trial == 0 { #expect(Array(heads.prefix(6)) == golden.first) }
        let set = Set(heads)
        all += (0..<golden.count).map { set.contains(UInt32($0)) ? 1 : 0 }
      }
      #expect(digest(all) == golden.digest, "seed \(golden.seed), \(golden.count) coins")
      var after: [UInt32] = []
      generator.appendIndices(18, below: 1000, to: &after)
      #expect(after == golden.after)
    }
  }
}

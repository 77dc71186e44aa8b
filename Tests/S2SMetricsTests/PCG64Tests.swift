import S2SMetrics
import TestSupport
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

  @Test(arguments: [1, 2, 7])
  func drawsTheIndicesOfNumPy(parts: Int) throws {
    for golden in try MetricGolden.read(Golden.self, "streams.json").choices {
      var stream = IndexStream(try generator(golden.seed), below: Int(golden.bound))
      var indices: [UInt32] = []
      var buffer: [UInt32] = []
      while indices.count < 3 * 1001 {
        // As threads do: each part is read apart.
        let bounds = (0...parts).map { $0 * 500 / parts }
        for (lower, upper) in zip(bounds, bounds.dropFirst()) {
          var part = stream.dropping(words: lower)
          let count = part.read(words: upper - lower, into: &buffer)
          indices += buffer[..<count]
        }
        stream = stream.dropping(words: 500)
      }
      indices.removeLast(indices.count - 3 * 1001)
      #expect(Array(indices.prefix(6)) == golden.first)
      #expect(Array(indices.suffix(2)) == golden.last)
      #expect(digest(indices) == golden.digest, "seed \(golden.seed), bound \(golden.bound)")
    }
  }

  @Test func tossesTheCoinsOfNumPy() throws {
    for golden in try MetricGolden.read(Golden.self, "streams.json").tosses {
      let generator = try generator(golden.seed)
      var coins = CoinStream(generator, skipping: 0)
      var all: [UInt32] = []
      for trial in 0..<7 {
        let heads = coins.heads(of: golden.count)
        var others = CoinStream(generator, skipping: trial * golden.count)
        #expect(others.heads(of: golden.count) == heads)
        #expect(heads.count == golden.heads[trial])
        if trial == 0 { #expect(Array(heads.prefix(6)) == golden.first) }
        let set = Set(heads)
        all += (0..<golden.count).map { set.contains(UInt32($0)) ? 1 : 0 }
      }
      #expect(digest(all) == golden.digest, "seed \(golden.seed), \(golden.count) coins")
      // The next call goes on in the middle of a word, as often as not.
      let after = CoinStream.generator(after: 7 * golden.count, from: generator)
      var stream = IndexStream(after, below: 1000)
      var indices: [UInt32] = []
      #expect(stream.read(words: 9, into: &indices) >= 18)
      #expect(Array(indices.prefix(18)) == golden.after)
    }
  }
}

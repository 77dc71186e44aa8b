import S2SPhrasebook
import Testing

/// The generator: determinism, distinctness, limits.
@Suite struct PhrasebookGenerationTests {
  @Test func sameSeedGivesTheSamePairs() throws {
    let first = try Phrasebook.generate(pairs: 300, seed: 7)
    #expect(try Phrasebook.generate(pairs: 300, seed: 7) == first)
    #expect(try Phrasebook.generate(pairs: 300, seed: 8) != first)
  }

  @Test func fewerPairsAreTheBeginningOfMore() throws {
    let many = try Phrasebook.generate(pairs: 200, seed: 3)
    #expect(try Phrasebook.generate(pairs: 50, seed: 3) == Array(many.prefix(50)))
  }

  @Test func givesDistinctSentencesOnBothSides() throws {
    let pairs = try Phrasebook.generate(pairs: 2000, seed: 5)
    #expect(Set(pairs.map { $0.french.lowercased() }).count == 2000)
    #expect(Set(pairs.map { $0.english.lowercased() }).count == 2000)
  }

  @Test func splitsAreDisjointAndComplete() throws {
    let splits = try Phrasebook.splits(pairs: 1500, validation: 40, test: 60, seed: 2)
    #expect(splits.train.count == 1400)
    #expect(splits.valid.count == 40)
    #expect(splits.test.count == 60)
    let all = splits.train + splits.valid + splits.test
    #expect(
      Set(all.map(\.french)) == Set(try Phrasebook.generate(pairs: 1500, seed: 2).map(\.french)))
  }

  @Test func saysHowManyItCanGive() throws {
    let asked = Phrasebook.maximumPairs + 1
    let error = try #require(throws: PhrasebookError.self) {
      try Phrasebook.generate(pairs: asked, seed: 1)
    }
    #expect(error.code == .grammarExhausted)
    #expect(error.message.contains("\(Phrasebook.maximumPairs) distinct pairs"))
  }

  @Test(arguments: [0, -3])
  func rejectsNoPairs(pairs: Int) throws {
    let error = try #require(throws: PhrasebookError.self) {
      try Phrasebook.generate(pairs: pairs, seed: 1)
    }
    #expect(error.code == .invalidCount)
  }

  @Test(arguments: [(100, 60, 40), (100, -1, 10), (100, 10, -1), (10, Int.max, 1)])
  func rejectsSplitsThatLeaveNothing(pairs: Int, validation: Int, test: Int) throws {
    let error = try #require(throws: PhrasebookError.self) {
      try Phrasebook.splits(pairs: pairs, validation: validation, test: test, seed: 1)
    }
    #expect(error.code == .invalidCount)
  }
}

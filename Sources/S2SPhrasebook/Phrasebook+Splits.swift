extension Phrasebook {
  /// A corpus divided into what is learned from and what is held out.
  public struct Splits: Equatable, Sendable {
    /// The pairs to learn from.
    public let train: [Pair]
    /// Held out to watch training.
    public let valid: [Pair]
    /// Held out to measure the result.
    public let test: [Pair]

    /// The six files of the corpus: names such as `train.fr`, contents of one sentence a line.
    public var files: [(name: String, contents: String)] {
      [("train", train), ("valid", valid), ("test", test)].flatMap { name, pairs in
        [
          ("\(name).fr", pairs.map { $0.french + "\n" }.joined()),
          ("\(name).en", pairs.map { $0.english + "\n" }.joined()),
        ]
      }
    }
  }

  /// How many pairs `corpora/phrasebook` has in all.
  public static let standardPairs = 26_000
  /// The seed of `corpora/phrasebook`.
  public static let standardSeed: UInt64 = 1

  /// Every word of a held-out sentence comes at least so often in the training sentences.
  static let leastTrainingCount = 3

  /// Refuses numbers of pairs of which none would be left to train on.
  ///
  /// - Throws: `PhrasebookError`: `invalidCount`.
  public static func check(pairs: Int, validation: Int = 1000, test: Int = 1000) throws {
    guard validation >= 0 else {
      throw PhrasebookError.invalidCount("validation pairs", validation, minimum: 0)
    }
    guard test >= 0 else { throw PhrasebookError.invalidCount("test pairs", test, minimum: 0) }
    guard validation < pairs, test < pairs - validation else {
      throw PhrasebookError.nothingToTrain(pairs: pairs, heldOut: (validation, test))
    }
  }

  /// Writes `pairs` pairs and holds some of them out.
  ///
  /// No sentence of one split is in another, in either language and whatever its case; every word
  /// of a held-out sentence is in the training sentences at least three times, so that what is
  /// tested is the grammar, not the dictionary.
  ///
  /// - Parameters:
  ///   - pairs: how many in all.
  ///   - validation: how many of them to hold out for validation, at least 0.
  ///   - test: how many of them to hold out for the test, at least 0.
  ///   - seed: any number; also decides which pairs are held out.
  /// - Throws: `PhrasebookError` with `invalidCount` where the held-out pairs would leave nothing
  ///   to train on, or `grammarExhausted`.
  public static func splits(
    pairs: Int = standardPairs, validation: Int = 1000, test: Int = 1000,
    seed: UInt64 = standardSeed
  ) throws -> Splits {
    try check(pairs: pairs, validation: validation, test: test)
    let written = try generate(pairs: pairs, seed: seed)
    var dice = Dice(seed: ~seed)
    let held = heldOut(written, validation + test, &dice)
    guard held.count == validation + test else {
      throw PhrasebookError.nothingToTrain(pairs: pairs, heldOut: (validation, test))
    }
    let heldSet = Set(held)
    return Splits(
      train: written.indices.filter { !heldSet.contains($0) }.map { written[$0] },
      valid: held.prefix(validation).map { written[$0] },
      test: held.dropFirst(validation).map { written[$0] })
  }

  /// Random pairs whose words remain frequent enough in the others.
  private static func heldOut(_ pairs: [Pair], _ count: Int, _ dice: inout Dice) -> [Int] {
    let words = pairs.map { pair in
      Self.words(pair.french).map { "fr " + $0 } + Self.words(pair.english).map { "en " + $0 }
    }
    var remaining: [String: Int] = [:]
    for word in words.joined() { remaining[word, default: 0] += 1 }
    let order = dice.shuffled(pairs.indices)
    var held: [Int] = []
    for index in order where held.count < count {
      for word in words[index] { remaining[word, default: 0] -= 1 }
      if words[index].allSatisfy({ remaining[$0, default: 0] >= leastTrainingCount }) {
        held.append(index)
      } else {
        for word in words[index] { remaining[word, default: 0] += 1 }
      }
    }
    return held
  }
}

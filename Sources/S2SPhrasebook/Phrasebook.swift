/// The bundled French-English corpus: a bilingual grammar that writes pairs of sentences.
///
/// Each construction of the grammar draws its parts from the lexicon by meaning, spells them out
/// in both languages side by side, and is drawn as often as its weight says. The same number of
/// pairs and the same seed give the same pairs, on every machine.
public enum Phrasebook {
  /// A sentence and its translation.
  public struct Pair: Equatable, Sendable {
    /// The French side, NFC, without spaces at its ends.
    public let french: String
    /// The English side, NFC, without spaces at its ends.
    public let english: String
  }

  /// The most pairs that can be asked for: up to here the constructions keep their balance.
  public static let maximumPairs = 200_000

  /// Failed attempts in a row after which a construction counts as exhausted.
  private static let patience = 400

  /// Writes distinct pairs; no sentence comes twice in either language, whatever its case.
  ///
  /// - Parameters:
  ///   - pairs: how many, in `1...maximumPairs`.
  ///   - seed: any number.
  /// - Throws: `PhrasebookError` with `invalidCount` or `grammarExhausted`.
  public static func generate(pairs: Int, seed: UInt64) throws -> [Pair] {
    guard pairs >= 1 else { throw PhrasebookError.invalidCount("pairs", pairs, minimum: 1) }
    guard pairs <= maximumPairs else {
      throw PhrasebookError.exhausted(asked: pairs, possible: maximumPairs)
    }
    var dice = Dice(seed: seed)
    return try generate(pairs: pairs, Constructions.all, &dice)
  }

  static func generate(
    pairs: Int, _ constructions: [Construction], _ dice: inout Dice
  ) throws -> [Pair] {
    var written: [Pair] = []
    var seen: Set<String> = []
    var live = constructions.indices.map { ($0, constructions[$0].weight) }
    var misses = constructions.map { _ in 0 }
    while written.count < pairs {
      if live.isEmpty { throw PhrasebookError.exhausted(asked: pairs, possible: written.count) }
      let index = dice.pick(weighted: live)
      let pair = constructions[index].draft(&dice).pair
      if hasFittingLength(pair), isNew(pair, &seen) {
        written.append(pair)
        misses[index] = 0
      } else {
        misses[index] += 1
        if misses[index] >= patience { live.removeAll { $0.0 == index } }
      }
    }
    return written
  }

  private static func isNew(_ pair: Pair, _ seen: inout Set<String>) -> Bool {
    let (french, english) = ("fr " + pair.french.lowercased(), "en " + pair.english.lowercased())
    if seen.contains(french) || seen.contains(english) { return false }
    seen.insert(french)
    seen.insert(english)
    return true
  }

  /// Three to twenty-five words a side.
  private static func hasFittingLength(_ pair: Pair) -> Bool {
    (3...25).contains(words(pair.french).count) && (3...25).contains(words(pair.english).count)
  }

  /// Words between spaces, lower case, without punctuation at their ends.
  static func words(_ sentence: String) -> [String] {
    sentence.lowercased().split(separator: " ").compactMap { word in
      let bare = word.drop { ",.;:?!".contains($0) }
      let end = bare.lastIndex { !",.;:?!".contains($0) }
      return end.map { String(bare[...$0]) }
    }
  }
}

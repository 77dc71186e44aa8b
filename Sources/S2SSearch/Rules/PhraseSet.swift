/// Phrases to look for in texts, as whole words.
///
/// A phrase that begins or ends with a joining character matches only whole words: `cat` is in `a
/// cat's`, not in `category`. Upper and lower case differ.
public struct PhraseSet: Sendable {
  private let phrases: [Phrase]
  private let byFirstByte: [[Int]]
  /// The bytes of the longest phrase.
  let longest: Int

  private struct Phrase {
    var bytes: [UInt8]
    var joinsBefore: Bool
    var joinsAfter: Bool
  }

  /// Takes phrases as UTF-8; empty ones count for nothing.
  public init(_ texts: [[UInt8]]) {
    phrases = texts.filter { !$0.isEmpty }.map { bytes in
      let text = SpelledText(head: [], tail: bytes[...])
      return Phrase(
        bytes: bytes, joinsBefore: text.isBoundary(after: 0, isWhole: true) == false,
        joinsAfter: !text.isBoundary(before: bytes.count))
    }
    var byFirstByte = [[Int]](repeating: [], count: 256)
    for (index, phrase) in phrases.enumerated() {
      byFirstByte[Int(phrase.bytes[0])].append(index)
    }
    self.byFirstByte = byFirstByte
    longest = phrases.map(\.bytes.count).max() ?? 0
  }

  /// Whether there is no phrase.
  public var isEmpty: Bool { phrases.isEmpty }

  /// The first phrase that stands in a text.
  public func first(in text: [UInt8]) -> [UInt8]? {
    firstPlace(in: text).map { Array(text[$0]) }
  }

  /// Where the first phrase stands in a text.
  public func firstPlace(in text: [UInt8]) -> Range<Int>? {
    guard !phrases.isEmpty else { return nil }
    let spelled = SpelledText(head: text, tail: [])
    for start in text.indices {
      for phrase in byFirstByte[Int(text[start])] where stands(phrase, start, spelled, true) {
        return start..<start + phrases[phrase].bytes.count
      }
    }
    return nil
  }

  /// The possible matches at the end of a text, which more text decides.
  func open(in text: [UInt8], from first: Int) -> [(phrase: Int, start: Int)] {
    let spelled = SpelledText(head: text, tail: [])
    var found: [(phrase: Int, start: Int)] = []
    for start in text.indices.dropFirst(first) {
      for index in byFirstByte[Int(text[start])] {
        let (phrase, rest) = (phrases[index], text[start...])
        guard rest.prefix(phrase.bytes.count).elementsEqual(phrase.bytes.prefix(rest.count)),
          !phrase.joinsBefore || spelled.isBoundary(before: start)
        else { continue }
        let end = start + phrase.bytes.count
        let isDecided =
          end <= text.count
          && (!phrase.joinsAfter || spelled.isBoundary(after: end, isWhole: false) != nil)
        if !isDecided { found.append((index, start)) }
      }
    }
    return found
  }

  /// The phrases that begin with a byte.
  func phrases(beginningWith byte: UInt8) -> [Int] { byFirstByte[Int(byte)] }

  /// Whether a phrase stands at a position for certain.
  func stands(_ index: Int, _ start: Int, _ text: SpelledText, _ isWhole: Bool) -> Bool {
    let phrase = phrases[index]
    let end = start + phrase.bytes.count
    guard end <= text.count,
      phrase.bytes.indices.allSatisfy({ phrase.bytes[$0] == text[start + $0] })
    else { return false }
    return (!phrase.joinsBefore || text.isBoundary(before: start))
      && (!phrase.joinsAfter || text.isBoundary(after: end, isWhole: isWhole) == true)
  }
}

/// A language's own rules of where a full stop ends no sentence.
struct SentenceRules: Sendable {
  /// Words before a full stop that shortens them, in lower case.
  var abbreviations: Set<String> = []
  /// Words that are abbreviations before a number only, and words of their own elsewhere.
  var numbered: Set<String> = []
  /// Whether a full stop makes ordinals of numbers.
  var hasOrdinals = false

  /// No word that a rule names is longer, in bytes.
  private static let longest = 24

  /// Whether the sentence goes on behind the end of a range, which is a boundary by Unicode's rules.
  func continues(_ bytes: [UInt8], _ range: Range<Int>) -> Bool {
    let last = bytes[range.upperBound - 1]
    // As in an address; scripts without spaces have marks of their own.
    if last < 0x80 && !Self.isSpace(last) { return true }
    guard let stop = Self.fullStop(bytes, range) else { return false }
    let start = Self.wordStart(bytes, before: stop, from: range.lowerBound)
    guard start < stop, stop - start <= Self.longest else { return false }
    let word = String(decoding: bytes[start..<stop], as: UTF8.self)
    if word.utf8.allSatisfy(Self.isDigit) {
      let isEntry = bytes[range.lowerBound..<start].allSatisfy { $0 <= 0x20 }
      return isEntry || (hasOrdinals && word.utf8.count <= 2)
    }
    let small = word.lowercased()
    if abbreviations.contains(small) { return true }
    if numbered.contains(small) {
      return bytes[range.upperBound...].first.map(Self.isDigit) ?? false
    }
    return Self.isInitial(word)
  }

  /// The end of a sentence at a boundary of Unicode's rules, which may be before a quotation mark that
  /// closes; `nil` where the sentence goes on behind that mark.
  static func end(_ boundary: Int, in bytes: [UInt8]) -> Int? {
    guard let length = closingLength(bytes, boundary) else { return boundary }
    var end = boundary + length
    while end < bytes.count, isSpace(bytes[end]) { end += 1 }
    guard end < bytes.count else { return end }
    let isSpaced = end > boundary + length
    let next = Unicode.Scalar(BPEModel.scalar(in: bytes, at: end).value)
    return isSpaced && next?.properties.isUppercase == true ? end : nil
  }

  /// The length in bytes of a guillemet or quotation mark that closes; `nil` for anything else.
  private static func closingLength(_ bytes: [UInt8], _ index: Int) -> Int? {
    let marks = ["\u{BB}", "\u{201D}", "\u{203A}"].map { Array($0.utf8) }
    return marks.first { bytes[index...].starts(with: $0) }?.count
  }

  /// The full stop that a sentence ends with, but for white space; `nil` where it ends otherwise.
  private static func fullStop(_ bytes: [UInt8], _ range: Range<Int>) -> Int? {
    let text = String(decoding: bytes[range], as: UTF8.self).unicodeScalars
    var length = range.count
    for scalar in text.reversed() {
      guard scalar.properties.isWhitespace else { break }
      length -= UTF8.width(scalar)
    }
    let stop = range.lowerBound + length - 1
    return stop >= range.lowerBound && bytes[stop] == UInt8(ascii: ".") ? stop : nil
  }

  /// Where the word before an index begins: after white space or an opening bracket.
  private static func wordStart(_ bytes: [UInt8], before stop: Int, from first: Int) -> Int {
    var start = stop
    while start > first, stop - start <= longest {
      let byte = bytes[start - 1]
      if byte <= 0x20 || byte == UInt8(ascii: "(") || byte == UInt8(ascii: "\"") { break }
      if byte == UInt8(ascii: "'") || byte == 0xA0 || byte == 0xAF { break }
      start -= 1
    }
    return start
  }

  /// Whether a word is a capital, or short parts with full stops between: `J`, `J.R.R`, `e.g`.
  private static func isInitial(_ word: String) -> Bool {
    let parts = word.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 1 else {
      return parts.allSatisfy { (1...2).contains($0.count) && $0.allSatisfy(\.isLetter) }
    }
    return word.count == 1 && word.allSatisfy(\.isUppercase)
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || (0x09...0x0D).contains(byte)
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  /// The boundaries of a text without capitals: those of Unicode's rules, which go on before a small
  /// letter, and those after a full stop before one.
  static func endsBeforeSmallLetters(of bytes: [UInt8], and ends: [Int]) -> [Int] {
    var all: [Int] = []
    var known = ends[...]
    for index in bytes.indices.dropFirst(2) where bytes[index] > 0x20 && bytes[index - 1] == 0x20 {
      var last = index - 1
      while last > 0, bytes[last] == 0x20 { last -= 1 }
      guard bytes[last] == UInt8(ascii: "."), last > 1, bytes[last - 1] > 0x40,
        bytes[last - 2] > 0x40
      else { continue }
      while let end = known.first, end < index {
        all.append(end)
        known.removeFirst()
      }
      if known.first != index { all.append(index) }
    }
    return all + known
  }
}

/// Cuts text into words: ICU's word boundaries for a locale, then corrections for the language.
///
/// Elided words are split off (`l'|été`), as the rules of the language say; web and e-mail
/// addresses and numbers are kept whole. One thread at a time.
///
/// Reference: Unicode Standard Annex #29, Unicode Text Segmentation, word boundaries.
package final class Segmenter {
  private let iterator: BreakIterator?
  private let rules: SegmentationRules
  private var found: [Int] = []
  private var spans: [ProtectedSpan] = []

  /// Makes a segmenter; with ICU's data missing it cuts at spaces and at addresses only.
  package init(locale: String) {
    iterator = BreakIterator(.words, locale: locale)
    rules = SegmentationRules.rules(for: locale)
  }

  /// Whether ICU has the data to segment words.
  package var isAvailable: Bool { iterator != nil }

  /// Appends the end of every word of a text without spaces, the last being the range's end.
  ///
  /// Text between two ordinary spaces can be segmented alone: no rule of ICU or ours looks across
  /// a space.
  ///
  /// - Parameter bytes: UTF-8 in NFC; the range holds no space (U+0020).
  package func appendWordEnds(of bytes: [UInt8], in range: Range<Int>, to ends: inout [Int]) {
    guard !range.isEmpty else { return }
    found.removeAll(keepingCapacity: true)
    if let iterator {
      iterator.appendEnds(of: bytes, in: range, to: &found)
    } else {
      found.append(range.upperBound)
    }
    spans.removeAll(keepingCapacity: true)
    ProtectedSpan.find(in: bytes, range, appendingTo: &spans)
    if !spans.isEmpty { protect(range) }
    guard !rules.elided.isEmpty else { return ends.append(contentsOf: found) }
    appendElided(bytes, range, to: &ends)
  }

  /// Removes the boundaries inside protected spans, and adds those around addresses.
  private func protect(_ range: Range<Int>) {
    let boundaries = found
    found.removeAll(keepingCapacity: true)
    var next = 0
    for span in spans {
      while next < boundaries.count, boundaries[next] <= span.range.lowerBound {
        found.append(boundaries[next])
        next += 1
      }
      let start = span.range.lowerBound
      if span.isDelimited, start > range.lowerBound, found.last ?? range.lowerBound < start {
        found.append(start)
      }
      while next < boundaries.count, boundaries[next] < span.range.upperBound { next += 1 }
      if span.isDelimited, next < boundaries.count, boundaries[next] > span.range.upperBound {
        found.append(span.range.upperBound)
      }
    }
    found.append(contentsOf: boundaries[next...])
  }

  // MARK: - Apostrophes

  /// Applies the language's rules to the words found.
  private func appendElided(_ bytes: [UInt8], _ range: Range<Int>, to ends: inout [Int]) {
    var start = range.lowerBound
    var index = 0
    var span = 0
    while index < found.count {
      var end = found[index]
      index += 1
      while span < spans.count, spans[span].range.upperBound <= start { span += 1 }
      if span < spans.count, spans[span].isDelimited, spans[span].range.contains(start) {
        ends.append(end)
      } else if let whole = compound(bytes, start, from: index) {
        index = whole + 1
        end = found[whole]
        ends.append(end)
      } else if index < found.count,
        apostropheLength(bytes, end, found[index]) == found[index] - end,
        keepsApostrophe(bytes, start..<end, after: range.lowerBound)
      {
        // ICU splits l|' before anything but a letter: the apostrophe goes with its word.
        end = found[index]
        index += 1
        ends.append(end)
      } else {
        split(bytes, start..<end, to: &ends)
      }
      start = end
    }
  }

  /// The index in `found` where a listed word with hyphens ends; it begins at `start`, and its part
  /// before the first hyphen ends at `found[index - 1]`.
  private func compound(_ bytes: [UInt8], _ start: Int, from index: Int) -> Int? {
    guard index < found.count, bytes[found[index - 1]] == UInt8(ascii: "-") else { return nil }
    var last = index
    var longest: Int?
    while last < found.count, found[last] - start <= Self.maximumElidedBytes {
      if isWhole(bytes, start..<found[last]) { longest = last }
      last += 1
    }
    return longest
  }

  /// Whether a word takes the apostrophe after it; not `'s'`, which is a letter in quotes.
  private func keepsApostrophe(_ bytes: [UInt8], _ word: Range<Int>, after start: Int) -> Bool {
    guard word.count <= Self.maximumElidedBytes else { return false }
    if word.lowerBound > start, bytes[word.lowerBound - 1] == 0x27 { return false }
    if word.lowerBound >= start + 3, bytes[word.lowerBound - 1] & 0xFE == 0x98,
      bytes[word.lowerBound - 2] == 0x80, bytes[word.lowerBound - 3] == 0xE2
    {
      return false
    }
    let text = Self.folded(bytes, word)
    return rules.elided.contains(text) || rules.apocopated.contains(text)
  }

  /// Appends the parts of one word: every elided word at its beginning, then the rest.
  private func split(_ bytes: [UInt8], _ word: Range<Int>, to ends: inout [Int]) {
    var start = word.lowerBound
    var index = start
    while index < word.upperBound {
      let length = apostropheLength(bytes, index, word.upperBound)
      if length == 0 {
        index += 1
        continue
      }
      guard index > start, index + length < word.upperBound, endsElision(bytes, start..<index),
        !isWhole(bytes, start..<word.upperBound)
      else { break }
      index += length
      ends.append(index)
      start = index
    }
    ends.append(word.upperBound)
  }

  private func endsElision(_ bytes: [UInt8], _ word: Range<Int>) -> Bool {
    guard word.count <= Self.maximumElidedBytes else { return rules.everyApostropheEndsWord }
    let text = Self.folded(bytes, word)
    if rules.elided.contains(text) { return true }
    return rules.everyApostropheEndsWord && !rules.joined.contains(text)
  }

  private func isWhole(_ bytes: [UInt8], _ word: Range<Int>) -> Bool {
    word.count <= Self.maximumElidedBytes && rules.whole.contains(Self.folded(bytes, word))
  }

  /// No word that a rule names is longer, in bytes.
  private static let maximumElidedBytes = 24

  /// The length in bytes of an apostrophe, `'` or U+2019, at `index`; zero if there is none.
  private func apostropheLength(_ bytes: [UInt8], _ index: Int, _ end: Int) -> Int {
    guard index < end else { return 0 }
    if bytes[index] == 0x27 { return 1 }
    guard bytes[index] == 0xE2, index + 2 < end else { return 0 }
    return bytes[index + 1] == 0x80 && bytes[index + 2] == 0x99 ? 3 : 0
  }

  /// A word in lower case, with `'` for either apostrophe.
  private static func folded(_ bytes: [UInt8], _ word: Range<Int>) -> String {
    let text = String(decoding: bytes[word], as: UTF8.self).lowercased()
    return String(text.map { $0 == "\u{2019}" ? "'" : $0 })
  }
}

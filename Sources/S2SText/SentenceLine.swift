/// A text whose sentences are looked for.
struct SentenceLine {
  let scalars: [Unicode.Scalar]
  private let rules: SentenceRules
  /// Whether the letters of the text, addresses aside, are all capitals or all small, so that their
  /// case does not tell where a sentence begins.
  private let isOfOneCase: Bool

  init(_ text: String, _ rules: SentenceRules) {
    scalars = Array(text.unicodeScalars)
    self.rules = rules
    isOfOneCase = LetterCase.found(in: text).count < 2
  }

  /// Where sentences end, behind their white space, in order; the last is the end of the text.
  ///
  /// - Parameter unicodeEnds: those of Unicode's rules, which count behind other marks than ours.
  func ends(_ unicodeEnds: [Int]) -> [Int] {
    var ends: [Int] = []
    var others = unicodeEnds[...]
    var start = 0
    var index = 0
    while index < scalars.count {
      guard rules.isStop(scalars[index]) else {
        index += 1
        continue
      }
      let mark = mark(at: index)
      while let other = others.first, other <= index {
        others.removeFirst()
        if other > start { ends.append(other) }
        start = max(start, other)
      }
      if mark.next < scalars.count, isEnd(mark, from: start) {
        ends.append(mark.next)
        start = mark.next
      }
      // Unicode's ends behind one of our marks do not count, but for the end of a paragraph.
      while let other = others.first, other <= mark.next { others.removeFirst() }
      index = max(mark.next, index + 1)
    }
    ends += others.filter { $0 > start && $0 < scalars.count }
    return scalars.isEmpty ? [] : ends + [scalars.count]
  }

  /// Marks behind which a sentence may end.
  private struct Mark {
    /// The first of them.
    var start: Int
    /// Behind the last of them, before any that closes.
    var end: Int
    /// Whether a quotation mark or bracket closes behind them.
    var isClosed = false
    /// Behind the closing marks, before the white space.
    var closedEnd: Int
    /// What follows, behind the white space.
    var next: Int
  }

  private func mark(at start: Int) -> Mark {
    var end = start
    while end < scalars.count, rules.isStop(scalars[end]) { end += 1 }
    var closed = end
    while closed < scalars.count, Self.closing.contains(scalars[closed]) { closed += 1 }
    var next = closed
    while next < scalars.count, isSpace(next) { next += 1 }
    var mark = Mark(start: start, end: end, isClosed: closed > end, closedEnd: closed, next: next)
    // As in French: white space, a guillemet that closes, and white space again.
    if next > closed, next < scalars.count, Self.closingAfterSpace.contains(scalars[next]),
      next + 1 == scalars.count || isSpace(next + 1)
        || Self.punctuation.contains(scalars[next + 1])
    {
      mark.isClosed = true
      mark.closedEnd = next + 1
      mark.next = next + 1
      while mark.next < scalars.count, isSpace(mark.next) { mark.next += 1 }
    }
    return mark
  }

  private static let closing = Set("\"')]}»”’›」』）】".unicodeScalars)
  private static let closingAfterSpace = Set("»”›".unicodeScalars)
  private static let punctuation = Set(",;:.?!…)".unicodeScalars)
  private static let opening = Set("\"'([{«»„“‘‹›¿¡-–—―*•".unicodeScalars)

  private func isSpace(_ index: Int) -> Bool { scalars[index].properties.isWhitespace }

  private func isEnd(_ mark: Mark, from start: Int) -> Bool {
    if scalars[mark.closedEnd..<mark.next].contains(where: Self.endsParagraph) { return true }
    if Self.punctuation.contains(scalars[mark.next]) { return false }
    guard let first = firstOfWord(from: mark.next) else { return true }
    if mark.next == mark.closedEnd { return isEndWithoutSpace(mark, first) }
    if isSmall(first) && mark.isClosed { return false }
    let marks = scalars[mark.start..<mark.end]
    guard marks.allSatisfy({ $0 == "." || $0 == "…" }) else { return true }
    let isEllipsis = marks.count > 1 || marks.first == "…"
    if isEllipsis || mark.isClosed { return !isSmall(first) }
    let word = rules.word(of: scalars, before: mark.start, from: start)
    return rules.endsSentence(word, before: next(first))
  }

  /// The word that a sentence would begin with.
  private func next(_ first: Int) -> SentenceRules.Next {
    let word = scalars[first...].prefix { $0.properties.isAlphabetic }
    let isElided =
      scalars.indices.contains(word.endIndex) && Self.isApostrophe(scalars[word.endIndex])
    return SentenceRules.Next(
      word: String(String.UnicodeScalarView(word)).lowercased(), isElided: isElided,
      first: scalars[first], isSmall: isSmall(first))
  }

  private static func isApostrophe(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "'" || scalar == "’"
  }

  private func isSmall(_ index: Int) -> Bool {
    !isOfOneCase && scalars[index].properties.isLowercase
  }

  private static func endsParagraph(_ scalar: Unicode.Scalar) -> Bool {
    ["\n", "\r", "\u{85}", "\u{2028}", "\u{2029}"].contains(scalar)
  }

  /// The first character from an index on that is none of the marks that open.
  private func firstOfWord(from index: Int) -> Int? {
    scalars[index...].firstIndex { !Self.opening.contains($0) && !$0.properties.isWhitespace }
  }

  /// Whether a sentence ends where no white space follows: after a word, before another with a capital,
  /// in no address; and before scripts without spaces.
  private func isEndWithoutSpace(_ mark: Mark, _ first: Int) -> Bool {
    let letters = scalars[..<mark.start].reversed().prefix(2)
    if Self.isIdeograph(scalars[first]) {
      return mark.end - mark.start > 1 || !scalars[mark.start].isASCII
        || letters.first.map(Self.isIdeograph) == true
    }
    guard first == mark.next, letters.count == 2, letters.allSatisfy(\.properties.isAlphabetic),
      scalars[first].properties.isAlphabetic, !TypedText.isAddress(part(around: mark.start))
    else { return false }
    let isFullStop = scalars[mark.start] == "." && mark.end == mark.start + 1
    guard isFullStop else { return isOfOneCase || !isSmall(first) }
    guard !isOfOneCase, scalars[first].properties.isUppercase else { return false }
    // A word that prose goes on with: no `ASP.NET`, no `Main.Run()`.
    let word = scalars[first...].prefix { $0.properties.isAlphabetic }
    let isWord = word.dropFirst().allSatisfy(\.properties.isLowercase)
    let after = first + word.count
    return isWord && after < scalars.count
      && (isSpace(after) || Self.isApostrophe(scalars[after]) || scalars[after] == ",")
      && letters.contains { !$0.properties.isUppercase }
  }

  /// No further an address is looked for around a mark.
  private static let longestAddress = 256

  /// What stands between white space around an index.
  private func part(around index: Int) -> ArraySlice<Unicode.Scalar> {
    var start = index
    var end = index
    while start > 0, index - start < Self.longestAddress, !isSpace(start - 1) { start -= 1 }
    while end < scalars.count, end - index < Self.longestAddress, !isSpace(end) { end += 1 }
    return scalars[start..<end]
  }

  /// Whether a scalar is of a script without spaces between words, as far as Unicode's rules do not
  /// say.
  private static func isIdeograph(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isIdeographic || (0x3040...0x30FF).contains(scalar.value)
  }
}

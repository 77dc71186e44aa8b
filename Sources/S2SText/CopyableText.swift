/// A text as encoders take it, and the parts of it that placeholders may stand for.
struct CopyableText {
  /// A part that may be copied.
  struct Span {
    var range: Range<Int>
    var kind: Placeholder.Kind
  }

  /// The text in its normal form after the space that encoders imagine before it.
  let bytes: [UInt8]
  /// From left to right.
  private(set) var spans: [Span] = []

  /// Finds the spans of a text.
  ///
  /// - Complexity: O(*n*).
  init(_ text: String, _ normalization: TextNormalization = .nfc) {
    var normal: [UInt8] = [0x20]
    normalization.append(text, to: &normal)
    bytes = normal
    guard mayHaveSpans else { return }
    var protected: [ProtectedSpan] = []
    var start = 0
    while start < bytes.count {
      let end = partEnd(from: start)
      protected.removeAll(keepingCapacity: true)
      ProtectedSpan.find(in: bytes, start..<end, appendingTo: &protected)
      findSpans(among: protected, start..<end)
      start = end + 1
    }
  }

  /// The text of a span.
  func value(of span: Span) -> String { String(decoding: bytes[span.range], as: UTF8.self) }

  /// Whether there is a digit, or a character that every address has.
  private var mayHaveSpans: Bool {
    bytes.indices.contains { index in
      switch bytes[index] {
      case 0x30...0x39, UInt8(ascii: "@"): true
      case UInt8(ascii: ":"): index + 1 < bytes.count && bytes[index + 1] == UInt8(ascii: "/")
      case UInt8(ascii: "."): bytes[index - 1] | 0x20 == UInt8(ascii: "w")
      default: false
      }
    }
  }

  /// The end of a part: the next space that groups no digits.
  private func partEnd(from start: Int) -> Int {
    var end = bytes[start...].firstIndex(of: 0x20) ?? bytes.count
    while end < bytes.count, groupsDigits(end) {
      end = bytes[(end + 1)...].firstIndex(of: 0x20) ?? bytes.count
    }
    return end
  }

  /// Whether a space stands after one to three digits and before just three.
  private func groupsDigits(_ space: Int) -> Bool {
    let before = bytes[..<space].suffix(4).reversed().prefix(while: Self.isDigit).count
    let after = bytes[(space + 1)...].prefix(4).prefix(while: Self.isDigit).count
    return (1...3).contains(before) && after == 3
  }

  /// Keeps addresses and numbers, and finds the numbers that segmentation need not protect.
  private mutating func findSpans(among protected: [ProtectedSpan], _ range: Range<Int>) {
    var start = range.lowerBound
    for span in protected {
      findNumbers(start..<span.range.lowerBound)
      switch span.kind {
      case .webAddress: spans.append(Span(range: span.range, kind: .url))
      case .mailAddress: spans.append(Span(range: span.range, kind: .mail))
      case .number: appendNumbers(span.range)
      case .space: break
      }
      start = span.range.upperBound
    }
    findNumbers(start..<range.upperBound)
  }

  private mutating func findNumbers(_ range: Range<Int>) {
    var index = range.lowerBound
    while index < range.upperBound {
      if Self.isDigit(bytes[index]) {
        let number = ProtectedSpan.number(in: bytes, at: index, before: range.upperBound)
        appendNumbers(number)
        index = number.upperBound
      } else {
        index += 1
      }
    }
  }

  /// Keeps a number, or several that only look like one.
  private mutating func appendNumbers(_ range: Range<Int>) {
    for number in NumberList.numbers(in: bytes, range) { appendNumber(number) }
  }

  /// Keeps a number of two digits or more that no letter touches: not that of `B12` or `21st`.
  private mutating func appendNumber(_ range: Range<Int>) {
    let digits = bytes[range].count(where: Self.isDigit)
    guard digits > 1, !endsInLetter(before: range.lowerBound),
      !beginsWithLetter(at: range.upperBound)
    else { return }
    let isPlain = digits == range.count
    spans.append(Span(range: range, kind: !isPlain ? .figure : digits > 2 ? .number : .small))
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  private func beginsWithLetter(at index: Int) -> Bool {
    index < bytes.count && isLetter(BPEModel.scalar(in: bytes, at: index).value)
  }

  private func endsInLetter(before index: Int) -> Bool {
    var start = index - 1
    while start > 0, bytes[start] & 0xC0 == 0x80 { start -= 1 }
    return start >= 0 && isLetter(BPEModel.scalar(in: bytes, at: start).value)
  }

  /// Whether a number belongs to the scalar beside it; Chinese, Japanese and Korean (U+2E80 and
  /// above) write no space between the two.
  private func isLetter(_ scalar: UInt32) -> Bool {
    if scalar < 0x80 { return scalar == 0x5F || (0x61...0x7A).contains(scalar | 0x20) }
    return scalar < 0x2E80 && Unicode.Scalar(scalar)?.properties.isAlphabetic == true
  }
}

/// A part of a text and the placeholder that takes its place.
struct Substitute {
  var range: Range<Int>
  var placeholder: Placeholder
}

/// The kind of text in a span.
private struct Copy: Hashable {
  var kind: Placeholder.Kind
  var value: String
}

extension CopyableText {
  /// The substitutes of a text alone: of every span, as far as the placeholders go.
  func substitutes(_ values: inout PlaceholderValues) -> [Substitute] {
    spans.compactMap { span in
      values.assign(value(of: span), span.kind).map {
        Substitute(range: span.range, placeholder: $0)
      }
    }
  }

  /// The substitutes of a pair: of the spans that both sides have, numbered as in the source.
  static func substitutes(
    source: CopyableText, target: CopyableText, _ set: PlaceholderSet
  ) -> (source: [Substitute], target: [Substitute]) {
    guard !source.spans.isEmpty, !target.spans.isEmpty else { return ([], []) }
    var values = PlaceholderValues(set)
    let copied = target.spans.map { Copy(kind: $0.kind, value: target.value(of: $0)) }
    let isCopied = Set(copied)
    let sources = source.spans.compactMap { span -> Substitute? in
      let value = source.value(of: span)
      guard isCopied.contains(Copy(kind: span.kind, value: value)) else { return nil }
      return values.assign(value, span.kind).map {
        Substitute(range: span.range, placeholder: $0)
      }
    }
    let targets = zip(target.spans, copied).compactMap { span, copied in
      values.placeholder(of: copied.value, copied.kind).map {
        Substitute(range: span.range, placeholder: $0)
      }
    }
    return (sources, targets)
  }
}

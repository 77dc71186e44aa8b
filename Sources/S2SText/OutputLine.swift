extension String {
  /// The text with line feeds, carriage returns and NUL bytes as spaces.
  ///
  /// A model spells rare characters byte by byte, so it may make one of these. A line of output must
  /// stay one line, which the readers of text take again: see `LineReader`.
  package var onOneLine: String {
    guard utf8.contains(where: Self.endsLine) else { return self }
    return String(decoding: utf8.map { Self.endsLine($0) ? UInt8(ascii: " ") : $0 }, as: UTF8.self)
  }

  private static func endsLine(_ byte: UInt8) -> Bool { [0x00, 0x0A, 0x0D].contains(byte) }
}

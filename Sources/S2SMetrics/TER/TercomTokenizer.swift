/// The tokeniser of tercom as sacreBLEU has it: up to five substitutions, one after the other.
package enum TercomTokenizer {
  /// Rewrites a line so that white space separates its words; case stays as it is.
  package static func tokenize(_ line: inout [UInt8], _ options: TER.Options) {
    guard !line.isEmpty else { return }
    if options.normalized {
      normalize(&line)
      if options.asianSupport { WideCharacters.rewrite(&line, by: separateAsian) }
    }
    if options.noPunctuation {
      line.removeAll(where: isPunctuation)
      if options.asianSupport { WideCharacters.rewrite(&line, by: dropAsianPunctuation) }
    }
  }

  /// Joins lines, resolves four entities, and separates punctuation of Western languages.
  private static func normalize(_ line: inout [UInt8]) {
    if line.contains(0x0A) {
      PythonText.replace("\n-", by: "", in: &line)
      PythonText.replace("\n", by: " ", in: &line)
    }
    PythonText.replaceEntities(&line)
    line.insert(0x20, at: 0)
    line.append(0x20)
    WesternTokenizer.separateSymbols(&line)
    // Possessives; every line ends with a space by now.
    if line.contains(0x27) { PythonText.replace("'s ", by: " 's ", in: &line) }
    WesternTokenizer.separateNumbers(&line)
  }

  /// `[\.,\?:;!"\(\)]`.
  private static func isPunctuation(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x21, 0x22, 0x28, 0x29, 0x2C, 0x2E, 0x3A, 0x3B, 0x3F: true
    default: false
    }
  }

  /// Ideographs, strokes, radicals, enclosed letters and punctuation are words of their own.
  ///
  /// The reference's range of enclosed letters ends at U+3F22, where U+32FF is meant, and its
  /// expressions for kana match nothing, since a space begins every line by then: so do these.
  private static func separateAsian(_ scalar: UInt32) -> WideCharacters.Change {
    switch scalar {
    case 0x4E00...0x9FFF, 0x3400...0x4DBF, 0x31C0...0x31EF, 0x2E80...0x2EFF, 0x3300...0x33FF,
      0xF900...0xFAFF, 0xFE30...0xFE4F, 0x3200...0x3F22:
      .separate
    default: isAsianPunctuation(scalar) ? .separate : .keep
    }
  }

  private static func dropAsianPunctuation(_ scalar: UInt32) -> WideCharacters.Change {
    isAsianPunctuation(scalar) ? .drop : .keep
  }

  /// East Asian punctuation, and Western of full width.
  private static func isAsianPunctuation(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x3001, 0x3002, 0x3008...0x3011, 0x3014...0x301F, 0xFF61...0xFF65, 0x30FB: true
    case 0xFF0E, 0xFF0C, 0xFF1F, 0xFF1A, 0xFF1B, 0xFF01, 0xFF02, 0xFF08, 0xFF09: true
    default: false
    }
  }
}

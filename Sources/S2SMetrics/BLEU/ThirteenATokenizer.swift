/// The tokeniser of mteval-v13a as sacreBLEU has it.
enum ThirteenATokenizer {
  /// Rewrites a line so that white space separates its words.
  static func tokenize(_ line: inout [UInt8]) {
    clean(&line)
    WesternTokenizer.tokenize(&line, isPadded: true)
  }

  /// Drops `<skipped>`, joins lines and resolves four entities, in this order.
  private static func clean(_ line: inout [UInt8]) {
    if line.contains(0x3C) { PythonText.replace("<skipped>", by: "", in: &line) }
    if line.contains(0x0A) {
      PythonText.replace("-\n", by: "", in: &line)
      PythonText.replace("\n", by: " ", in: &line)
    }
    PythonText.replaceEntities(&line)
  }
}

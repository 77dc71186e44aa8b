/// Carriage returns inside of lines that line feeds end, as in files that two systems wrote on.
///
/// Where both lines of a pair have as many, pairs hide there; where they have not, nobody knows which
/// belong together.
enum HiddenLines {
  /// The pairs in a pair of lines, or its only one; `nil` when the lines do not match.
  static func pairs(_ source: String, _ target: String) -> [(source: String, target: String)]? {
    guard hasReturn(source) || hasReturn(target) else { return [(source, target)] }
    let (sources, targets) = (lines(source), lines(target))
    guard sources.count == targets.count else { return nil }
    return sources.count < 2 ? [(source, target)] : Array(zip(sources, targets))
  }

  private static func hasReturn(_ line: String) -> Bool { line.utf8.contains(UInt8(ascii: "\r")) }

  private static func lines(_ line: String) -> [String] {
    line.utf8.split(separator: UInt8(ascii: "\r")).map { String(Substring($0)) }
  }
}

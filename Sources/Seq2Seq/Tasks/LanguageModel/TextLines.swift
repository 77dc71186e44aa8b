import S2SFiles
import S2SRandom

/// The lines of a text file.
struct TextLines {
  /// All lines in their order, as they are.
  private(set) var all: [String] = []
  /// The lines that have a word, without white space at their ends.
  private(set) var lines: [String] = []

  /// Reads a file, plain or `.gz`.
  ///
  /// - Throws: `FileError`, `LineError`.
  init(path: String) throws {
    let reader = try LineReader(repeatedly: path)
    while let line = try reader.next() {
      all.append(line)
      if !line.unicodeScalars.allSatisfy(\.properties.isWhitespace) { lines.append(line) }
    }
  }

  /// The numbers of lines, for people.
  var summary: String {
    if all.isEmpty { return "there are no lines" }
    let emptyCount = all.count - lines.count
    guard emptyCount == 0 else {
      return "\(grouped(lines.count)) of \(grouped(all.count)) lines "
        + (lines.count == 1 ? "has a word" : "have a word")
    }
    return all.count == 1 ? "1 line kept" : "all \(grouped(all.count)) lines kept"
  }

  /// Takes some of the lines out, drawn at random, in their order.
  mutating func setAside(_ size: Int, using generator: inout SeededGenerator) -> [String] {
    var (aside, rest) = ([String](), [String]())
    for (index, line) in lines.enumerated() {
      // Each is taken with the probability that leaves exactly `size` in the end.
      if generator.below(lines.count - index) < size - aside.count {
        aside.append(line)
      } else {
        rest.append(line)
      }
    }
    lines = rest
    return aside
  }

  /// Takes the last part of all lines out: a text is not torn to pieces.
  mutating func setAsideEnd(_ share: Double) -> [String] {
    let size = Int((Double(all.count) * share).rounded())
    let end = Array(all.suffix(size))
    all.removeLast(size)
    return end
  }
}

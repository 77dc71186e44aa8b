import S2SFiles
import S2SRandom

/// The lines of a text file that have a word.
struct TextLines {
  /// The lines, without white space at their ends.
  private(set) var lines: [String] = []
  /// The lines without a word.
  private var emptyCount = 0

  /// Reads a file, plain or `.gz`.
  ///
  /// - Throws: `FileError`, `LineError`.
  init(path: String) throws {
    let reader = try LineReader(repeatedly: path)
    while let line = try reader.next() {
      if line.unicodeScalars.allSatisfy(\.properties.isWhitespace) {
        emptyCount += 1
      } else {
        lines.append(line)
      }
    }
  }

  /// The numbers of kept and dropped lines, for people.
  var summary: String {
    let all = lines.count + emptyCount
    if all == 0 { return "there are no lines" }
    return emptyCount == 0
      ? "all \(grouped(all)) lines kept"
      : "\(grouped(lines.count)) of \(grouped(all)) lines kept, \(grouped(emptyCount)) empty"
  }

  /// Takes lines out, drawn at random, in their order.
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
}

import S2SFiles
import Seq2Seq

/// The n-best lists of a file, one after the other: all translations of one source at a time.
final class NBestReader {
  /// The file as it was named.
  let name: String
  private let reader: LineReader
  private var waiting: NBestEntry?

  /// Opens a file, or standard input for `-`.
  ///
  /// - Throws: `FileError`.
  init(_ file: String) throws {
    name = PairReader.name(of: file)
    reader = try PairReader.reader(file)
  }

  /// The next list, or `nil` after the last.
  ///
  /// - Throws: `LineError`; `ReadingError` for what is no line of a list, or out of order.
  func next() throws -> [NBestEntry]? {
    guard let first = try waiting ?? entry() else { return nil }
    waiting = nil
    var list = [first]
    while let entry = try entry() {
      guard entry.id == first.id else {
        guard entry.id > first.id else {
          throw ReadingError(
            "\(place) has the number \(entry.id) after \(first.id); sort the list by its numbers.")
        }
        waiting = entry
        break
      }
      list.append(entry)
    }
    return list
  }

  private var place: String { "\(name), line \(grouped(reader.lineCount))" }

  private func entry() throws -> NBestEntry? {
    guard let line = try reader.next() else { return nil }
    guard let entry = NBestEntry(line: line) else {
      throw ReadingError(
        "\(place) is not number ||| translation ||| features ||| score, as in an n-best list of Moses."
      )
    }
    return entry
  }
}

import S2SFiles

/// The pairs of a corpus, one after the other, in bounded memory.
public final class PairReader {
  private enum Format {
    case aligned(LineReader, LineReader)
    case tabSeparated(LineReader, targetFirst: Bool)
  }

  private let files: CorpusFiles
  private let format: Format
  /// The pairs read so far.
  public private(set) var count = 0

  /// Opens the files of a part of a corpus.
  ///
  /// - Throws: `FileError` when one cannot be opened.
  public init(_ files: CorpusFiles) throws {
    self.files = files
    switch files {
    case .aligned(let source, let target):
      format = .aligned(try LineReader(path: source), try LineReader(path: target))
    case .tabSeparated(let path, let targetFirst):
      format = .tabSeparated(try LineReader(path: path), targetFirst: targetFirst)
    }
  }

  /// The next pair, or `nil` after the last.
  ///
  /// - Throws: `LineError`, `FileError`; `CorpusError` with code `unequal` when one side ends before
  ///   the other, `malformedLine` for a line without a tab, `empty` when there is no pair at all.
  public func next() throws -> (source: String, target: String)? {
    let pair =
      switch format {
      case .aligned(let sources, let targets): try next(sources, targets)
      case .tabSeparated(let reader, let targetFirst): try next(reader, targetFirst)
      }
    if pair != nil {
      count += 1
    } else if count == 0 {
      throw CorpusError(
        .empty,
        "\(files.paths.joined(separator: " and ")) \(files.paths.count == 1 ? "has" : "have") "
          + "no lines.")
    }
    return pair
  }

  private func next(_ sources: LineReader, _ targets: LineReader) throws -> (String, String)? {
    switch (try sources.next(), try targets.next()) {
    case (let source?, let target?): return (source, target)
    case (nil, nil): return nil
    default:
      while try sources.next() != nil {}
      while try targets.next() != nil {}
      throw CorpusError(
        .unequal,
        "\(files.paths[0]) has \(grouped(sources.lineCount)) "
          + "line\(sources.lineCount == 1 ? "" : "s") but \(files.paths[1]) has "
          + "\(grouped(targets.lineCount)); the sides of a corpus must match line by line.")
    }
  }

  /// Source, target, and what else a line may carry, such as Tatoeba's attribution, which is
  /// ignored.
  private func next(_ reader: LineReader, _ targetFirst: Bool) throws -> (String, String)? {
    guard let line = try reader.next() else { return nil }
    let columns = line.utf8.split(
      separator: UInt8(ascii: "\t"), maxSplits: 2, omittingEmptySubsequences: false)
    guard columns.count >= 2 else {
      throw CorpusError(
        .malformedLine,
        "\(files.paths[0]), line \(grouped(reader.lineCount)) has no tab; each line has to be "
          + (targetFirst ? "target, tab, source." : "source, tab, target."))
    }
    let (first, second) = (String(Substring(columns[0])), String(Substring(columns[1])))
    return targetFirst ? (second, first) : (first, second)
  }
}

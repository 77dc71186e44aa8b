import S2SFiles

/// The pairs of a corpus, one after the other, in bounded memory.
public final class PairReader {
  private enum Format {
    case aligned(LineReader, LineReader)
    case tabSeparated(LineReader, targetFirst: Bool)
    case translationMemory(TranslationMemoryReader)
    case catalogue(CatalogueReader)
    case compiledCatalogue(CompiledCatalogueReader)
  }

  private let files: CorpusFiles
  private let format: Format
  /// The pairs read so far.
  public private(set) var count = 0
  /// Where the last pair stands: its line, or its number in a compiled catalogue; from 1.
  public private(set) var place = 0

  /// Opens the files of a part of a corpus.
  ///
  /// - Throws: `FileError` when one cannot be opened.
  public init(_ files: CorpusFiles) throws {
    self.files = files
    switch files {
    case .aligned(let source, let target):
      format = .aligned(try LineReader(repeatedly: source), try LineReader(repeatedly: target))
    case .tabSeparated(let path, let targetFirst):
      format = .tabSeparated(try LineReader(repeatedly: path), targetFirst: targetFirst)
    case .translationMemory(let path, let languages):
      format = .translationMemory(
        try TranslationMemoryReader(path: path, languages: languages))
    case .catalogue(let path, let languages, let takesFuzzy):
      format = .catalogue(
        try CatalogueReader(path: path, languages: languages, takesFuzzy: takesFuzzy))
    case .compiledCatalogue(let path, let languages):
      format = .compiledCatalogue(
        try CompiledCatalogueReader(path: path, languages: languages))
    }
  }

  /// The rest of the files besides the pairs so far; `nil` for files that hold nothing else.
  public var report: ReadingReport? {
    switch format {
    case .aligned, .tabSeparated: nil
    case .translationMemory(let reader): reader.report
    case .catalogue(let reader): reader.report
    case .compiledCatalogue(let reader): reader.report
    }
  }

  /// The bytes read from the disk so far, for a display of progress.
  var bytesRead: Int {
    switch format {
    case .aligned(let sources, let targets): sources.bytesRead + targets.bytesRead
    case .tabSeparated(let reader, _): reader.bytesRead
    case .translationMemory(let reader): reader.fileBytesRead
    case .catalogue(let reader): reader.fileBytesRead
    case .compiledCatalogue(let reader): reader.fileBytesRead
    }
  }

  /// The next pair, or `nil` after the last.
  ///
  /// - Throws: `LineError`, `FileError`; `CorpusError.unequalSides` when one side ends before
  ///   the other, `noTab`, `noLines`, and what the readers of the formats throw.
  public func next() throws -> (source: String, target: String)? {
    switch format {
    case .aligned(let sources, let targets): try counted(next(sources, targets))
    case .tabSeparated(let reader, let targetFirst): try counted(next(reader, targetFirst))
    case .translationMemory(let reader): placed(try reader.next())
    case .catalogue(let reader): placed(try reader.next())
    case .compiledCatalogue(let reader): placed(try reader.next())
    }
  }

  private func placed(_ pair: TextPair?) -> (source: String, target: String)? {
    guard let pair else { return nil }
    count += 1
    place = pair.place
    return (pair.source, pair.target)
  }

  /// A pair is a line.
  private func counted(_ pair: (String, String)?) throws -> (source: String, target: String)? {
    if let pair {
      count += 1
      place = count
      return pair
    }
    guard count > 0 else {
      throw CorpusError.noLines(files.paths)
    }
    return nil
  }

  private func next(_ sources: LineReader, _ targets: LineReader) throws -> (String, String)? {
    switch (try sources.next(), try targets.next()) {
    case (let source?, let target?): return (source, target)
    case (nil, nil): return nil
    default:
      while try sources.next() != nil {}
      while try targets.next() != nil {}
      throw CorpusError.unequalSides(
        source: files.paths[0], sourceLines: sources.lineCount,
        target: files.paths[1], targetLines: targets.lineCount)
    }
  }

  private func next(_ reader: LineReader, _ targetFirst: Bool) throws -> (String, String)? {
    guard let line = try reader.next() else { return nil }
    let place = (path: files.paths[0], line: reader.lineCount)
    switch TableRow(line) {
    case .pair(let first, let second): return targetFirst ? (second, first) : (first, second)
    case .noTab:
      throw CorpusError.noTab(path: place.path, line: place.line, targetFirst: targetFirst)
    case .hiddenRow: throw CorpusError.hiddenRow(path: place.path, line: place.line)
    }
  }
}

import S2SFiles

/// The pairs of a corpus, one after the other, in bounded memory.
public final class PairReader {
  private enum Format {
    case aligned(LineReader, LineReader)
    case table(TableReader)
    case translationMemory(TranslationMemoryReader)
    case catalogue(CatalogueReader)
    case compiledCatalogue(CompiledCatalogueReader)
  }

  private let files: CorpusFiles
  private let format: Format
  /// The pairs of the lines that were read last, in their opposite order.
  private var pending: [(source: String, target: String)] = []
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
    case .table(let path, let languages, let order):
      format = .table(try TableReader(path: path, languages: languages, order: order))
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
    case .aligned: nil
    case .table(let reader): reader.report
    case .translationMemory(let reader): reader.report
    case .catalogue(let reader): reader.report
    case .compiledCatalogue(let reader): reader.report
    }
  }

  /// The bytes read from the disk so far, for a display of progress.
  var bytesRead: Int {
    switch format {
    case .aligned(let sources, let targets): sources.bytesRead + targets.bytesRead
    case .table(let reader): reader.bytesRead
    case .translationMemory(let reader): reader.fileBytesRead
    case .catalogue(let reader): reader.fileBytesRead
    case .compiledCatalogue(let reader): reader.fileBytesRead
    }
  }

  /// The next pair, or `nil` after the last.
  ///
  /// - Throws: `LineError`, `FileError`; `CorpusError.unequalSides` when one side ends before
  ///   the other, `noTab`, `hiddenRow`, `malformedTable`, `noLines`, and what the readers of the formats throw.
  public func next() throws -> (source: String, target: String)? {
    switch format {
    case .aligned(let sources, let targets):
      try counted(next(sources, targets), at: sources.lineCount)
    case .table(let reader): try counted(next(reader), at: reader.line)
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

  /// A pair is a line, or begins in one.
  private func counted(
    _ pair: (String, String)?, at line: Int? = nil
  ) throws -> (source: String, target: String)? {
    if let pair {
      count += 1
      place = line ?? count
      return pair
    }
    guard count > 0 else {
      throw CorpusError.noLines(files.paths)
    }
    return nil
  }

  private func next(_ sources: LineReader, _ targets: LineReader) throws -> (String, String)? {
    if let pair = pending.popLast() { return pair }
    switch (try sources.next(), try targets.next()) {
    case (let source?, let target?):
      guard let pairs = HiddenLines.pairs(source, target) else {
        throw CorpusError.hiddenLine(files.paths, line: sources.lineCount)
      }
      pending = pairs.reversed()
      return pending.popLast()
    case (nil, nil): return nil
    default:
      while try sources.next() != nil {}
      while try targets.next() != nil {}
      throw CorpusError.unequalSides(
        source: files.paths[0], sourceLines: sources.lineCount,
        target: files.paths[1], targetLines: targets.lineCount)
    }
  }

  private func next(_ reader: TableReader) throws -> (String, String)? {
    switch try reader.next() {
    case nil: return nil
    case .pair(let source, let target)?: return (source, target)
    case .fault(let fault)?: throw error(fault, at: reader.line)
    }
  }

  private func error(_ fault: TableFault, at line: Int) -> CorpusError {
    let path = files.paths[0]
    switch fault {
    case .noTab:
      let isTargetFirst = if case .table(_, _, .targetFirst) = files { true } else { false }
      return .noTab(path: path, line: line, targetFirst: isTargetFirst)
    case .hiddenRow: return .hiddenRow(path: path, line: line)
    default: return .malformedTable(path: path, line: line, fault)
    }
  }
}

/// The files of one part of a corpus.
public enum CorpusFiles: Sendable, Equatable {
  /// Two aligned files.
  case aligned(source: String, target: String)
  /// One file of rows and columns, `.tsv` or `.csv`; the languages find columns that a header row
  /// names.
  case table(String, LanguagePair?, ColumnOrder = .sourceFirst)
  /// A translation memory, TMX.
  case translationMemory(String, LanguagePair)
  /// A gettext catalogue in text, `.po`; fuzzy translations are left out unless asked for.
  case catalogue(String, LanguagePair, takesFuzzy: Bool = false)
  /// A compiled gettext catalogue, `.mo`.
  case compiledCatalogue(String, LanguagePair)

  /// Reads the pairs.
  ///
  /// - Throws: as `PairReader`.
  public func read() throws -> ParallelCorpus { try ParallelCorpus(self) }

  /// The paths.
  public var paths: [String] {
    switch self {
    case .aligned(let source, let target): [source, target]
    case .table(let path, _, _), .translationMemory(let path, _), .catalogue(let path, _, _),
      .compiledCatalogue(let path, _):
      [path]
    }
  }

  /// The same files, with fuzzy translations where there are any.
  public var takingFuzzy: CorpusFiles {
    guard case .catalogue(let path, let languages, _) = self else { return self }
    return .catalogue(path, languages, takesFuzzy: true)
  }

  /// One file of tab-separated pairs, in either order.
  public static func tabSeparated(_ path: String, targetFirst: Bool) -> CorpusFiles {
    .table(path, nil, targetFirst ? .targetFirst : .sourceFirst)
  }

  /// The kind of file by its name, other than text and tables; `nil` for all other names.
  static func ofFormat(_ path: String, _ languages: LanguagePair) -> CorpusFiles? {
    let name = path.lowercased()
    if name.hasSuffix(".tmx") || name.hasSuffix(".tmx.gz") {
      return .translationMemory(path, languages)
    }
    if name.hasSuffix(".po") || name.hasSuffix(".po.gz") { return .catalogue(path, languages) }
    return name.hasSuffix(".mo") ? .compiledCatalogue(path, languages) : nil
  }
}

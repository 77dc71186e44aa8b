import FoundationEssentials
import S2SFiles

/// Finds the files of a corpus that a user names.
public struct CorpusFinder: Sendable {
  private let source: String
  private let target: String

  /// Finds files of these languages.
  public init(source: String, target: String) {
    self.source = source
    self.target = target
  }

  /// The part of a corpus that is trained on, measured on during training, or tested on.
  public enum Part: String, Sendable {
    /// Trained on.
    case train
    /// Measured on during training.
    case valid
    /// Never seen in training.
    case test

    /// The names that its files may have.
    fileprivate var names: [String] { self == .valid ? ["valid", "val", "dev"] : [rawValue] }
  }

  /// The files of a part in a directory: `PART.LANG` for both languages, or pairs in `PART.tsv`,
  /// `PART.csv`, `PART.LANG-LANG.tsv`, `PART.tmx` or `PART.po`, plain or `.gz`, or in `PART.mo`; a
  /// test set may also be the only one whose name begins with `test`.
  ///
  /// - Returns: `nil` when there are none.
  /// - Throws: `CorpusError` when one side is there without the other, both are one, or several test
  ///   sets are there.
  public func find(_ part: Part, in directory: String) throws -> CorpusFiles? {
    for name in part.names {
      let stem = "\(directory)/\(name)"
      if let files = try aligned(stem) ?? table(stem) ?? formatted(stem) { return files }
    }
    return part == .test ? try otherTest(in: directory) : nil
  }

  /// The files that a user named: a `.tsv`, `.csv`, `.tmx` or `.po` (plain or `.gz`), a `.mo`, or a
  /// stem to which `.LANG` is added.
  ///
  /// The columns of a table are source and target, unless its header row says otherwise, or its
  /// name, as `train.en-fr.tsv` does from French to English. `pairs.csv:3,2` names the columns.
  ///
  /// - Throws: `CorpusError.sameLanguage`; `noFile`, `noSides` or `missingSide`, which says what was looked for.
  public func named(_ name: String) throws -> CorpusFiles {
    if let named = table(named: name) ?? CorpusFiles.ofFormat(name, languages) {
      guard exists(named.paths[0]) else { throw CorpusError.noFile(named.paths[0]) }
      if case .table = named { return named }
      try checkDiffering()
      return named
    }
    if let files = try aligned(name) { return files }
    throw CorpusError.noSides(name: name, languages, stem: stem(ofSide: name))
  }

  /// A table by its name, with the columns that may be named behind it.
  private func table(named name: String) -> CorpusFiles? {
    if let suffix = name.wholeMatchOfColumns, !exists(name) {
      return .table(
        String(name[..<suffix.start]), languages,
        .numbered(source: suffix.source, target: suffix.target))
    }
    let lower = name.lowercased()
    guard
      let kind = Self.tables.first(where: { lower.hasSuffix($0) || lower.hasSuffix($0 + ".gz") })
    else { return nil }
    let isTargetFirst = lower.contains(".\(target)-\(source)\(kind)".lowercased())
    return .table(name, languages, isTargetFirst ? .targetFirst : .sourceFirst)
  }

  private static let tables = [".tsv", ".csv"]

  /// The test set beside training files that a user named: of the same name with `test` in place of
  /// `train`, else that of their directory.
  ///
  /// - Returns: `nil` when there is none.
  /// - Throws: as `find`.
  public func testSet(besideTraining name: String) throws -> CorpusFiles? {
    let folder = name.lastIndex(of: "/").map { String(name[..<$0]) }
    let file = folder.map { String(name.dropFirst($0.count + 1)) } ?? name
    if let range = file.ranges(of: "train").last {
      let sibling = file[..<range.lowerBound] + "test" + file[range.upperBound...]
      do {
        return try named((folder.map { $0 + "/" } ?? "") + sibling)
      } catch CorpusError.noFile, CorpusError.noSides {}
    }
    return try find(.test, in: folder.map { $0.isEmpty ? "/" : $0 } ?? ".")
  }

  private func aligned(_ stem: String) throws -> CorpusFiles? {
    let paths = [source, target].map { language in
      [language, language.uppercased()].flatMap { ["\(stem).\($0)", "\(stem).\($0).gz"] }
        .first(where: exists)
    }
    switch (paths[0], paths[1]) {
    case (let source?, let target?):
      if source == target { try checkDiffering() }
      return .aligned(source: source, target: target)
    case (nil, nil): return nil
    case (let found?, nil), (nil, let found?):
      try checkDiffering()
      let missing = paths[0] == nil ? source : target
      throw CorpusError.missingSide("\(stem).\(missing)", beside: found)
    }
  }

  private func table(_ stem: String) -> CorpusFiles? {
    let orders: [(String, ColumnOrder)] = [
      ("", .sourceFirst), (".\(source)-\(target)", .sourceFirst),
      (".\(target)-\(source)", .targetFirst),
    ]
    for (suffix, order) in orders {
      for kind in Self.tables {
        for path in [stem + suffix + kind, stem + suffix + kind + ".gz"] where exists(path) {
          return .table(path, languages, order)
        }
      }
    }
    return nil
  }

  private func formatted(_ stem: String) -> CorpusFiles? {
    [".tmx", ".tmx.gz", ".po", ".po.gz", ".mo"].map { stem + $0 }.first(where: exists)
      .flatMap { CorpusFiles.ofFormat($0, languages) }
  }

  /// - Throws: `CorpusError.sameLanguage`, where only a table can have two texts.
  private func checkDiffering() throws {
    if languages.isOneTag { throw CorpusError.sameLanguage(languages) }
  }

  private var languages: LanguagePair { LanguagePair(source: source, target: target) }

  /// The stem before the language in the name of an existing file.
  private func stem(ofSide name: String) -> String? {
    let suffixes = [source, target].flatMap { [".\($0)", ".\($0).gz"] }
    guard exists(name), let suffix = suffixes.first(where: name.hasSuffix) else { return nil }
    return String(name.dropLast(suffix.count))
  }

  /// The one test set of a directory such as Multi30k's, whose name says which it is.
  private func otherTest(in directory: String) throws -> CorpusFiles? {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: directory)) ?? []
    let suffixes = [".\(source)", ".\(source).gz"]
    let stems = Set(
      names.filter(Self.isTestName).compactMap { name in
        suffixes.first(where: name.hasSuffix).map { String(name.dropLast($0.count)) }
      }
    ).sorted()
    guard stems.count <= 1 else {
      throw CorpusError.severalTestSets(directory: directory, names: stems)
    }
    return try stems.first.flatMap { try aligned("\(directory)/\($0)") }
  }

  /// Whether a name begins with the word `test`, and not just with its letters.
  private static func isTestName(_ name: String) -> Bool {
    name.hasPrefix("test") && name.dropFirst(4).first?.isLetter == false
  }

  private func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path) }
}

extension String {
  /// The columns that are named behind a table, as in `pairs.csv:3,2`.
  fileprivate var wholeMatchOfColumns: (start: Index, source: Int, target: Int)? {
    guard
      let match = wholeMatch(of: /(.+\.[ct]sv(?:\.gz)?):([0-9]{1,6}),([0-9]{1,6})/.ignoresCase()),
      let source = Int(match.2), let target = Int(match.3)
    else { return nil }
    return (match.1.endIndex, source, target)
  }
}

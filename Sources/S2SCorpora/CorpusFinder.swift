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
  /// `PART.LANG-LANG.tsv`, `PART.tmx` or `PART.po`, plain or `.gz`, or in `PART.mo`; a test set may
  /// also be the only one whose name begins with `test`.
  ///
  /// - Returns: `nil` when there are none.
  /// - Throws: `CorpusError` when one side is there without the other, or several test sets are.
  public func find(_ part: Part, in directory: String) throws -> CorpusFiles? {
    for name in part.names {
      let stem = "\(directory)/\(name)"
      if let files = try aligned(stem) ?? tabSeparated(stem) ?? formatted(stem) { return files }
    }
    return part == .test ? try otherTest(in: directory) : nil
  }

  /// The files that a user named: a `.tsv`, `.tmx` or `.po` (plain or `.gz`), a `.mo`, or a stem to
  /// which `.LANG` is added.
  ///
  /// The columns of a `.tsv` are source and target, unless its name says the opposite order, as
  /// `train.en-fr.tsv` does from French to English.
  ///
  /// - Throws: `CorpusError.noFile`, `noSides` or `missingSide`, which says what was looked for.
  public func named(_ name: String) throws -> CorpusFiles {
    let isTabSeparated = name.hasSuffix(".tsv") || name.hasSuffix(".tsv.gz")
    let formatted = CorpusFiles.ofFormat(name, languages)
    if isTabSeparated || formatted != nil {
      guard exists(name) else {
        throw CorpusError.noFile(name)
      }
      return formatted
        ?? .tabSeparated(name, targetFirst: name.contains(".\(target)-\(source).tsv"))
    }
    if let files = try aligned(name) { return files }
    throw CorpusError.noSides(name: name, languages, stem: stem(ofSide: name))
  }

  private func aligned(_ stem: String) throws -> CorpusFiles? {
    let paths = [source, target].map { language in
      [language, language.uppercased()].flatMap { ["\(stem).\($0)", "\(stem).\($0).gz"] }
        .first(where: exists)
    }
    switch (paths[0], paths[1]) {
    case (let source?, let target?): return .aligned(source: source, target: target)
    case (nil, nil): return nil
    case (let found?, nil), (nil, let found?):
      let missing = paths[0] == nil ? source : target
      throw CorpusError.missingSide("\(stem).\(missing)", beside: found)
    }
  }

  private func tabSeparated(_ stem: String) -> CorpusFiles? {
    let names = [
      (".tsv", false), (".\(source)-\(target).tsv", false), (".\(target)-\(source).tsv", true),
    ]
    for (suffix, targetFirst) in names {
      for path in [stem + suffix, stem + suffix + ".gz"] where exists(path) {
        return .tabSeparated(path, targetFirst: targetFirst)
      }
    }
    return nil
  }

  private func formatted(_ stem: String) -> CorpusFiles? {
    [".tmx", ".tmx.gz", ".po", ".po.gz", ".mo"].map { stem + $0 }.first(where: exists)
      .flatMap { CorpusFiles.ofFormat($0, languages) }
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

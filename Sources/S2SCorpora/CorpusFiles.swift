import FoundationEssentials
import S2SFiles

/// The files of one part of a corpus.
public enum CorpusFiles: Sendable, Equatable {
  /// Two aligned files.
  case aligned(source: String, target: String)
  /// One file of tab-separated pairs.
  case tabSeparated(String)

  /// Reads the pairs.
  ///
  /// - Throws: as the initialisers of `ParallelCorpus`.
  public func read() throws -> ParallelCorpus {
    switch self {
    case .aligned(let source, let target):
      try ParallelCorpus(sourcePath: source, targetPath: target)
    case .tabSeparated(let path): try ParallelCorpus(tsvPath: path)
    }
  }

  /// The paths.
  public var paths: [String] {
    switch self {
    case .aligned(let source, let target): [source, target]
    case .tabSeparated(let path): [path]
    }
  }
}

/// Finds the files of a corpus from what a user says.
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

  /// The files of a part in a directory: `PART.LANG`, plain or `.gz`; a test set may also be the
  /// only one whose name begins with `test`.
  ///
  /// - Returns: `nil` when there are none.
  /// - Throws: `CorpusError` when one side is there without the other, or several test sets are.
  public func find(_ part: Part, in directory: String) throws -> CorpusFiles? {
    for name in part.names {
      if let files = try aligned("\(directory)/\(name)") { return files }
    }
    return part == .test ? try otherTest(in: directory) : nil
  }

  /// The files that a user named: a `.tsv` (plain or `.gz`), or a stem to which `.LANG` is added.
  ///
  /// - Throws: `CorpusError` with code `missing`, which says what was looked for.
  public func named(_ name: String) throws -> CorpusFiles {
    if name.hasSuffix(".tsv") || name.hasSuffix(".tsv.gz") {
      guard exists(name) else { throw CorpusError(.missing, "there is no file \(name).") }
      return .tabSeparated(name)
    }
    if let files = try aligned(name) { return files }
    throw CorpusError(
      .missing,
      "there are no files \(name).\(source) and \(name).\(target), plain or .gz; name a .tsv, "
        + "or what stands before the language.")
  }

  private func aligned(_ stem: String) throws -> CorpusFiles? {
    let paths = [source, target].map { language in
      ["\(stem).\(language)", "\(stem).\(language).gz"].first(where: exists)
    }
    switch (paths[0], paths[1]) {
    case (let source?, let target?): return .aligned(source: source, target: target)
    case (nil, nil): return nil
    case (let found?, nil), (nil, let found?):
      let missing = paths[0] == nil ? source : target
      throw CorpusError(
        .missing, "there is \(found), but no \(stem).\(missing), plain or .gz, beside it.")
    }
  }

  /// The one test set of a directory such as Multi30k's, whose name says which it is.
  private func otherTest(in directory: String) throws -> CorpusFiles? {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: directory)) ?? []
    let suffixes = [".\(source)", ".\(source).gz"]
    let stems = Set(
      names.filter { $0.hasPrefix("test") }.compactMap { name in
        suffixes.first(where: name.hasSuffix).map { String(name.dropLast($0.count)) }
      }
    ).sorted()
    guard stems.count <= 1 else {
      throw CorpusError(
        .missing,
        "\(directory) has several test sets (\(stems.joined(separator: ", "))); name one with "
          + "--test \(directory)/\(stems[0]).")
    }
    return try stems.first.flatMap { try aligned("\(directory)/\($0)") }
  }

  private func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path) }
}

import S2SFiles
import S2SMetrics

/// Texts to be judged, line for line: sources, or references, or both, and what systems made of them.
public struct JudgedTexts: Sendable, Equatable {
  /// A system's outputs under a name.
  public struct System: Sendable, Equatable {
    /// The name, which no judge sees.
    public let name: String
    /// The outputs, one for each line.
    public let outputs: [String]

    /// Names outputs.
    public init(_ name: String, outputs: [String]) {
      self.name = name
      self.outputs = outputs
    }
  }

  /// The sources, if judges see them.
  public let sources: [String]?
  /// The references, if judges see them.
  public let references: [String]?
  /// The systems.
  public let systems: [System]
  /// The language of the sources, where it is known: a BCP 47 code.
  public var sourceLanguage: String?
  /// The language of references and outputs, where it is known: a BCP 47 code.
  public var targetLanguage: String?

  /// Takes texts of equal length.
  ///
  /// - Throws: `JudgingError`: `systemCount`, `noContext`, `sameName`; `MetricError.unequalCounts`.
  public init(sources: [String]?, references: [String]? = nil, systems: [System]) throws {
    guard JudgingDesign.systemCounts.contains(systems.count) else {
      throw JudgingError.systemCount(systems.count)
    }
    guard let count = (sources ?? references)?.count else { throw JudgingError.noContext }
    var names: Set<String> = []
    for system in systems where !names.insert(system.name).inserted {
      throw JudgingError.sameName(system.name)
    }
    let context = sources == nil ? "the references" : "the sources"
    let sides = systems.map { ($0.name, $0.outputs) } + [("the references", references ?? [])]
    for (name, lines) in sides where !(name == "the references" && references == nil) {
      guard lines.count == count else {
        throw MetricError.unequalCounts(
          .file(name, beside: context), count: lines.count, sentences: count)
      }
    }
    self.sources = sources
    self.references = references
    self.systems = systems
  }

  /// The number of lines.
  public var count: Int { systems[0].outputs.count }
}

/// Files with texts to be judged, plain or gzip, line for line.
public struct JudgedFiles: Sendable, Equatable {
  /// The sources, if judges are to see them.
  public var sources: String?
  /// The references, if judges are to see them.
  public var references: String?
  /// The outputs of each system.
  public var hypotheses: [String]
  /// The names of the systems; those of the files, unless given.
  public var names: [String] = []

  /// Names the files.
  public init(sources: String?, references: String? = nil, hypotheses: [String]) {
    self.sources = sources
    self.references = references
    self.hypotheses = hypotheses
  }

  /// All files that are read.
  package var paths: [String] { [sources, references].compactMap(\.self) + hypotheses }

  /// Reads the files; white space at the ends of lines is no text.
  ///
  /// - Throws: as `JudgedTexts.init`; `JudgingError.nameCount`; `FileError`, `LineError`.
  public func texts() throws -> JudgedTexts {
    try FileError.checkPipes(paths)
    let names = try systemNames()
    let all = try paths.map { path in
      try LineReader(path: path).readAll().map(PythonText.trimmedEnd)
    }
    for (path, lines) in zip(paths, all) where lines.count != all[0].count {
      throw MetricError.unequalCounts(
        .file(path, beside: paths[0]), count: lines.count, sentences: all[0].count)
    }
    let first = paths.count - hypotheses.count
    return try JudgedTexts(
      sources: sources == nil ? nil : all[0],
      references: references == nil ? nil : all[first - 1],
      systems: zip(names, all[first...]).map { JudgedTexts.System($0, outputs: $1) })
  }

  /// The given names, else the last parts of the paths, or the paths where those are not enough.
  private func systemNames() throws -> [String] {
    guard names.isEmpty else {
      guard names.count == hypotheses.count else {
        throw JudgingError.nameCount(names.count, systems: hypotheses.count)
      }
      return names
    }
    let short = hypotheses.map { $0.split(separator: "/").last.map(String.init) ?? $0 }
    return Set(short).count == short.count ? short : hypotheses
  }
}

import Glibc
import S2SFiles
import S2SMetrics

/// Files with translations and files with their references, line for line.
public struct EvaluationFiles: Sendable {
  /// The translations; `-` is standard input.
  public var hypotheses: String
  /// The references.
  public var references: [String]
  /// References in each line of a file of references, separated by tabs.
  public var referencesPerLine = 1
  /// The sources.
  public var sources: String?
  /// The language of translations and references, where it is known; it decides how words are cut.
  public var language: String?

  /// Names the files, plain or gzip.
  public init(hypotheses: String, references: [String]) {
    self.hypotheses = hypotheses
    self.references = references
  }

  /// Reads and scores the files; they come with no model to be measured.
  ///
  /// - Throws: `MetricError`, `FileError`, `LineError`.
  public func evaluate(
    _ request: EvaluationRequest = EvaluationRequest()
  ) throws -> Evaluation {
    var subject = EvaluationSubject(
      hypotheses == "-" ? Self.standardInput : hypotheses,
      hypotheses: try Self.lines(hypotheses), references: try references.flatMap(streams))
    subject.language = language
    subject.sources = try sources.map(Self.lines)
    return try request.evaluate(subject)
  }

  /// The streams of references in a file.
  private func streams(_ path: String) throws -> [[String?]] {
    if referencesPerLine == 1 { return [try Self.lines(path)] }
    return try TabSplit.columns(
      Self.reader(path).readAll(), count: referencesPerLine, of: path)
  }

  /// The lines of a file or of standard input without white space at their ends, as sacreBLEU
  /// reads them: chrF may count it.
  static func lines(_ path: String) throws -> [String] {
    let reader = try reader(path)
    var lines: [String] = []
    while let line = try reader.next() { lines.append(PythonText.trimmedEnd(line)) }
    return lines
  }

  private static let standardInput = "standard input"

  private static func reader(_ path: String) throws -> LineReader {
    path == "-"
      ? LineReader(descriptor: STDIN_FILENO, name: standardInput, nul: .keep)
      : try LineReader(path: path, nul: .keep)
  }
}

import Glibc
import S2SCorpora
import S2SFiles
import S2SMetrics

/// Files with translations and files with their references, line for line.
public struct EvaluationFiles: Sendable {
  /// The translations; `-` is standard input.
  public var hypotheses: String
  /// The translations of further runs of the same system, such as with other seeds; scores are then
  /// means over all runs, and the files of a request's other systems the runs of one.
  public var otherRuns: [String] = []
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
    try FileError.checkPipes(
      [hypotheses] + otherRuns + references + (sources.map { [$0] } ?? []) + request.comparedFiles)
    let name = Self.name(of: hypotheses)
    let sides = try request.sideFiles(language: language)
    let lines = try Self.lines(hypotheses)
    func checked(_ count: Int, _ path: String) throws {
      guard count == lines.count else {
        throw MetricError.unequalCounts(
          .file(path, beside: name), count: count, sentences: lines.count)
      }
    }
    var allStreams: [[String?]] = []
    for path in references {
      let columns = try streams(path)
      try checked(columns.first?.count ?? 0, path)
      try CorpusError.check(columns.flatMap { $0.compactMap(\.self) }, of: path)
      allStreams += columns
    }
    var subject = EvaluationSubject(name, hypotheses: lines, references: allStreams)
    subject.language = language
    if let sources {
      subject.sources = try Self.lines(sources)
      try checked(subject.sources?.count ?? 0, sources)
    }
    try sides.check(sentences: lines.count, of: name)
    guard otherRuns.isEmpty else {
      let others = try otherRuns.map { try run($0, beside: subject, checked) }
      return try request.evaluate(runs: [subject] + others, sides)
    }
    var evaluation = try request.evaluate(subject, sides)
    evaluation.files = try files(request, count: lines.count) + request.files(of: sides)
    return evaluation
  }

  /// Another run of the system of a subject.
  private func run(
    _ path: String, beside subject: EvaluationSubject, _ check: (Int, String) throws -> Void
  ) throws -> EvaluationSubject {
    var other = subject
    other.name = Self.name(of: path)
    other.hypotheses = try Self.lines(path)
    try check(other.hypotheses.count, path)
    return other
  }

  /// What was read, with checksums.
  private func files(_ request: EvaluationRequest, count: Int) throws -> [EvaluatedFile] {
    let sources = try sources.map { [try request.file(.sources, $0, count: count)] } ?? []
    let references = try references.map { try request.file(.references, $0, count: count) }
    let translations =
      hypotheses == "-"
      ? EvaluatedFile(.translations, name: Self.standardInput, sha256: nil, count: count)
      : try request.file(.translations, hypotheses, count: count)
    return sources + references + [translations]
  }

  /// The files that are read, beside those of a request.
  package var paths: [String] {
    // Standard input may come from a file, too.
    ([hypotheses] + otherRuns).map { $0 == "-" ? "/dev/stdin" : $0 } + references
      + [sources].compactMap(\.self)
  }

  /// The streams of references in a file.
  private func streams(_ path: String) throws -> [[String?]] {
    if referencesPerLine == 1 { return [try Self.lines(path)] }
    return TabSplit.columns(try Self.reader(path).readAll(), count: referencesPerLine)
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

  private static func name(of path: String) -> String { path == "-" ? standardInput : path }

  private static func reader(_ path: String) throws -> LineReader {
    path == "-"
      ? LineReader(descriptor: STDIN_FILENO, name: standardInput, nul: .refuseUTF16)
      : try LineReader(path: path, nul: .refuseUTF16)
  }
}

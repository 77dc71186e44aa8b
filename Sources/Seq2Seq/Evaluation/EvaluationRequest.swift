import S2SFiles
import S2SMetrics

/// The measures of an evaluation, and the files to read for them.
public struct EvaluationRequest: Sendable {
  /// Data besides the texts, which take time to read or may be absent.
  public enum Detail: Sendable {
    /// The words of the training text, for scores by their frequency.
    case wordFrequencies
    /// The history of the model's training, for its curve.
    case history
    /// The SHA-256 of the files that are read.
    case checksums
  }

  /// The metrics of texts, and the measures of the model.
  public var metrics = MetricSelection()
  /// How the metrics count; `nil` for what suits the language of the texts.
  public var options: MetricOptions?
  /// Whether differences are chance.
  public var significance = Significance()
  /// Files with the translations of other systems, which are compared with the first.
  public var comparedFiles: [String] = []
  /// The training text of the target side; a model may know its own.
  public var trainingText: String?
  /// What is read beside the texts.
  public var details: Set<Detail> = [.wordFrequencies, .history, .checksums]
  /// Whether there is nothing to report without word frequencies.
  public var requiresFrequencies = false

  /// Is called with what is done, on any thread.
  public var report: @Sendable (EvaluationStep) -> Void = { _ in }

  /// BLEU, ROUGE, chrF and TER with the options of the reference programs.
  public init() {}

  /// The files beside a test set, read.
  package struct SideFiles: Sendable {
    fileprivate(set) var systems: [PairedTest.System] = []
    fileprivate(set) var trainingText: Evaluation.TrainingText?
    fileprivate(set) var warnings: [Evaluation.Warning] = []

    /// Checks that the other systems have as many lines as the sentences.
    ///
    /// - Parameter name: where the sentences come from.
    /// - Throws: `MetricError.unequalCounts`.
    func check(sentences: Int, of name: String) throws {
      for system in systems where system.hypotheses.count != sentences {
        throw MetricError.unequalCounts(
          .file(system.name, beside: name), count: system.hypotheses.count, sentences: sentences)
      }
    }
  }

  /// Reads the files beside the test set, which is better done before it is translated.
  ///
  /// - Parameters:
  ///   - language: that of the texts, if it is known.
  ///   - knownText: finds the training text that the model knows, which is left out with a warning where
  ///     it cannot be read.
  /// - Throws: `FileError`, `LineError`; `MetricError.noTrainingText` where frequencies are required
  ///   and no text is known.
  func sideFiles(
    language: String? = nil, knownText: () throws -> String? = { nil }
  ) throws -> SideFiles {
    var files = SideFiles()
    files.systems = try comparedFiles.map {
      PairedTest.System($0, hypotheses: try EvaluationFiles.lines($0))
    }
    guard details.contains(.wordFrequencies) else { return files }
    if let trainingText {
      files.trainingText = try Self.words(of: trainingText, in: language)
    } else {
      do {
        files.trainingText = try knownText().map { try Self.words(of: $0, in: language) }
      } catch OriginError.unknown {
        // A model of no run has no training text.
      } catch  where !requiresFrequencies {
        files.warnings.append(.unreadableTrainingText(error))
      }
    }
    if requiresFrequencies && files.trainingText == nil { throw MetricError.noTrainingText }
    return files
  }

  /// A file that was read, with its checksum if that is asked for and it can be read again.
  ///
  /// - Throws: `FileError`.
  func file(_ role: EvaluatedFile.Role, _ path: String, count: Int?) throws -> EvaluatedFile {
    let isThere = details.contains(.checksums) && FileIdentity.isRegular(path)
    return EvaluatedFile(
      role, name: path, sha256: isThere ? try SHA256.digest(ofFile: path) : nil, count: count)
  }

  /// The files with the translations of other systems.
  func files(of systems: SideFiles) throws -> [EvaluatedFile] {
    try systems.systems.map { try file(.translations, $0.name, count: $0.hypotheses.count) }
  }

  /// Scores texts.
  ///
  /// - Parameter fit: how well a model predicts the references, where that is to be measured.
  /// - Throws: `MetricError`.
  func evaluate(
    _ subject: EvaluationSubject, _ files: SideFiles, fit: ModelFit? = nil
  ) throws -> Evaluation {
    var significance = significance
    significance.systems += files.systems
    let options = options ?? MetricOptions(language: subject.language)
    var evaluation = try Evaluation(
      subject, metrics: metrics.metrics(options), significance: significance, fit: fit,
      measures: metrics.measures, report: report)
    evaluation.trainingText = files.trainingText
    evaluation.warnings += files.warnings
    return evaluation
  }

  /// Scores the texts of several runs of a system; other systems are runs of another one.
  ///
  /// - Throws: `MetricError`.
  func evaluate(runs: [EvaluationSubject], _ files: SideFiles) throws -> Evaluation {
    var significance = significance
    significance.systems += files.systems
    let options = options ?? MetricOptions(language: runs.first?.language)
    var evaluation = try Evaluation(
      runs: runs, metrics: metrics.metrics(options), significance: significance, report: report)
    evaluation.warnings += files.warnings
    return evaluation
  }

  private static func words(
    of path: String, in language: String?
  ) throws -> Evaluation.TrainingText {
    var frequencies = WordFrequencies(WordCutter(language: language))
    let reader = try LineReader(path: path, nul: .refuseUTF16)
    while let line = try reader.next() { frequencies.add(line) }
    return Evaluation.TrainingText(name: path, frequencies: frequencies)
  }
}

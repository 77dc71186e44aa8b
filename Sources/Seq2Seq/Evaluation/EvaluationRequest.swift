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
  public var details: Set<Detail> = [.wordFrequencies, .history]

  /// BLEU, ROUGE, chrF and TER with the options of the reference programs.
  public init() {}

  /// Scores texts.
  ///
  /// - Throws: `MetricError`, `FileError`, `LineError`.
  func evaluate(_ subject: EvaluationSubject) throws -> Evaluation {
    var significance = significance
    significance.systems += try comparedFiles.map {
      PairedTest.System($0, hypotheses: try EvaluationFiles.lines($0))
    }
    let options = options ?? MetricOptions(language: subject.language)
    var evaluation = try Evaluation(
      subject, metrics: metrics.metrics(options), significance: significance)
    if details.contains(.wordFrequencies), let trainingText {
      evaluation.trainingText = try Self.words(of: trainingText, in: subject.language)
    }
    return evaluation
  }

  private static func words(
    of path: String, in language: String?
  ) throws -> Evaluation.TrainingText {
    var frequencies = WordFrequencies(WordCutter(language: language))
    let reader = try LineReader(path: path, nul: .keep)
    while let line = try reader.next() { frequencies.add(line) }
    return Evaluation.TrainingText(name: path, frequencies: frequencies)
  }
}

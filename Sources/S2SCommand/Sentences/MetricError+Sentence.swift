import S2SFiles
import S2SMetrics

extension MetricError: Sentence {
  package var sentence: String {
    switch self {
    case .emptyCorpus: "there is nothing to score: hypotheses and references have no lines"
    case .noReferences: "there is no reference; give at least one text to compare with"
    case .missingReference(let line): "line \(line) has no reference; give it at least one"
    case .unequalCounts(let texts, let count, let sentences):
      texts.sentence(count: count, sentences: sentences) + "; they must match line by line"
    case .unequalRuns(let count, let baseline):
      "there are \(Self.runs(baseline)) and \(count) to compare; give as many --compare, as each run is "
        + "compared with one"
    case .noTexts: "the scores are not of texts; leave out what looks into sentences"
    case .noTrainingText:
      "frequencies need the training text of the target side; name it with --training-text FILE"
    case .outOfRange(let setting, let value, let range):
      "\(setting.name) is \(Self.text(value)); it has to be \(Self.text(range))"
    case .nothingToCompute(.chrf):
      "chrF has nothing to compute; give at least one order above 0"
    case .nothingToCompute(.rouge): "ROUGE has nothing to compute; name at least one kind"
    case .noMetrics:
      "no metric is named; there are \(MetricSelection.names.joined(separator: ", "))"
    case .unknownMetric(let name):
      "there is no metric \"\(name)\"; "
        + (Synonyms.value(name, of: "metrics", among: MetricSelection.names)
          .map { "did you mean \($0)?" }
          ?? "there are \(MetricSelection.names.joined(separator: ", "))")
    case .unknownROUGE(let name): "there is no ROUGE-\(name); there are 1 to 9, L and Lsum"
    case .invalidStarts(let starts):
      "the ranges start at \(starts.map { "\($0)" }.joined(separator: ", ")); give numbers that rise from 0 up"
    }
  }

  /// 65 for texts that do not fit together, 64 for invalid options.
  package var exitCode: SystemExitCode {
    switch self {
    case .emptyCorpus, .noReferences, .missingReference, .unequalCounts: .data
    case .unequalRuns, .noTexts, .noTrainingText, .outOfRange, .nothingToCompute,
      .noMetrics,
      .unknownMetric,
      .unknownROUGE, .invalidStarts:
      .usage
    }
  }

  private static func runs(_ count: Int) -> String { "\(count) run\(count == 1 ? "" : "s")" }

  private static func text(_ value: Double) -> String {
    Int(exactly: value).map(String.init) ?? "\(value)"
  }

  private static func text(_ range: ClosedRange<Double>) -> String {
    if range.lowerBound == .leastNonzeroMagnitude { return "above 0" }
    if range.upperBound == .greatestFiniteMagnitude { return "\(text(range.lowerBound)) or more" }
    return "from \(text(range.lowerBound)) to \(text(range.upperBound))"
  }
}

extension MetricError.Texts {
  /// Both counts, named by what was counted.
  fileprivate func sentence(count: Int, sentences: Int) -> String {
    switch self {
    case .references(let number, let streams):
      "the hypotheses have \(Self.lines(sentences)) but "
        + (streams == 1 ? "the reference" : "reference \(number)") + " has \(Self.lines(count))"
    case .sources: "the sources are \(count) but the sentences are \(sentences)"
    case .file(let path, let other):
      "\(other) has \(Self.lines(sentences)) but \(path) has \(Self.lines(count))"
    case .statistics: "the statistics are of \(count) but the sentences are \(sentences)"
    }
  }

  private static func lines(_ count: Int) -> String { count == 1 ? "1 line" : "\(count) lines" }
}

extension MetricError.Setting {
  /// The option as the command has it, or the metric's own word for it.
  fileprivate var name: String {
    switch self {
    case .bleuOrder: "BLEU's order"
    case .bleuSmoothing: "--smooth-value"
    case .chrfCharacterOrder: "--chrf-char-order"
    case .chrfWordOrder: "--chrf-word-order"
    case .chrfBeta: "--chrf-beta"
    case .meteorAlpha: "METEOR's alpha"
    case .meteorBeta: "METEOR's beta"
    case .meteorGamma: "METEOR's gamma"
    case .meteorDelta: "METEOR's delta"
    case .meteorStemWeight: "METEOR's weight of stems"
    case .meteorBeam: "METEOR's beam"
    case .ciderSigma: "CIDEr-D's sigma"
    }
  }
}

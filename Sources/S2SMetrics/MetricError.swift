/// What is wrong with an evaluation: each case is a code, its values are the facts.
///
/// Whoever shows an error to people makes the sentence.
public enum MetricError: Error, Sendable, Equatable {
  /// There is nothing to score: hypotheses and references have no lines.
  case emptyCorpus
  /// There is no list of references.
  case noReferences
  /// A line, counted from 1, has no reference in any list.
  case missingReference(line: Int)
  /// A list of texts has another length than the list of hypotheses.
  case unequalCounts(Texts, count: Int, sentences: Int)
  /// A system has another number of runs than the one that it is compared with.
  case unequalRuns(count: Int, baseline: Int)
  /// Sentences or breakdowns were asked for, and the scores are not of texts.
  case noTexts
  /// Words by frequency were asked for, and no training text is known.
  case noTrainingText
  /// An option of a metric is outside of its range.
  case outOfRange(Setting, value: Double, range: ClosedRange<Double>)
  /// The options leave a metric nothing to compute.
  case nothingToCompute(Subject)
  /// No metric or measure is selected.
  case noMetrics
  /// There is no metric or measure of this name; `MetricSelection.names` has those there are.
  case unknownMetric(String)
  /// There is no kind of ROUGE of this name.
  case unknownROUGE(String)
  /// The ranges of a breakdown start at numbers that do not rise from 0 up.
  case invalidStarts([Int])

  /// A list of texts.
  public enum Texts: Sendable, Equatable {
    /// One list of references, counted from 1, of the given number of lists.
    case references(Int, of: Int)
    /// The sources.
    case sources
    /// The statistics of a metric, one row per sentence.
    case statistics
    /// The lines of a file, beside another whose lines are the sentences.
    case file(String, beside: String)
  }

  /// A metric that can be left without anything to compute.
  public enum Subject: Sendable {
    /// chrF, whose two orders are 0.
    case chrf
    /// ROUGE without a kind.
    case rouge
  }

  /// An option with a range.
  public enum Setting: Sendable {
    /// `BLEU.Options.maximumOrder`.
    case bleuOrder
    /// The value of `BLEU.Smoothing`.
    case bleuSmoothing
    /// `CHRF.Options.characterOrder`.
    case chrfCharacterOrder
    /// `CHRF.Options.wordOrder`.
    case chrfWordOrder
    /// `CHRF.Options.beta`.
    case chrfBeta
    /// `METEOR.Parameters.alpha`.
    case meteorAlpha
    /// `METEOR.Parameters.beta`.
    case meteorBeta
    /// `METEOR.Parameters.gamma`.
    case meteorGamma
    /// `METEOR.Parameters.delta`.
    case meteorDelta
    /// `METEOR.Parameters.stemWeight`.
    case meteorStemWeight
    /// `METEOR.Options.beamSize`.
    case meteorBeam
    /// `CIDEr.Options.sigma`.
    case ciderSigma
  }
}

extension MetricError {
  /// Throws unless an option is a number of its range.
  static func check(
    _ setting: Setting, _ value: Double, in range: ClosedRange<Double>
  ) throws {
    guard range.contains(value) else {
      throw MetricError.outOfRange(setting, value: value, range: range)
    }
  }

  /// Throws unless there is a text for each sentence.
  static func check(_ texts: [String], _ name: Texts, match count: Int) throws {
    guard texts.count != count else { return }
    throw MetricError.unequalCounts(name, count: texts.count, sentences: count)
  }
}

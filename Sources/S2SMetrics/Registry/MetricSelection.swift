/// What is to be measured: metrics of texts, and measures of a model.
public struct MetricSelection: Sendable, Equatable {
  /// The metrics of texts, in the order of their scores.
  public var kinds: [MetricKind]
  /// The measures of the model.
  public var measures: [ModelMeasure]

  /// Selects by kind; BLEU, ROUGE, chrF and TER unless others are given.
  public init(
    _ kinds: [MetricKind] = [.bleu, .rouge, .chrf, .ter], measures: [ModelMeasure] = []
  ) {
    self.kinds = kinds
    self.measures = measures
  }

  /// Selects by name, such as `bleu,chrf,perplexity`; a name that is there twice counts once.
  ///
  /// - Throws: `MetricError`: `noMetrics`, `unknownMetric`.
  public init(names: String) throws {
    self.init([])
    for name in WordList(names) {
      if let kind = MetricKind(rawValue: name) {
        kinds.append(kind)
      } else if let measure = ModelMeasure(rawValue: name) {
        measures.append(measure)
      } else {
        throw MetricError.unknownMetric(name)
      }
    }
    guard !kinds.isEmpty || !measures.isEmpty else { throw MetricError.noMetrics }
  }

  /// Every name that can be selected.
  public static var names: [String] {
    MetricKind.allCases.map(\.rawValue) + ModelMeasure.allCases.map(\.rawValue)
  }

  /// Makes the metrics of texts.
  public func metrics(_ options: MetricOptions = MetricOptions()) -> [any Metric] {
    kinds.map { $0.make(options) }
  }
}

import S2SMetrics

/// What a metric gives to short sentences and to long ones, of one or several systems.
public struct LengthChart: Sendable {
  /// A system with its scores.
  public struct System: Sendable {
    /// Its name.
    public var name: String
    /// Its scores.
    public var breakdown: LengthBreakdown

    /// Names scores.
    public init(name: String, breakdown: LengthBreakdown) {
      self.name = name
      self.breakdown = breakdown
    }
  }

  /// The name of the score, such as `BLEU`.
  public let metric: String
  /// The lengths that there are sentences of.
  public let lengths: [CountRange]
  /// How many sentences there are of each length.
  public let sentenceCounts: [Int]
  /// A row of scores per system, one a length; `nil` where there is none.
  public let scores: [(system: String, values: [Double?])]

  /// Groups the first score of systems that translated the same sentences.
  ///
  /// - Returns: `nil` where there is no score.
  public init?(_ systems: [System]) {
    guard let first = systems.first?.breakdown.buckets,
      let metric = first.first(where: { !$0.scores.isEmpty })?.scores.first?.name
    else { return nil }
    let filled = first.indices.filter { first[$0].sentenceCount > 0 }
    self.metric = metric
    lengths = filled.map { first[$0].lengths }
    sentenceCounts = filled.map { first[$0].sentenceCount }
    scores = systems.map { system in
      let buckets = system.breakdown.buckets
      return (
        system.name,
        filled.map { $0 < buckets.count ? buckets[$0].scores.first?.score : nil }
      )
    }
  }

  /// The chart.
  public var chart: BarChart {
    let counts = zip(lengths, sentenceCounts).map { "\($1) of \($0)" }
    return BarChart(
      title: "\(metric) by length",
      note: "Sentences: \(counts.joined(separator: ", ")) words.", horizontal: "words",
      vertical: metric, labels: lengths.map { "\($0)" },
      series: scores.map { .init($0.system, $0.values) })
  }
}

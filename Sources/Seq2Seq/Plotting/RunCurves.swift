import S2SReports
import S2STraining

/// Curves of one or several runs, in one chart for each quantity.
public struct RunCurves: Sendable {
  /// The runs.
  public var runs: [RunHistory]
  /// What they are drawn against.
  public var against = RunPlace.steps
  /// Whether runs whose names differ in their seed alone are drawn as one: their mean, and the range from
  /// the least to the greatest.
  public var joinsSeeds = false

  /// Puts runs beside each other.
  public init(_ runs: [RunHistory]) { self.runs = runs }

  /// The quantities that at least one run has measured.
  public var quantities: [RunQuantity] {
    let scores = Set(runs.flatMap(\.scoreNames)).sorted().map { RunQuantity.score($0) }
    let all = [.loss, .perplexity] + scores + [.learningRate, .gradientNorm, .tokensPerSecond]
    return all.filter { quantity in
      runs.contains { run in
        run.records.contains { record in
          quantity.parts.contains { quantity.value($0, in: record) != nil }
        }
      }
    }
  }

  /// The quantities that say most: perplexity and the scores.
  public var mainQuantities: [RunQuantity] {
    quantities.filter {
      if case .score = $0 { true } else { $0 == .perplexity }
    }
  }

  /// A curve of a run, or of the runs of one name.
  public struct Curve: Sendable {
    /// The run.
    public var run: String
    /// What it was measured with.
    public var part: RunQuantity.Part
    /// The points, from left to right, with the range of several runs.
    public var points: [LineChart.Point]
    /// The place of the run among the others.
    var place: Int
  }

  /// The runs by their names.
  public var title: String {
    names.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }.joined(separator: ", ")
  }

  /// The curves of a quantity.
  ///
  /// - Throws: `PlotError.unknownQuantity`, `noTokens`.
  public func curves(of quantity: RunQuantity) throws -> [Curve] {
    guard quantities.contains(quantity) else {
      throw PlotError.unknownQuantity(quantity.name, measured: quantities.map(\.name))
    }
    let names = names
    var groups: [(name: String, runs: [RunHistory])] = []
    for (run, name) in zip(runs, names) {
      if joinsSeeds, let place = groups.firstIndex(where: { $0.name == name }) {
        groups[place].runs.append(run)
      } else {
        groups.append((name, [run]))
      }
    }
    return try groups.enumerated().flatMap { place, group in
      try quantity.parts.compactMap { part in
        let measured = try group.runs.map { try points(of: quantity, part, in: $0) }
          .filter { $0.contains { $0.y != nil } }
        guard !measured.isEmpty else { return nil }
        return Curve(
          run: group.name, part: part, points: JoinedRuns(measured).points, place: place)
      }
    }
  }

  /// The chart of a quantity.
  ///
  /// - Throws: as `curves`.
  public func chart(of quantity: RunQuantity) throws -> LineChart {
    let curves = try curves(of: quantity)
    let isOneRun = Set(curves.map(\.place)).count == 1
    let isOnePart = Set(curves.map(\.part)).count == 1
    let series = curves.map { curve in
      let part = curve.part.rawValue
      let name =
        isOneRun ? isOnePart ? curve.run : part : isOnePart ? curve.run : "\(curve.run), \(part)"
      // Of several runs the mark says which, and the dashes with what it was measured.
      let look: ChartLook? =
        isOneRun || isOnePart
        ? nil : ChartLook(mark: curve.place, dash: curve.part == .training ? 2 : 0)
      return LineChart.Series(name, curve.points, look: look)
    }
    var chart = LineChart(
      title: quantity.title, horizontal: horizontal, vertical: quantity.dimension, series: series)
    if isOneRun, let run = curves.first?.run { chart.title += " of \(run)" }
    if series.contains(where: { $0.points.contains { $0.low != nil } }) {
      chart.note =
        "The mean of runs with different seeds, and the range from the least to the greatest."
    }
    return chart
  }

  /// The pictures of quantities.
  ///
  /// - Throws: as `curves`.
  public func pictures(of quantities: [RunQuantity]) throws -> [Picture] {
    try quantities.map { try chart(of: $0).picture }
  }
}

// MARK: - Names and places

extension RunCurves {
  /// The names of the runs: of their directories, as far up as they differ.
  var names: [String] {
    DistinctNames(runs.map { joinsSeeds ? $0.nameWithoutSeed ?? $0.name : $0.name }).names
  }

  private func points(
    of quantity: RunQuantity, _ part: RunQuantity.Part, in run: RunHistory
  ) throws -> [LineChart.Point] {
    let records =
      part == .training ? run.trainingRecords : run.records.filter { $0.validationLoss != nil }
    return try records.map { record in
      LineChart.Point(try place(of: record, in: run), quantity.value(part, in: record))
    }
  }

  private func place(of record: TrainingRecord, in run: RunHistory) throws -> Double {
    switch against {
    case .steps: return Double(record.step)
    case .epochs: return record.epoch
    case .time: return record.seconds / clock.seconds
    case .tokens:
      guard let tokens = record.tokens else { throw PlotError.noTokens(path: run.path) }
      return Double(tokens)
    }
  }

  /// The unit of times that gives the longest run a handy number.
  private var clock: (name: String, seconds: Double) {
    let longest = runs.flatMap { $0.records.map(\.seconds) }.filter(\.isFinite).max() ?? 0
    return longest <= 180
      ? ("seconds", 1) : longest <= 3 * 3_600 ? ("minutes", 60) : ("hours", 3_600)
  }

  private var horizontal: ChartDimension {
    switch against {
    case .steps: ChartDimension("steps")
    case .epochs: ChartDimension("epochs")
    case .time: ChartDimension("\(clock.name) of training and validating")
    case .tokens: ChartDimension("target tokens")
    }
  }
}

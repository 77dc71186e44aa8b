import S2SReports
import S2STraining

/// The curves of a run so far, training and validation, for the lines above the live one.
package struct LiveCurve {
  /// The height of the terminal, in lines.
  private let terminalRows: @Sendable () -> Int
  private var training: [LineChart.Point] = []
  private var validation: [LineChart.Point] = []
  /// Where training stands now.
  private var latest: LineChart.Point?
  /// How many updates one point of the training stands for.
  private var stride = 1
  private var updates = 0

  /// The height of the curves' room, and of all lines with axis and names at most.
  private static let (roomRows, mostRows) = (6, 10)
  /// More points than a terminal has columns say nothing more.
  private static let mostPoints = 512

  /// No curve yet.
  ///
  /// - Parameter terminalRows: the height of the terminal, asked at each drawing.
  package init(terminalRows: @escaping @Sendable () -> Int = { Terminal.rows }) {
    self.terminalRows = terminalRows
  }

  /// Takes in the records of the part of a run before it goes on.
  package mutating func add(_ records: [TrainingRecord]) {
    var source = TrainingSource()
    for record in records {
      if source.counts(record) { addTraining(record.step, record.trainingPerplexity) }
      didValidate(record)
    }
  }

  /// Takes in an update.
  ///
  /// - Parameter loss: the mean over the last updates, in nats per token.
  package mutating func didStep(_ step: Int, loss: Double) {
    updates += 1
    latest = .init(Double(step), NumberText.exponential(loss))
    if updates.isMultiple(of: stride) { addTraining(step, NumberText.exponential(loss)) }
  }

  /// Takes in a validation.
  package mutating func didValidate(_ record: TrainingRecord) {
    guard let perplexity = record.validationPerplexity else { return }
    validation.append(.init(Double(record.step), perplexity))
  }

  private mutating func addTraining(_ step: Int, _ perplexity: Double?) {
    training.append(.init(Double(step), perplexity))
    guard training.count > Self.mostPoints else { return }
    stride *= 2
    training = training.enumerated().filter { $0.offset.isMultiple(of: 2) }.map(\.element)
  }

  /// The lines of the curves; none where they say nothing yet, or the terminal is too low for them.
  package func lines(columns: Int, unicode: Bool) -> [String] {
    var training = training
    if let latest, training.last?.x != latest.x { training.append(latest) }
    guard training.count + validation.count > 1, terminalRows() > Self.mostRows + 1 else {
      return []
    }
    // At the start perplexity falls from thousands, which would flatten all the rest.
    let start = (training.last?.x ?? 0) / 10
    if training.count > 20 { training.removeAll { $0.x < start } }
    let chart = LineChart(
      title: "", horizontal: .init(""), vertical: .init("", .logarithmic),
      series: [.init("training perplexity by step", training), .init("validation", validation)])
    let lines = chart.textLines(columns: columns, rows: Self.roomRows, unicode: unicode)
    return lines.count <= Self.mostRows ? lines : []
  }
}

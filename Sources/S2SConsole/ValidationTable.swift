import S2SFiles
import S2STraining

/// The table of validations: one row each, columns under their names.
package struct ValidationTable {
  /// The names of the scores that have a column.
  private let scores: [String]

  /// Makes a table with a column a score.
  package init(scores: [String]) { self.scores = scores }

  /// The columns' names and widths, right-aligned.
  private var columns: [(String, Int)] {
    [("epoch", 6), ("step", 10), ("train ppl", 11), ("valid ppl", 11)]
      + scores.map { ($0.uppercased(), max(7, $0.count + 2)) }
      + [("lr", 10), ("tok/s", 8), ("elapsed", 10)]
  }

  /// The line of names.
  package var header: String { columns.map { Self.padded($0.0, to: $0.1) }.joined() }

  /// The line of a record; what was not measured is a dash.
  package func row(_ record: TrainingRecord) -> String {
    let isWhole = record.epoch == record.epoch.rounded()
    let start: [String?] = [
      NumberText.fixed(record.epoch, isWhole ? 0 : 2),
      grouped(record.step),
      record.trainingPerplexity.map(NumberText.perplexity),
      record.validationPerplexity.map(NumberText.perplexity),
    ]
    let end: [String?] = [
      record.learningRate.map { NumberText.significant($0, 3) },
      record.tokensPerSecond.map(NumberText.short),
      NumberText.time(record.seconds),
    ]
    let cells = start + scores.map { record.scores[$0].map { NumberText.fixed($0, 2) } } + end
    let row = zip(cells, columns).map { Self.padded($0 ?? "-", to: $1.1) }.joined()
    return row + (record.isBest == true ? "  best" : "")
  }

  private static func padded(_ text: String, to width: Int) -> String {
    String(repeating: " ", count: max(width - text.count, 1)) + text
  }
}

import S2SFiles

/// The table of validations: one row each, columns under their names.
package enum ValidationTable {
  /// The columns' names and widths, right-aligned.
  private static let columns = [
    ("epoch", 6), ("step", 10), ("train ppl", 11), ("valid ppl", 11), ("BLEU", 7),
    ("lr", 10), ("tok/s", 8), ("elapsed", 10),
  ]

  /// The line of names.
  package static let header = columns.map { padded($0.0, to: $0.1) }.joined()

  /// The line of a record; what was not measured is a dash.
  package static func row(_ record: TrainingRecord) -> String {
    let isWhole = record.epoch == record.epoch.rounded()
    let cells = [
      NumberText.fixed(record.epoch, isWhole ? 0 : 2),
      grouped(record.step),
      record.trainingPerplexity.map(NumberText.perplexity),
      record.validationPerplexity.map(NumberText.perplexity),
      record.bleu.map { NumberText.fixed($0, 2) },
      record.learningRate.map { NumberText.significant($0, 3) },
      record.tokensPerSecond.map(NumberText.short),
      NumberText.time(record.seconds),
    ]
    let row = zip(cells, columns).map { padded($0 ?? "-", to: $1.1) }.joined()
    return row + (record.isBest == true ? "  best" : "")
  }

  private static func padded(_ text: String, to width: Int) -> String {
    String(repeating: " ", count: max(width - text.count, 1)) + text
  }
}

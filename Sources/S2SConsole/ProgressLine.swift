import S2SFiles
import S2STraining

/// The line that shows where a run stands: drawn again and again, or printed now and then.
package struct ProgressLine {
  /// The limits of the run.
  let length: RunLength
  /// Where the run stands.
  let measure: StepMeasure
  /// The means to show.
  let means: TrainingMeter.Means
  /// The activity when it is not training.
  let activity: String?

  /// Groups the contents of a line.
  package init(
    length: RunLength, measure: StepMeasure, means: TrainingMeter.Means, activity: String? = nil
  ) {
    self.length = length
    self.measure = measure
    self.means = means
    self.activity = activity
  }

  /// The bar's narrowest and widest forms, in columns.
  private static let barWidths = 8...24
  private static let gap = "  "

  /// What a line may show.
  ///
  /// When it is too long, what comes last in this order goes first.
  private enum Part: Int, CaseIterable {
    case percentage, timeLeft, perplexity, epoch, bar, speed, loss, step, gradientNorm
  }

  /// From left to right.
  private static let order: [Part] = [
    .epoch, .bar, .percentage, .step, .loss, .perplexity, .speed, .gradientNorm, .timeLeft,
  ]

  /// The line for a terminal, at most the given number of columns wide.
  ///
  /// - Parameter unicode: whether the terminal shows more than ASCII.
  package func live(columns: Int, unicode: Bool) -> String {
    var parts = Set(Part.allCases.filter { $0 == .bar || text($0) != nil })
    if fraction == nil { parts.remove(.bar) }
    for part in Part.allCases.reversed() {
      if let line = line(parts, columns: columns, unicode: unicode) { return line }
      parts.remove(part)
    }
    return ""
  }

  /// The line for a file, in words.
  package var plain: String {
    var words = ["epoch \(epochText)"]
    if let percentage = text(.percentage) { words.append(percentage) }
    words.append("step \(grouped(measure.step))")
    if let activity {
      words.append(activity)
    } else {
      words += [
        "loss \(NumberText.fixed(means.loss, 3))",
        "perplexity \(NumberText.perplexity(NumberText.exponential(means.loss)))",
        "\(NumberText.short(means.tokensPerSecond)) tokens/s",
        "gradient norm \(NumberText.fixed(means.gradientNorm, 2))",
      ]
    }
    if let timeLeft = text(.timeLeft) { words.append(timeLeft) }
    return words.joined(separator: ", ")
  }

  /// The line of a record without a validation, in words.
  package static func logged(_ record: TrainingRecord) -> String {
    [
      "step \(grouped(record.step))", "epoch \(NumberText.fixed(record.epoch, 2))",
      record.trainingLoss.map { "loss \(NumberText.fixed($0, 3))" },
      record.learningRate.map { "learning rate \(NumberText.significant($0, 3))" },
      record.gradientNorm.map { "gradient norm \(NumberText.fixed($0, 2))" },
      record.tokensPerSecond.map { "\(NumberText.short($0)) tokens/s" },
    ].compactMap(\.self).joined(separator: ", ")
  }

  /// A bar of the given width, filled to a fraction from 0 to 1.
  package static func bar(_ share: Double, width: Int, unicode: Bool) -> String {
    if !unicode {
      let filled = min(Int(share * Double(width - 2)), width - 2)
      let empty = width - 2 - filled
      return "[" + String(repeating: "=", count: filled) + String(repeating: " ", count: empty)
        + "]"
    }
    // Half columns, a thin line for what is to come.
    let halves = min(Int(share * Double(2 * width)), 2 * width)
    let middle = halves == 2 * width ? "" : halves % 2 == 1 ? "╾" : "─"
    return String(repeating: "━", count: halves / 2) + middle
      + String(repeating: "─", count: max(width - halves / 2 - 1, 0))
  }

  private var fraction: Double? { length.fractionDone(measure) }

  /// The parts in order if they fit; the bar takes what the others leave.
  private func line(_ parts: Set<Part>, columns: Int, unicode: Bool) -> String? {
    let shown = Self.order.filter(parts.contains)
    let texts = shown.map { $0 == .bar ? "" : text($0) ?? "" }
    let room =
      columns - texts.reduce(0) { $0 + $1.count } - Self.gap.count * max(shown.count - 1, 0)
    guard room >= (parts.contains(.bar) ? Self.barWidths.lowerBound : 0) else { return nil }
    let width = min(room, Self.barWidths.upperBound)
    return zip(shown, texts).map { part, text in
      part == .bar ? Self.bar(fraction ?? 0, width: width, unicode: unicode) : text
    }.joined(separator: Self.gap)
  }

  /// The words of a part; `nil` when there is nothing to say.
  private func text(_ part: Part) -> String? {
    switch part {
    case .bar: nil
    case .percentage: fraction.map { "\(Int($0 * 100))%" }
    case .timeLeft: length.secondsLeft(measure).map { NumberText.time($0) + " left" }
    case .epoch: "epoch \(epochText)"
    case .step: "step \(grouped(measure.step))"
    case .perplexity:
      activity ?? "ppl \(NumberText.perplexity(NumberText.exponential(means.loss)))"
    case .loss: activity == nil ? "loss \(NumberText.fixed(means.loss, 3))" : nil
    case .speed: activity == nil ? "\(NumberText.short(means.tokensPerSecond)) tok/s" : nil
    case .gradientNorm: activity == nil ? "|g| \(NumberText.fixed(means.gradientNorm, 2))" : nil
    }
  }

  /// The epoch under way, from 1, of how many.
  private var epochText: String {
    guard let epochs = length.epochs else { return "\(Int(measure.epoch) + 1)" }
    return "\(min(Int(measure.epoch) + 1, epochs))/\(epochs)"
  }
}

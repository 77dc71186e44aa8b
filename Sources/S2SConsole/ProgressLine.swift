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
    let parts: [LiveLine.Part] = Self.order.compactMap { part in
      if part == .bar { return fraction.map { _ in .init(text: nil, rank: part.rawValue) } }
      return text(part).map { .init(text: $0, rank: part.rawValue) }
    }
    return LiveLine(parts, share: fraction).text(columns: columns, unicode: unicode)
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

  private var fraction: Double? { length.fractionDone(measure) }

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

import S2SFiles
import S2STraining
import Seq2Seq

/// A forecast for people.
extension TrainingForecast {
  /// The figures for people, a line each.
  var text: String {
    let full = NumberText.time(fullSeconds)
    let time =
      if let timeLimitSeconds, fullSeconds > Double(timeLimitSeconds) {
        "\(NumberText.time(seconds)), the time limit; all of it would take \(full)"
      } else {
        "about \(full), if validation improves until the end"
      }
    return """
      Model:   \(grouped(parameters)) parameters
      Memory:  about \(megabytes(memoryBytes)) MB, \(megabytes(parameterBytes)) of them \
      for parameters, gradients and moments
      Steps:   \(grouped(steps)), \(grouped(stepsPerEpoch)) per epoch, and \(grouped(validations)) \
      validation\(validations == 1 ? "" : "s")
      Time:    \(time)
               \(NumberText.significant(secondsPerStep, 3)) s per step, \
      \(NumberText.significant(secondsPerValidation, 2)) s per validation, \
      \(NumberText.significant(preparationSeconds, 2)) s before them

      """
  }

  private func megabytes(_ bytes: Int) -> String { grouped((bytes + 500_000) / 1_000_000) }
}

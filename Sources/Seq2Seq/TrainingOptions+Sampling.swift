import S2STraining

/// Options of training on what the model itself says.
extension TrainingOptions {
  /// How often the decoder reads its own tokens; `nil` for never.
  var sampling: ScheduledSampling? {
    scheduledSampling.map { decay in
      var sampling = ScheduledSampling(decay)
      sampling.floor = scheduledSamplingFloor ?? sampling.floor
      sampling.updates = scheduledSamplingUpdates ?? sampling.updates
      return sampling
    }
  }

  /// Checks these options.
  ///
  /// - Throws: `TrainingError` with code `invalidSetting` that names the option.
  func validateSampling() throws {
    for (name, isGiven) in [
      ("--scheduled-sampling-floor", scheduledSamplingFloor != nil),
      ("--scheduled-sampling-updates", scheduledSamplingUpdates != nil),
    ] where isGiven && scheduledSampling == nil {
      throw TrainingError.needs(name, "--scheduled-sampling")
    }
    guard let sampling else { return }
    guard (0...1).contains(sampling.floor) else {
      throw TrainingError.outOfRange(
        "--scheduled-sampling-floor", "\(sampling.floor)", "from 0 to 1")
    }
    guard (1...1_000_000_000).contains(sampling.updates) else {
      throw TrainingError.outOfRange(
        "--scheduled-sampling-updates", "\(sampling.updates)", "from 1 to 1000000000")
    }
  }
}

extension ScheduledSampling {
  /// What it does, for people.
  var summary: String {
    "\(decay.rawValue) scheduled sampling to \(floor), half way after \(updates) updates"
  }
}

import S2STraining

extension TrainingError: Sentence {
  package var exitCode: SystemExitCode { code == .invalidSetting ? .usage : .data }

  package var sentence: String { message }
}

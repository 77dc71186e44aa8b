import Seq2Seq

extension OriginError: Sentence {
  package var exitCode: SystemExitCode {
    switch self {
    case .unknown, .gone, .noTestSet: .missingInput
    case .changed: .data
    }
  }

  package var sentence: String {
    switch self {
    case .unknown(let model, let wanted):
      "\(model) does not say where its corpus lies; \(wanted.advice)."
    case .gone(let paths, let model, let wanted):
      "\(model) was trained on \(joined(paths)), which \(paths.count == 1 ? "is" : "are") not there "
        + "any more; \(wanted.advice)."
    case .changed(let paths, let model, let wanted):
      "\(joined(paths)) \(paths.count == 1 ? "has" : "have") changed since \(model) was trained; "
        + "\(wanted.advice)."
    case .noTestSet(let paths, let model):
      "there is no test set beside \(joined(paths)), which \(model) was trained on; "
        + "\(Wanted.test.advice)."
    }
  }

  private func joined(_ paths: [String]) -> String { paths.joined(separator: " and ") }
}

extension OriginError.Wanted {
  fileprivate var advice: String {
    switch self {
    case .training: "name training examples with --train"
    case .test: "name a test set with --test"
    case .trainingText: "name the training text with --training-text"
    }
  }
}

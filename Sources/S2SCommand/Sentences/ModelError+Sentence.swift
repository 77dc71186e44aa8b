import S2SModels

extension ModelError: Sentence {
  package var exitCode: SystemExitCode {
    switch code {
    case .invalidConfiguration: .usage
    case .notFound: .missingInput
    case .alreadyExists: .cannotCreate
    case .unreadable, .mismatch: .data
    }
  }

  package var sentence: String { message }
}

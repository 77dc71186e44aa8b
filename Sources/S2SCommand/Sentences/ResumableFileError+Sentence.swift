import S2SFiles

extension ResumableFileError: Sentence {
  package var exitCode: SystemExitCode {
    switch self {
    case .underWay, .otherWork: .cannotCreate
    case .nothingUnderWay: .missingInput
    case .shortened, .malformed: .data
    }
  }

  package var sentence: String {
    switch self {
    case .underWay(let path):
      "\(path) is being written, and was interrupted; go on with --resume, or begin anew with --overwrite."
    case .nothingUnderWay(let path):
      "no work on \(path) was interrupted; leave out --resume."
    case .otherWork(let path):
      "\(path) was begun from other files or with other options; give those, or begin anew with --overwrite."
    case .shortened(let path, let bytes):
      "\(path) has less than the \(grouped(bytes)) bytes that were written; begin anew with --overwrite."
    case .malformed(let path, let fault):
      "\(path) is damaged: \(fault.words); begin anew with --overwrite."
    }
  }
}

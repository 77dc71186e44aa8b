import S2SReports

extension PictureError: Sentence {
  package var exitCode: SystemExitCode { .usage }

  package var sentence: String {
    switch self {
    case .unknownForm(let path):
      "\(path) is no name of a picture; end it in .svg or .html."
    }
  }
}

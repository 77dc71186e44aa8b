import S2SReports

extension PictureError: Sentence {
  package var exitCode: SystemExitCode {
    switch self {
    case .unknownForm: .usage
    case .nothing: .data
    }
  }

  package var sentence: String {
    switch self {
    case .unknownForm(let path):
      "\(path) is no name of a picture; end it in .svg or .html."
    case .nothing(let path): "there is nothing to draw, so \(path) is not written."
    }
  }
}

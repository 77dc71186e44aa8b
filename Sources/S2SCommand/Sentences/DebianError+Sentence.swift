import S2SCorpora
import S2SFiles

extension DebianError: Sentence {
  package var exitCode: SystemExitCode {
    switch self {
    case .notEnglish: .usage
    case .noDownloads: .missingInput
    case .tooFewPairs: .data
    }
  }

  package var sentence: String {
    switch self {
    case .notEnglish(let languages):
      "--src \(languages.source) and --tgt \(languages.target) are not English and another language; "
        + "Debian's texts are translated from English, so give en for one of them."
    case .noDownloads(let folder, let parts):
      "\(folder) has no texts in both languages for \(Self.list(parts)); download them with make corpora, "
        + "or name another directory with --downloads."
    case .tooFewPairs(let folder, let languages, let usable, let setAside):
      "\(folder) gives \(grouped(usable)) usable pair\(usable == 1 ? "" : "s") in \(languages.source) and "
        + "\(languages.target), too few to train on"
        + (setAside == 0 ? "" : " when \(grouped(setAside)) are set aside")
        + "; set fewer aside, or read more --parts."
    }
  }

  private static func list(_ parts: [DebianPart]) -> String {
    (parts.count == 1 ? "part " : "parts ") + parts.map(\.rawValue).joined(separator: ", ")
  }
}

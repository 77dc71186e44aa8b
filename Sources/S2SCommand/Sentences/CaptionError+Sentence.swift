import S2SCorpora
import S2SFiles

extension CaptionError: Sentence {
  package var exitCode: SystemExitCode {
    switch self {
    case .noCaptions, .noFeatures: .missingInput
    case .unequalCount, .noRow, .rowOutOfRange, .otherLanguage, .empty: .data
    }
  }

  package var sentence: String {
    switch self {
    case .noCaptions(let part, let directory, let language):
      "there are no captions \(part.rawValue).\(language) or \(part.rawValue).tsv in \(directory)."
    case .noFeatures(let captions, let looked):
      "there are no vectors beside \(captions); name them with --features, or as one of "
        + "\(looked.joined(separator: ", "))."
    case .unequalCount(let path, let lines, let features, let rows):
      "\(path) has \(grouped(lines)) line\(lines == 1 ? "" : "s"), and \(features) has \(grouped(rows)) "
        + "vector\(rows == 1 ? "" : "s"); line i is a caption of vector i."
    case .noRow(let path, let line):
      "\(path), line \(grouped(line)) does not begin with the number of a vector and a tab."
    case .rowOutOfRange(let path, let line, let row, let rows):
      "\(path), line \(grouped(line)) names vector \(row), and there are \(grouped(rows)), counted "
        + "from 0."
    case .otherLanguage(let path, let language, let first, let wanted):
      "\(path) writes captions in \(language), and \(first) in \(wanted); compare captioners of one "
        + "language."
    case .empty(let path): "\(path) has no captions."
    }
  }
}

import S2SFiles
import Seq2Seq

extension PlotError: Sentence {
  package var exitCode: SystemExitCode {
    switch self {
    case .noHistory: .missingInput
    case .emptyHistory, .unknownQuantity, .noTokens: .data
    case .repeatedRun: .usage
    }
  }

  package var sentence: String {
    switch self {
    case .noHistory(let directory):
      "\(directory) has no history.jsonl; name the directory of a run of s2s train"
    case .emptyHistory(let path):
      """
      \(path) has no records yet; a run writes one after each validation, and with --log-every in \
      between
      """
    case .unknownQuantity(let name, let measured):
      "no run has measured \(quoted(name)); there are \(measured.joined(separator: ", "))"
    case .noTokens(let path):
      """
      \(path) does not say how many tokens the run was trained on, as histories of older versions; \
      draw it --against steps, time or epochs
      """
    case .repeatedRun(let name):
      "\(name) is named twice, and --tensorboard writes the events of a run once; name it once"
    }
  }
}

import S2SCorpora
import S2SFiles

extension LabelError: Sentence {
  package var exitCode: SystemExitCode { .data }

  package var sentence: String {
    switch self {
    case .noTab(let path, let line):
      "\(path), line \(grouped(line)) has no tab; each line has to be label, tab, text, or text, tab, "
        + "label."
    case .noLabel(let path, let line, let column):
      "\(path), line \(grouped(line)) has no label in its \(column.rawValue) column; name one. Training "
        + "takes the other column with --label-column \(column == .first ? "last" : "first")."
    case .reservedLabel(let path, let line, let label):
      "\(path), line \(grouped(line)) has the label \(quoted(label)), which stands for all unknown ones; "
        + "rename it."
    case .unclearColumn(let path, let first, let last, let lines):
      "\(path) has \(grouped(first)) different values in its first column and \(grouped(last)) in its last, "
        + "in \(grouped(lines)) line\(lines == 1 ? "" : "s"), so it is not clear which are labels; say it "
        + "with --label-column first or last."
    case .equallyKnown(let path, let count):
      "\(path) has \(grouped(count)) known label\(count == 1 ? "" : "s") in its first column and as many in "
        + "its last, and the model does not say which it learned from; add lines whose texts are no labels."
    case .labelsOfOtherModel(let labels):
      "the model to begin with has no label \(Self.list(labels)); begin with a model of the same labels, or "
        + "without --from."
    case .oneLabel(let path, let label):
      "\(path) has no label but \(quoted(label)); a classifier needs two or more to choose from."
    case .noKnownLabel(let path, let found, let known):
      "\(path) has no label that is known; it has \(Self.list(found)), and known are "
        + "\(Self.list(known))."
    }
  }

  /// Some names, and how many more there are.
  static func list(_ names: [String]) -> String {
    let shown = names.prefix(6).map { quoted($0) }.joined(separator: ", ")
    return names.count > 6 ? "\(shown) and \(grouped(names.count - 6)) more" : shown
  }
}

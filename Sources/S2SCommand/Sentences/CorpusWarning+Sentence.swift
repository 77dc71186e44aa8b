import S2SCorpora
import S2SFiles

extension CorpusWarning {
  /// The warning, and what to do about it.
  var sentence: String {
    switch self {
    case .swappedSides(let languages):
      "the sides seem to be swapped: \(languages.source) holds \(languages.target), and "
        + "\(languages.target) \(languages.source); exchange --src and --tgt, or the files."
    case .otherLanguage(let side, let found):
      "the \(side) text looks like \(found); check the files, and the languages that are named."
    case .oneLanguage(let languages):
      "--src \(languages.source) and --tgt \(languages.target) are one language; the model learns to "
        + "rewrite text, not to translate it."
    case .headerRow(let names):
      "the first pair (\(names.map { quoted($0) }.joined(separator: ", "))) looks like a header row; take "
        + "it out of the files."
    case .heldOutPairs(let pairs, let others):
      "\(Self.pairs(pairs, others)), so validation scores are too high; s2s corpus doctor shows which."
    case .frequent(let problem, let share):
      "about \(Int((share * 100).rounded()))% of the training pairs: \(problem.title); s2s corpus "
        + "doctor shows which."
    }
  }

  /// How many training pairs are held out, too, and of how many others the source is.
  private static func pairs(_ pairs: Int, _ others: Int) -> String {
    let first =
      "\(grouped(pairs)) training pair\(pairs == 1 ? " is" : "s are") also in the validation set"
    let second = "ha\(others == 1 ? "s" : "ve") a source of it"
    if others == 0 { return first }
    if pairs == 0 {
      return "\(grouped(others)) training pair\(others == 1 ? "" : "s") ha"
        + "\(others == 1 ? "s" : "ve") a source of the validation set"
    }
    return "\(first), and \(grouped(others)) more \(second)"
  }
}

import S2SCorpora

extension CorpusWarning {
  /// The warning, and what to do about it.
  var sentence: String {
    switch self {
    case .swappedSides(let languages):
      "the sides seem to be swapped: \(languages.source) holds \(languages.target), and "
        + "\(languages.target) \(languages.source); exchange --src and --tgt, or the files."
    case .otherLanguage(let side, let found):
      "the \(side) text looks like \(found); check the files, and the languages that are named."
    case .frequent(let problem, let share):
      "about \(Int((share * 100).rounded()))% of the training pairs: \(problem.title); s2s corpus "
        + "doctor shows which."
    }
  }
}

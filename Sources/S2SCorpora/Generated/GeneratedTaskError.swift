/// Why the examples of a task could not be drawn.
public enum GeneratedTaskError: Error, Equatable, Sendable {
  /// More examples were asked for than the task has.
  case tooFewExamples(possible: Int, asked: Int)
  /// What is held out leaves nothing to train on.
  case nothingToTrain(GeneratedCorpus.Size)
  /// The shortest inputs would be longer than the longest.
  case lengths(shortest: Int, longest: Int)
  /// An alphabet has no symbol.
  case emptyAlphabet
  /// An alphabet has a symbol twice.
  case repeatedSymbol(Character)
  /// An alphabet has white space or a control character, which is no symbol of a line.
  case unfitSymbol(Character)
}

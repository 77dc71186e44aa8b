import S2SRandom

/// A task of text to text whose examples are drawn at random, for teaching and for tests.
///
/// A new task is a file beside this one.
public protocol GeneratedTask: Sendable {
  /// Draws an example.
  func example(_ generator: inout SeededGenerator) -> GeneratedExample

  /// How many examples have questions that differ; `Int.max` where there are more.
  var distinctExamples: Int { get }
}

/// An input and what is to be said to it, a symbol a character.
public struct GeneratedExample: Sendable, Equatable {
  /// What is read.
  public let input: String
  /// What is to be written; nil where the input is a text for a language model.
  public let output: String?
  /// What is asked: the input without what only distracts.
  ///
  /// No question comes twice in a corpus.
  public let question: String

  /// Makes an example; its input is the question unless another is given.
  init(_ input: String, output: String?, question: String? = nil) {
    self.input = input
    self.output = output
    self.question = question ?? input
  }
}

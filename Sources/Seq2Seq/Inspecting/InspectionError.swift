/// What cannot be looked at.
public enum InspectionError: Error, Equatable {
  /// A text without tokens.
  case emptyText
  /// An output that there is not; they are counted from 1.
  case noOutput(Int, count: Int)
  /// A label or a tag that the model does not have.
  case unknownAnswer(String, known: [String])
  /// Tags that are not as many as the words.
  case unequalAnswer(words: Int, tags: Int)
  /// A model whose output layer has no logits of tokens: one that copies, or a mixture of softmaxes.
  case noLogits
  /// A model without attention.
  case noAttention
  /// A model without gates.
  case noGates
  /// A model whose cells multiply no state by a matrix.
  case noRecurrentMatrices
  /// Fewer texts than can be compared.
  case fewTexts(Int, needed: Int)
  /// A model that makes no text by a search.
  case noSearch
  /// A text for a model that reads pictures.
  case noPicture
  /// A picture for a model that reads texts.
  case noText
  /// A picture that there is not; they are counted from 0.
  case noRow(String, count: Int)
}

/// What is wrong with captions, or with their fit to the vectors of pictures.
public enum CaptionError: Error, Equatable, Sendable {
  /// A directory has no captions of a part in a language.
  case noCaptions(CorpusFinder.Part, directory: String, language: String)
  /// No file of vectors is named or lies beside the captions under one of these names.
  case noFeatures(captions: String, looked: [String])
  /// A file has another number of lines than there are vectors.
  case unequalCount(path: String, lines: Int, features: String, rows: Int)
  /// A line of a table does not begin with the number of a row and a tab.
  case noRow(path: String, line: Int)
  /// A line of a table names a row that there is not; rows count from 0.
  case rowOutOfRange(path: String, line: Int, row: Int, rows: Int)
  /// Captions in different languages cannot be compared.
  case otherLanguage(path: String, language: String, first: String, wanted: String)
  /// No picture has a caption.
  case empty(path: String)
}

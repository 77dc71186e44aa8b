/// What is wrong with a file of texts and their labels.
public enum LabelError: Error, Equatable, Sendable {
  /// A line has no tab between label and text.
  case noTab(path: String, line: Int)
  /// A line has no label.
  case noLabel(path: String, line: Int, LabelColumn)
  /// A label has the name of the unknown one.
  case reservedLabel(path: String, line: Int, label: String)
  /// It is not clear which column has the labels: both have many values, or equally many.
  case unclearColumn(path: String, first: Int, last: Int, lines: Int)
  /// Both columns have equally many labels that are known, and it is not known which is the usual one.
  case equallyKnown(path: String, count: Int)
  /// Labels that the model to begin with does not have.
  case labelsOfOtherModel([String])
  /// Every line has the same label.
  case oneLabel(path: String, label: String)
  /// No label of a file is one of those that are known.
  case noKnownLabel(path: String, found: [String], known: [String])
}

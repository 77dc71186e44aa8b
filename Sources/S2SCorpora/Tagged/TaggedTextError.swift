/// What is wrong with a text whose words have tags; lines count from 1.
public enum TaggedTextError: Error, Equatable, Sendable {
  /// No column has this name or number.
  case unknownColumn(String)
  /// A column of one format is asked for in a file of the other.
  case columnOfOtherFormat(String, path: String, TaggedFormat)
  /// A line has fewer columns than the one that is asked for, both from 1.
  case missingColumn(path: String, line: Int, columns: Int, wanted: Int)
  /// A line of CoNLL-U has not ten columns.
  case wrongColumns(path: String, line: Int, columns: Int)
  /// The first column of a line of CoNLL-U is no number, range or number with a point.
  case wrongNumber(path: String, line: Int, text: String)
  /// A line has no word.
  case noWord(path: String, line: Int)
  /// A word has no tag.
  case noTag(path: String, line: Int)
  /// A tag has a name that means unknown ones.
  case reservedTag(path: String, line: Int, name: String)
  /// Tags that the model to begin with does not have.
  case tagsOfOtherModel([String])
  /// Every validation sentence has a tag that no training sentence has.
  case tagsToValidateAlone([String])
  /// All words have one tag.
  case oneTag(path: String, tag: String)
  /// Spans are to be measured, and the tags mark none.
  case noSpans
}

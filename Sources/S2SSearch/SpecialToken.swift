/// The tokens with a meaning for search; the same in every vocabulary.
enum SpecialToken {
  static let padding: Int32 = 0
  static let start: Int32 = 1
  static let end: Int32 = 2
}

/// The columns of sheets and answers.
enum SheetColumn {
  static let sheet = "sheet"
  static let item = "item"
  static let source = "source"
  static let reference = "reference"
  static let translation = "translation"
  static let score = "score"
  static let category = "category"
  static let severity = "severity"
  static let side = "side"
  static let words = "words"
  static let start = "start"
  static let end = "end"

  /// The category of a translation without errors.
  static let clean = "none"

  /// The column of a translation among several: `A`, `B`.
  static func letter(_ index: Int) -> String {
    Unicode.Scalar(UInt8(ascii: "A") + UInt8(clamping: index)).description
  }

  /// The column of a translation's rank: `rank A`.
  static func rank(_ index: Int) -> String { "rank " + letter(index) }

  /// The columns that hold answers, beside the sheet and the item.
  ///
  /// - Parameter count: the most translations that are ranked in one item.
  static func answers(_ kind: JudgementKind, count: Int) -> [String] {
    switch kind {
    case .ranking: (0..<count).map(rank)
    case .direct: [score]
    case .errors: [category, severity, words, side]
    }
  }
}

/// A form of text whose words have tags, a word a line, with an empty line behind each sentence.
public enum TaggedFormat: Sendable, Equatable {
  /// CoNLL-U: ten columns, comments that begin with `#`, ranges of words such as `3-4` and empty nodes
  /// such as `8.1`, which are no words.
  ///
  /// Reference: universaldependencies.org/format.html.
  case conllu
  /// The word, then one or more other columns, with a tab between two.
  case table

  /// The names of the columns of CoNLL-U.
  public static let columnNames = [
    "id", "form", "lemma", "upos", "xpos", "feats", "head", "deprel", "deps", "misc",
  ]

  /// The column of words, from 0.
  public var wordColumn: Int { self == .conllu ? 1 : 0 }

  /// The column of a name or a number, from 0; `upos`, or the one behind the word, where it is `nil`.
  ///
  /// - Throws: `TaggedTextError`: `unknownColumn`, `columnOfOtherFormat`.
  public func column(named name: String?, in path: String) throws -> Int {
    guard let name else { return self == .conllu ? 3 : 1 }
    let named = Self.columnNames.firstIndex(of: name.lowercased())
    let number = Int(name).flatMap { (2...1_000).contains($0) ? $0 - 1 : nil }
    guard let column = self == .conllu ? named : number else {
      throw named == nil && number == nil
        ? TaggedTextError.unknownColumn(name)
        : TaggedTextError.columnOfOtherFormat(name, path: path, self)
    }
    guard column > wordColumn else { throw TaggedTextError.unknownColumn(name) }
    return column
  }

  /// The format that the first line with a word shows; `nil` where it is plain text: one column, or a space
  /// in what stands before the first tab.
  public init?(shownBy line: String) {
    guard let tab = line.utf8.firstIndex(of: 0x09) else { return nil }
    if Self.isWord(line) {
      self = .conllu
    } else if line.utf8[..<tab].contains(UInt8(ascii: " ")) {
      return nil
    } else {
      self = .table
    }
  }

  /// Whether a line is a word of CoNLL-U.
  static func isWord(_ line: String) -> Bool {
    let columns = line.utf8.split(separator: UInt8(ascii: "\t"), omittingEmptySubsequences: false)
    return columns.count == columnNames.count && RowKind(columns[0]) != nil
  }
}

/// What a row of CoNLL-U stands for.
enum RowKind {
  /// A word.
  case word
  /// Several words written as one, such as `3-4`, or a word that is not written, such as `8.1`.
  case other

  /// Reads an identifier; `nil` where it is none.
  init?(_ id: Substring.UTF8View) {
    func isNumber(_ part: Substring.UTF8View) -> Bool {
      !part.isEmpty && part.allSatisfy { (0x30...0x39).contains($0) }
    }
    if isNumber(id) {
      self = .word
      return
    }
    let marks = id.split(omittingEmptySubsequences: false) {
      $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ".")
    }
    guard marks.count == 2, marks.allSatisfy(isNumber) else { return nil }
    self = .other
  }
}

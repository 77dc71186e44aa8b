/// A vocabulary of whole words, with one token for all others.
///
/// Numbers 0, 1 and 2 are the marks of every vocabulary; 3 is the unknown word; the words follow.
struct WordVocabulary: Sendable, Equatable {
  /// The token of every word that is not in the vocabulary.
  static let unknown: TokenID = 3
  /// The token of the first word.
  static let firstWord: TokenID = 4
  /// How the unknown word is written, in texts to learn from and in translations.
  static let unknownName = "<unk>"

  private var table = ByteTable()

  /// Takes words in the order of their tokens.
  ///
  /// - Throws: `TextError.inconsistent` for a word that comes twice or is empty, or too many.
  init(_ words: some Sequence<ArraySlice<UInt8>>) throws {
    for word in words {
      let next = table.count
      guard !word.isEmpty, !word.elementsEqual(Self.unknownName.utf8),
        table.insert(Array(word), 0..<word.count) == next
      else {
        let shown = String(decoding: word.prefix(40), as: UTF8.self)
        throw TextError.inconsistent(field: "words", .repeatedWord(shown))
      }
      guard table.count < Vocabulary.sizes.upperBound else {
        throw TextError.inconsistent(field: "words", .tooMany)
      }
    }
  }

  /// The number of tokens, with the marks and the unknown word.
  var count: Int { Int(Self.firstWord) + table.count }

  /// The words, in the order of their tokens.
  var words: some Sequence<ArraySlice<UInt8>> {
    (0..<table.count).lazy.map { table.keys[table.range(of: $0)] }
  }

  /// The token of a word; `nil` where the vocabulary has none.
  func find(_ bytes: [UInt8], _ range: Range<Int>) -> TokenID? {
    table.find(bytes, range, hash: ByteTable.hash(bytes, range))
      .map { Self.firstWord + TokenID($0) }
  }

  /// The token of a word, or the unknown one.
  func token(of bytes: [UInt8], _ range: Range<Int>) -> TokenID {
    find(bytes, range) ?? Self.unknown
  }

  /// A word; empty for every other token.
  subscript(token: TokenID) -> ArraySlice<UInt8> {
    guard token >= Self.firstWord, Int(token) < count else { return [] }
    return table.keys[table.range(of: Int(token - Self.firstWord))]
  }

  /// Two vocabularies are equal if they have the same words in the same order.
  static func == (a: WordVocabulary, b: WordVocabulary) -> Bool {
    a.table.keys == b.table.keys && a.table.starts == b.table.starts
  }
}

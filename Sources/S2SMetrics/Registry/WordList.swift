/// The words of a list that a person writes: separated by commas, with or without spaces, in small or
/// capital letters, each once.
struct WordList: Sequence {
  private let words: [String]

  /// Reads a list.
  init(_ text: String) {
    words = text.split(separator: ",").map { part in
      String(part.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed()).lowercased()
    }.filter { !$0.isEmpty }.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }

  /// The words in their order.
  func makeIterator() -> IndexingIterator<[String]> { words.makeIterator() }
}

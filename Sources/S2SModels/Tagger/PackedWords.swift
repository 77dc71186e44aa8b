import S2SLayers

/// The words of sentences in packed order, and the characters of the distinct ones.
package struct PackedWords: Sendable {
  /// The place of each sentence.
  package let layout: PackedLayout
  /// The token of each row's word, `[N]`.
  let words: [Int32]
  /// The place of each row's word in the order of `letters`, `[N]`.
  let places: [Int]
  /// The characters of the distinct words.
  let letters: PackedTokens

  /// The tokens of those characters.
  package var letterIDs: [Int32] { letters.ids }

  /// Packs sentences of words by their numbers, none of them empty.
  package init(_ sentences: [[Int32]], forms: WordForms) {
    let packed = PackedTokens(sentences)
    var distinct: [Int32: Int] = [:]
    var spellings: [ArraySlice<Int32>] = []
    let numbers = packed.ids.map { form in
      if let number = distinct[form] { return number }
      distinct[form] = spellings.count
      spellings.append(forms.spelling(Int(form)))
      return spellings.count - 1
    }
    letters = PackedTokens(spellings)
    let positions = letters.layout.positions
    layout = packed.layout
    words = packed.ids.map { forms.words[Int($0)] }
    places = numbers.map { positions[$0] }
  }
}

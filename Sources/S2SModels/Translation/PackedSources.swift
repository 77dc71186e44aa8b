import S2SLayers

/// Source sentences in packed order, in the direction in which the model reads them.
package struct PackedSources: Sendable {
  /// The place of each sentence: one row per token, or one row per word where words are spelled.
  package let layout: PackedLayout
  /// The token of each row, or the place of its word in the order of `words`.
  package let ids: [Int32]
  /// The tokens of the distinct words of all sentences, where words are spelled.
  package let words: PackedTokens?

  /// Packs sentences, none of them empty.
  package init(_ sentences: [[Int32]], _ configuration: ModelConfiguration) {
    var (rows, spelled) = (sentences, [ArraySlice<Int32>]())
    if let spelling = configuration.spelling {
      var numbers: [ArraySlice<Int32>: Int32] = [:]
      let separate = Set(spelling.separate)
      rows = sentences.map { sentence in
        spelling.words(of: sentence, separate: separate).map { word in
          if let number = numbers[word] { return number }
          let number = Int32(spelled.count)
          numbers[word] = number
          spelled.append(word)
          return number
        }
      }
    }
    let packed = PackedTokens(configuration.reversesSource ? rows.map { $0.reversed() } : rows)
    let words = configuration.spelling == nil ? nil : PackedTokens(spelled)
    let places = words?.layout.positions
    layout = packed.layout
    ids = places.map { places in packed.ids.map { Int32(places[Int($0)]) } } ?? packed.ids
    self.words = words
  }
}

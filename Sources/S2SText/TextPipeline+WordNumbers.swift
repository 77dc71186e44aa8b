extension TextPipeline {
  /// The number of the word that each token belongs to, from 0; `nil` for white space at the end.
  ///
  /// Words are what white space separates in the text that the tokens spell. A token with the end of a word
  /// and the beginning of another belongs to the first.
  package func wordNumbers(of ids: [TokenID]) -> [Int?] {
    if case .spaces = scheme { return ids.indices.map { $0 } }
    var (number, isInside) = (-1, false)
    var numbers = ids.map { id in
      // A placeholder spells a text of its own, which is a word or a part of one.
      let bytes = placeholder(of: id) == nil ? Array(spelling(of: id)) : [UInt8(ascii: "0")]
      var own: Int?
      for byte in bytes {
        let isSpace = byte == 0x20 || (0x09...0x0D).contains(byte)
        if !isSpace, !isInside { number += 1 }
        isInside = !isSpace
        if isInside, own == nil { own = number }
      }
      return own
    }
    // The mark of a space that stands alone begins the word that follows.
    for index in numbers.indices.dropLast().reversed() where numbers[index] == nil {
      numbers[index] = numbers[index + 1]
    }
    return numbers
  }
}

import S2SText

/// The input is a file of subwords; one that loads has to cut any text, and to come back from a file.
enum SubwordsFuzzing {
  static func run(_ input: [UInt8]) throws {
    let text = "la la lala <sep>lq, \u{FB01}\u{E9}e\u{301} \u{1F600}\u{3000}  "
    let pipeline =
      switch try TextPipeline.SubwordFile(input) {
      case .codes(let codes): try TextPipeline(codes, ([text], "fr"))
      case .sentencePiece(let model): try TextPipeline(model, locale: "fr")
      }
    let tokens = pipeline.encode(text)
    claim(
      tokens.allSatisfy { $0 > Vocabulary.eos && $0 < pipeline.vocabularySize },
      "tokens are of the vocabulary")
    _ = pipeline.decode(tokens)
    _ = pipeline.decode(Array(-1...TokenID(pipeline.vocabularySize)))
    claim(pipeline.pieces(tokens).count == tokens.count, "every token has a name")
    let again = try TextPipeline(serialized: pipeline.serialized())
    claim(again == pipeline, "what is written is read back")
  }

  static func seeds() -> [[UInt8]] {
    [Array("#version: 0.2\nl a</w>\nl a\nla la</w>\n".utf8), Array("l a\nla </w>\n".utf8)]
      + (1...4).map { model(kind: $0) }
  }

  /// A model of each kind, with a map of characters.
  private static func model(kind: UInt8) -> [UInt8] {
    let names: [(String, UInt8)] = [
      ("<unk>", 2), ("<s>", 3), ("\u{2581}", 1), ("l", 1), ("a", 1), ("la", 1), ("lala", 5),
      ("<sep>", 4),
    ]
    let pieces = names.enumerated().flatMap { index, piece in
      field(
        1, field(1, Array(piece.0.utf8)) + [0x15, 0, 0, 0x80, UInt8(index) + 0xB8, 0x18, piece.1])
    }
    // The letter q becomes a.
    var units = [UInt8](repeating: 0, count: 4 * 256)
    func set(_ unit: Int, _ value: UInt32) {
      for byte in 0..<4 { units[4 * unit + byte] = UInt8(value >> (8 * UInt32(byte)) & 0xFF) }
    }
    set(0, 1 << 10)
    set(0x70, 1 << 10 | 1 << 8 | 0x71)
    set(0x71, 1 << 31)
    let map = [0, 4, 0, 0] + units + [0x61, 0]
    return pieces + field(2, [0x18, kind]) + field(3, field(2, map)) + field(5, field(2, map))
  }

  private static func field(_ number: UInt8, _ bytes: [UInt8]) -> [UInt8] {
    let length =
      bytes.count < 128
      ? [UInt8(bytes.count)] : [UInt8(bytes.count & 0x7F | 0x80), UInt8(bytes.count >> 7)]
    return [number << 3 | 2] + length + bytes
  }
}

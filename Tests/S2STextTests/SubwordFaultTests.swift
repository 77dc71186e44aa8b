import S2SText
import Testing

/// Files of subwords that are not, or are damaged.
@Suite struct SubwordFaultTests {
  private func fault(_ bytes: [UInt8]) -> SubwordFault? {
    do throws(SubwordFault) {
      _ = try TextPipeline.SubwordFile(bytes)
      return nil
    } catch {
      return error
    }
  }

  @Test(
    arguments: [
      ("", .noPairs), ("#version: 0.2\n", .noPairs), ("\n\n", .noPair(line: 1)),
      ("#version: 0.3\na b\n", .otherVersion("0.3")), ("a b\nab\n", .noPair(line: 2)),
      ("#version: 0.2\na b\n\na b c\n", .noPair(line: 3)), ("<unk>\t0\n", .noPair(line: 1)),
      ("a b\r\nc d\n\n", nil), (" a b \n", nil),
    ] as [(String, SubwordFault?)])
  func findsWhatIsWrongWithCodes(text: String, expected: SubwordFault?) {
    let bytes = Array(text.utf8)
    #expect(fault(text.hasPrefix("\n") ? [0x20] + bytes : bytes) == expected)
  }

  @Test func findsWhatIsNoText() {
    #expect(fault(Array("a b\n".utf8) + [0xFF, 0x20, 0x61]) == .notUTF8(line: 2))
  }

  /// A message: its number and its bytes.
  private func field(_ number: UInt8, _ bytes: [UInt8]) -> [UInt8] {
    [number << 3 | 2, UInt8(bytes.count)] + bytes
  }

  private func piece(_ name: String, type: UInt8? = nil, score: [UInt8] = [0, 0, 0, 0]) -> [UInt8] {
    field(1, field(1, Array(name.utf8)) + [0x15] + score + (type.map { [0x18, $0] } ?? []))
  }

  @Test func findsWhatIsWrongWithModels() {
    let unknown = piece("<unk>", type: 2)
    let (nan, map): ([UInt8], [UInt8]) = ([0, 0, 0xC0, 0x7F], [4, 0, 0, 0, 1, 2, 3])
    let faults: [([UInt8], SubwordFault?)] = [
      (unknown + piece("a"), nil), (field(1, []), .emptyPiece(0)), (piece("a"), .noSingleUnknown),
      (unknown + piece("b", type: 2), .noSingleUnknown), (unknown + piece(""), .emptyPiece(1)),
      (unknown + piece("a") + piece("a"), .repeatedPiece(2)),
      (unknown + piece("a", type: 7), .impossiblePiece(1)),
      (unknown + piece("a", score: nan), .impossiblePiece(1)),
      (unknown + piece("<0x41>", type: 6), .otherBytes),
      (unknown + field(2, [0x98, 0x02, 1]), .otherBytes),
      (unknown + field(2, [0x18, 9]), .otherKind(9)),
      (unknown + field(3, field(2, map)), .brokenCharacterMap),
      (unknown + [0x12, 0x7F], .malformed(offset: unknown.count + 2)),
      (unknown + [0x13], .malformed(offset: unknown.count)),
      (
        unknown + [0x10] + [UInt8](repeating: 0xFF, count: 11),
        .malformed(offset: unknown.count + 1)
      ),
    ]
    for (bytes, expected) in faults { #expect(fault(bytes) == expected) }
  }

  /// A map whose trie leads out of itself changes nothing, and does not trap.
  @Test func survivesAMapThatLeadsNowhere() throws {
    let map: [UInt8] = [8, 0, 0, 0, 0, 0xFC, 0xFF, 0xFF, 0x61, 1, 0, 0, 0x62, 0]
    let file = piece("<unk>", type: 2) + piece("a") + field(3, field(2, map))
    guard case .sentencePiece(let model) = try TextPipeline.SubwordFile(file) else { return }
    let text = try TextPipeline(model, locale: "fr")
    #expect(text.encode("a b a").count > 0)
  }

  /// A pair that doubles its subword again and again, and a long word of one letter.
  @Test func takesLongWordsApart() throws {
    let codes =
      "a a\n"
      + (1..<13).map { number in
        let half = String(repeating: "a", count: 1 << number)
        return "\(half) \(half)\n"
      }.joined()
    guard case .codes(let file) = try TextPipeline.SubwordFile(Array(codes.utf8)) else { return }
    let word = String(repeating: "a", count: 10_000)
    let text = try TextPipeline(file, ([word], "fr"), minimumCount: 1)
    #expect(text.decode(text.encode(word)) == word)
  }
}

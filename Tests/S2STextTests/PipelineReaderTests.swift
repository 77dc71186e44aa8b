import S2SText
import Testing

@Suite struct PipelineReaderTests {
  private static let valid =
    #"{"format":"s2s-text","version":1,"locale":"fr","characters":"▁ab","merges":[[259,260],[262,261]]}"#

  private func error(of stored: String) -> TextError? {
    do {
      _ = try TextPipeline(serialized: stored)
      return nil
    } catch {
      return error as? TextError
    }
  }

  @Test func readsAnyLayout() throws {
    let pipeline = try TextPipeline(serialized: Self.valid)
    #expect(pipeline.pieces(pipeline.encode("ab")) == ["▁ab"])
    let layout = """
      { "merges" : [ [259,260] ,\n [262, 261]\t], "characters": "\\u2581\\u0061b",
        "version":1,\r\n "locale":"fr", "format":"s2s-text" }

      """
    #expect(try TextPipeline(serialized: layout) == pipeline)
  }

  @Test func keepsEveryCharacter() throws {
    let texts = ["\u{7}\u{7} \"\" \\\\ \u{10FFFF}\u{10FFFF} \u{85}\u{85} 😀😀 \u{FEFF}\u{FEFF} \n\n"]
    let pipeline = try TextPipeline.learn(from: texts, locale: "en", vocabularySize: 400)
    let stored = try pipeline.serialized()
    #expect(try TextPipeline(serialized: stored) == pipeline)
    // The escape of a scalar beyond the first plane is a pair of surrogates.
    let escaped = Self.valid.split(separator: "▁ab").joined(separator: "▁\\ud83d\\ude00")
    let loaded = try TextPipeline(
      serialized: escaped.replacing("[[259,260],[262,261]]", with: "[]"))
    #expect(loaded.pieces(loaded.encode("😀")) == ["▁", "😀"])
  }

  @Test(
    arguments: [
      ("\"version\":1", "\"version\":2", .unsupportedVersion, "version"),
      ("\"version\":1", "\"version\":-1", .unsupportedVersion, "version"),
      ("\"version\":1", "\"version\":99999999999999999999", .malformed, "version"),
      ("\"version\":1", "\"version\":\"1\"", .malformed, "version"),
      ("\"version\":1", "\"version\":01", .malformed, "version"),
      ("\"version\":1,", "", .malformed, "version"),
      ("s2s-text", "other", .unsupportedVersion, "format"),
      ("\"fr\"", "\"f r\"", .invalidLocale, "locale"), ("\"fr\"", "\"\"", .invalidLocale, "locale"),
      ("\"fr\"", "null", .malformed, "locale"), ("▁ab", "ab", .inconsistent, "characters"),
      ("▁ab", "▁aa", .inconsistent, "characters"), ("▁ab", "▁a▁", .inconsistent, "characters"),
      ("▁ab", "▁a ", .inconsistent, "characters"), ("▁ab", "", .inconsistent, "characters"),
      ("▁ab", "▁\\ud83d", .malformed, "characters"), ("▁ab", "▁\\ude00", .malformed, "characters"),
      ("▁ab", "▁\\u00", .malformed, "characters"), ("▁ab", "▁\\x", .malformed, "characters"),
      ("▁ab", "▁\n", .malformed, "characters"),
      ("\"characters\"", "\"merges\"", .malformed, "merges"),
      ("\"characters\"", "\"chars\"", .malformed, "chars"),
      ("[262,261]", "[263,261]", .inconsistent, "merges"),
      ("[262,261]", "[259,260]", .inconsistent, "merges"),
      ("[262,261]", "[262,3]", .inconsistent, "merges"),
      ("[262,261]", "[262,-1]", .inconsistent, "merges"),
      ("[262,261]", "[262,4294967555]", .malformed, "merges"),
      ("[262,261]", "[262]", .malformed, "merges"),
      ("[262,261]", "[262,261,1]", .malformed, "merges"),
      ("[262,261]", "[[262,261]]", .malformed, "merges"),
      ("[262,261]", "2.5", .malformed, "merges"),
      ("\"characters\"", "\"ch\u{202E}\"", .malformed, "ch\\u{202E}"),
      ("\"characters\"", "\"\(String(repeating: "x", count: 33))\"", .malformed, "(name)"),
      ("]]}", "]]", .malformed, "(end)"), ("]]}", "]]}x", .malformed, "(end)"),
      ("]]}", "]],}", .malformed, "(name)"), ("{", "", .malformed, "(beginning)"),
    ] as [(String, String, TextError.Code, String)])
  func rejectsWhatIsWrong(
    part: String, replacement: String, code: TextError.Code, field: String
  ) throws {
    let found = try #require(
      error(of: Self.valid.replacing(part, with: replacement, maxReplacements: 1)))
    #expect(found.code == code)
    #expect(found.field == field)
    #expect(
      found.message.contains(field == "locale" && code == .invalidLocale ? "language" : field))
  }

  /// Forty pairs could otherwise ask for a piece of a terabyte.
  @Test func boundsTheLengthOfPieces() throws {
    let doubling = (260..<300).map { "[\($0),\($0)]" }.joined(separator: ",")
    let huge = Self.valid.replacing("▁ab", with: "▁a")
      .replacing("[259,260],[262,261]", with: doubling)
    #expect(error(of: huge)?.message.contains("more than 128 bytes") == true)
  }

  /// Pairs whose products with the golden ratio, the usual multiplier, all meet in few slots of a
  /// table: with that as the hash function this took minutes.
  @Test func isNotSlowedDownByPairsThatCollide() throws {
    let (characters, slots) = (3_000 as UInt64, 1 << 18)
    var pairs: [String] = []
    for left in 259..<259 + characters {
      for right in 259..<259 + characters {
        let product = (left << 32 | right) &* 0x9E37_79B9_7F4A_7C15
        guard Int(truncatingIfNeeded: product >> 24 ^ product >> 44) & (slots - 1) < 2_000 else {
          continue
        }
        pairs.append("[\(left),\(right)]")
      }
    }
    #expect(pairs.count > 50_000)
    let scalars = (0..<UInt32(characters) - 1).compactMap { Unicode.Scalar(0x4E00 + $0) }
    let text = "▁" + String(String.UnicodeScalarView(scalars))
    let stored = Self.valid.replacing("▁ab", with: text)
      .replacing("[259,260],[262,261]", with: pairs.joined(separator: ","))
    #expect(try TextPipeline(serialized: stored).vocabularySize > 50_000)
  }

  @Test func rejectsDepthWithoutDescending() {
    for mark in ["[", "{", "{\"merges\":[", "{\"a\":"] {
      #expect(error(of: String(repeating: mark, count: 200_000))?.code == .malformed)
    }
  }

  @Test func survivesTruncation() {
    let bytes = Array(Self.valid.utf8)
    for count in 0..<bytes.count {
      #expect(error(of: String(decoding: bytes.prefix(count), as: UTF8.self)) != nil)
    }
  }

  /// Files with random changes load or are refused; those that load lose nothing either.
  @Test func survivesRandomChanges() throws {
    let small = try TextPipeline.learn(
      from: ["la la le lalala", "été été"], locale: "fr", vocabularySize: 280)
    let original = Array(try small.serialized().utf8)
    var generator = Scrambler(seed: 5)
    let marks = Array("[]{},:\"\\u0129-▁é \n".utf8)
    var loaded = 0
    for _ in 0..<3000 {
      var bytes = original
      for _ in 0..<Int.random(in: 1...3, using: &generator) {
        let place = Int.random(in: 0..<bytes.count, using: &generator)
        switch Int.random(in: 0..<4, using: &generator) {
        case 0: bytes[place] = marks.randomElement(using: &generator) ?? 0
        case 1: bytes.remove(at: place)
        case 2: bytes.insert(marks.randomElement(using: &generator) ?? 0, at: place)
        default: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
        }
      }
      let stored = String(decoding: bytes, as: UTF8.self)
      guard let pipeline = try? TextPipeline(serialized: stored) else {
        #expect(error(of: stored) != nil)
        continue
      }
      loaded += 1
      #expect(pipeline.decode(pipeline.encode("la▁ été  x")).utf8.elementsEqual("la▁ été  x".utf8))
    }
    #expect(loaded > 0)
  }
}

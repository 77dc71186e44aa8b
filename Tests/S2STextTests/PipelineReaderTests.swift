import S2SJSON
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

  /// What a text says in place of a part of a valid one, the field at fault, what is wrong, and
  /// where, in bytes from the place of the part.
  @Test(
    arguments: [
      ("\"version\":1", "\"version\":99999999999999999999", "version", .numberTooLarge, 10),
      ("\"version\":1", "\"version\":\"1\"", "version", .notWhole, 10),
      ("\"version\":1", "\"version\":01", "version", .notWhole, 10),
      ("\"fr\"", "null", "locale", .missingMark("\""), 0),
      ("▁ab", "▁\\ud83d", "characters", .loneSurrogate, 3),
      ("▁ab", "▁\\ude00", "characters", .loneSurrogate, 3),
      ("▁ab", "▁\\u00", "characters", .brokenEscape, 3),
      ("▁ab", "▁\\x", "characters", .unknownEscape, 3),
      ("▁ab", "▁\n", "characters", .controlCharacter, 3),
      ("\"characters\"", "\"merges\"", "merges", .missingMark("["), 9),
      ("\"characters\"", "\"chars\"", "chars", .unknownName, 8),
      ("\"locale\"", "\"format\"", "format", .duplicateName("format"), 13),
      ("[262,261]", "[262,4294967555]", "merges", .numberTooLarge, 15),
      ("[262,261]", "[262]", "merges", .missingMark(","), 4),
      ("[262,261]", "[262,261,1]", "merges", .missingMark("]"), 8),
      ("[262,261]", "[[262,261]]", "merges", .notWhole, 1),
      ("[262,261]", "2.5", "merges", .missingMark("["), 0),
      ("\"characters\"", "\"ch\u{202E}\"", "ch\u{202E}", .unknownName, 8),
      ("\"characters\"", "\"\(String(repeating: "x", count: 33))\"", "(name)", .nameTooLong, 35),
      ("]]}", "]]", "(end)", .missingMark("}"), 2), ("]]}", "]]}x", "(end)", .trailingText, 3),
      ("]]}", "]],}", "(name)", .missingMark("\""), 3),
      ("{", "", "(beginning)", .missingMark("{"), 0),
    ] as [(String, String, String, JSONProblem, Int)])
  func rejectsWhatIsMalformed(
    part: String, replacement: String, field: String, problem: JSONProblem, distance: Int
  ) throws {
    let range = try #require(Self.valid.firstRange(of: part))
    let start = Self.valid.utf8.distance(
      from: Self.valid.startIndex, to: range.lowerBound)
    #expect(
      error(of: Self.valid.replacing(part, with: replacement, maxReplacements: 1))
        == .malformed(field: field, problem, offset: start + distance))
  }

  @Test(
    arguments: [
      ("\"version\":1", "\"version\":2", .otherVersion(2, expected: 1)),
      ("\"version\":1", "\"version\":-1", .otherVersion(-1, expected: 1)),
      ("\"version\":1,", "", .missingField("version")),
      ("s2s-text", "other", .otherFormat(expected: "s2s-text")),
      ("\"fr\"", "\"f r\"", .invalidLocale("f r")), ("\"fr\"", "\"\"", .invalidLocale("")),
      ("▁ab", "ab", .inconsistent(field: "characters", .noSpaceMark)),
      ("▁ab", "", .inconsistent(field: "characters", .noSpaceMark)),
      ("▁ab", "▁aa", .inconsistent(field: "characters", .repeatedCharacter("a"))),
      ("▁ab", "▁a▁", .inconsistent(field: "characters", .repeatedCharacter("▁"))),
      ("▁ab", "▁a ", .inconsistent(field: "characters", .repeatedCharacter(" "))),
      ("[262,261]", "[263,261]", .inconsistent(field: "merges", .unknownTokens(263, 261, pair: 1))),
      ("[262,261]", "[259,260]", .inconsistent(field: "merges", .repeatedPair(259, 260))),
      ("[262,261]", "[262,3]", .inconsistent(field: "merges", .unknownTokens(262, 3, pair: 1))),
      ("[262,261]", "[262,-1]", .inconsistent(field: "merges", .unknownTokens(262, -1, pair: 1))),
    ] as [(String, String, TextError)])
  func rejectsWhatIsWrong(part: String, replacement: String, expected: TextError) {
    #expect(
      error(of: Self.valid.replacing(part, with: replacement, maxReplacements: 1)) == expected)
  }

  /// Forty pairs could otherwise ask for a piece of a terabyte.
  @Test func boundsTheLengthOfPieces() throws {
    let doubling = (260..<300).map { "[\($0),\($0)]" }.joined(separator: ",")
    let huge = Self.valid.replacing("▁ab", with: "▁a")
      .replacing("[259,260],[262,261]", with: doubling)
    guard case .inconsistent("merges", .pieceTooLong(limit: 128, _)) = error(of: huge) else {
      Issue.record("\(String(describing: error(of: huge)))")
      return
    }
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
      guard case .malformed = error(of: String(repeating: mark, count: 200_000)) else {
        Issue.record("\(mark)")
        continue
      }
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

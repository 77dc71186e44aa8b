import Foundation
import S2SText
import Testing

/// Tokens and texts as subword-nmt and SentencePiece make them, by `Tests/Goldens/subwords.py`.
@Suite struct SubwordGoldenTests {
  private struct Golden: Decodable {
    let lines: [String]
    let pieces: [Pieces]
    let codes: [Codes]
  }

  /// A model of SentencePiece.
  struct Pieces: Decodable, CustomStringConvertible {
    let name: String
    let file: Data
    let ids: [[TokenID]]
    let texts: [String]
    let noise: [[TokenID]]
    let noiseTexts: [String]
    var description: String { name }
  }

  /// Codes of subword-nmt.
  struct Codes: Decodable, CustomStringConvertible {
    let name: String
    let file: String
    let minimumCount: Int?
    let pieces: [String]
    var description: String { name }
  }

  private static let golden: Golden = {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
    guard let data = try? Data(contentsOf: folder.appending(path: "Goldens/subwords.json")),
      let golden = try? JSONDecoder().decode(Golden.self, from: data)
    else { return Golden(lines: [], pieces: [], codes: []) }
    return golden
  }()

  /// The lines that the models were learned from.
  private static func corpus() throws -> [String] {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let text = try String(
      contentsOf: root.appending(path: "corpora/phrasebook/train.fr"), encoding: .utf8)
    return text.split(separator: "\n").prefix(400).map(String.init)
  }

  @Test func everyKindIsThere() {
    #expect(Self.golden.pieces.count == 8 && Self.golden.codes.count == 3)
    #expect(Self.golden.lines.count > 50)
  }

  @Test(arguments: golden.pieces) func sentencePieceIsEqual(_ pieces: Pieces) throws {
    guard case .sentencePiece(let file) = try TextPipeline.SubwordFile(Array(pieces.file)) else {
      Issue.record("no SentencePiece model")
      return
    }
    let made = try TextPipeline(file, locale: "fr")
    let stored = try TextPipeline(serialized: made.serialized())
    #expect(stored == made)
    let encoder = stored.makeEncoder()
    for (line, (ids, text)) in zip(Self.golden.lines, zip(pieces.ids, pieces.texts)) {
      #expect(encoder.encode(line) == ids, "\(line.debugDescription)")
      #expect(Array(stored.decode(ids).utf8) == Array(text.utf8), "\(line.debugDescription)")
    }
    for (ids, text) in zip(pieces.noise, pieces.noiseTexts) {
      #expect(Array(stored.decode(ids).utf8) == Array(text.utf8), "\(ids)")
    }
    // A ligature is known where the model has a rule for it.
    let line = "漢 le\u{FB01} 漢"
    let hasRules = ["unigram", "unigram in bytes", "bpe with symbols, suffixes"].contains(
      pieces.name)
    let unknown = CharacterCheck(stored).unknown(in: encoder.encode(line), of: line)
    #expect(unknown == (hasRules ? ["漢"] : ["漢", "\u{FB01}"]))
  }

  @Test(arguments: golden.codes) func codesAreEqual(_ codes: Codes) throws {
    guard case .codes(let file) = try TextPipeline.SubwordFile(Array(codes.file.utf8)) else {
      Issue.record("no codes")
      return
    }
    let texts = try Self.corpus() + (codes.minimumCount == nil ? Self.golden.lines : [])
    let made = try TextPipeline(file, (texts, "fr"), minimumCount: codes.minimumCount)
    let stored = try TextPipeline(serialized: made.serialized())
    #expect(stored == made)
    let encoder = stored.makeEncoder()
    for (line, pieces) in zip(Self.golden.lines, codes.pieces) {
      let own = stored.pieces(encoder.encode(line))
      let theirs = pieces.utf8.split(separator: 0x20).map { String(Substring($0)) }
      #expect(own.count == theirs.count, "\(line.debugDescription)")
      for (mine, their) in zip(own, theirs) where mine != their {
        // What the vocabulary lacks and cannot be taken apart.
        #expect(mine == "<unk>" && codes.minimumCount != nil, "\(line.debugDescription), \(their)")
      }
    }
    guard codes.minimumCount == nil else { return }
    #expect(stored.decode(encoder.encode("Les  pommes\u{A0}cuites")) == "Les pommes\u{A0}cuites")
  }
}

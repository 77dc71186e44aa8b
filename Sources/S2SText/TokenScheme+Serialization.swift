import FoundationEssentials
import S2SJSON

extension TextPipeline {
  /// The fields of what cuts texts: characters and merges of subwords; else `"cut":"words"` or
  /// `"spaces"` with the `"words"`, and for spaces `"join"` and `"codes"`, the text of a file of
  /// subword-nmt; or `"cut":"pieces"` with `"model"`, the file of SentencePiece in base 64; or `"cut":"labels"`
  /// with `"labels"`, the names with line ends between them.
  var schemeFields: String {
    switch scheme {
    case .subwords(let model, let subset): return Self.fields(model, subset)
    case .words(let words): return ",\"cut\":\"words\"" + Self.list(words.words)
    case .spaces(let text):
      let codes = text.codes.map { ",\"codes\":" + Self.visible($0.file) } ?? ""
      return ",\"cut\":\"spaces\",\"join\":\"\(text.joining.rawValue)\"" + codes
        + Self.list(text.words.words)
    case .pieces(let model):
      return ",\"cut\":\"pieces\",\"model\":\"\(Data(model.file).base64EncodedString())\""
    case .labels(let labels):
      return ",\"cut\":\"labels\",\"labels\":"
        + Self.visible(labels.names.joined(separator: "\n"))
    }
  }

  private static func fields(_ model: BPEModel, _ subset: TokenSubset?) -> String {
    let characters = String(String.UnicodeScalarView(model.characters))
    var text = ",\"characters\":" + visible(characters) + ",\"merges\":["
    for (index, pair) in model.merges.pairs.enumerated() {
      text += "\(index > 0 ? "," : "")[\(pair.left),\(pair.right)]"
    }
    text += "]"
    if let subset { text += ",\"tokens\":\(subset.tokens)".filter { $0 != " " } }
    return text
  }

  /// Words with a space between them; a space that belongs to one is the mark U+2581.
  private static func list(_ words: some Sequence<ArraySlice<UInt8>>) -> String {
    var bytes: [UInt8] = []
    for word in words {
      if !bytes.isEmpty { bytes.append(0x20) }
      if word.first == 0x20 {
        bytes += SpaceMark.bytes + word.dropFirst()
      } else {
        bytes += word
      }
    }
    return ",\"words\":" + visible(String(decoding: bytes, as: UTF8.self))
  }
}

extension PipelineReader.Fields {
  /// What cuts texts.
  ///
  /// - Throws: `TextError`.
  func scheme() throws -> TokenScheme {
    guard let cut else { return try subwords() }
    // Byte by byte: to compare as texts takes quadratic time for a hostile one.
    if cut.utf8.elementsEqual("words".utf8) {
      let words = try vocabulary {
        $0.starts(with: SpaceMark.bytes) ? [0x20] + $0.dropFirst(3) : $0
      }
      guard words[WordVocabulary.firstWord].elementsEqual(CollectionOfOne(0x20)) else {
        throw TextError.inconsistent(field: "words", .noSpaceMark)
      }
      return .words(words)
    }
    if cut.utf8.elementsEqual("spaces".utf8) { return .spaces(try spacedText()) }
    if cut.utf8.elementsEqual("labels".utf8) {
      guard let labels else { throw TextError.missingField("labels") }
      // No name at all is no empty name.
      let names =
        labels.isEmpty
        ? []
        : Array(labels.utf8)
          .split(separator: LabelSet.separator, omittingEmptySubsequences: false)
      return .labels(try LabelSet(names.map { String(decoding: $0, as: UTF8.self) }))
    }
    guard cut.utf8.elementsEqual("pieces".utf8) else {
      throw TextError.inconsistent(field: "cut", .unknownCut)
    }
    guard let model else { throw TextError.missingField("model") }
    guard let file = Data(base64Encoded: model) else {
      throw TextError.inconsistent(field: "model", .notBase64)
    }
    do throws(SubwordFault) {
      return .pieces(try SentencePieceModel(reading: Array(file)))
    } catch {
      throw TextError.inconsistent(field: "model", .subwords(error))
    }
  }

  private func subwords() throws -> TokenScheme {
    guard let characters else { throw TextError.missingField("characters") }
    guard let merges else { throw TextError.missingField("merges") }
    var model = try BPEModel(characters: Array(characters.unicodeScalars))
    for pair in merges { try model.addMerge(pair) }
    return .subwords(model, try tokens.map { try TokenSubset($0, of: model) })
  }

  private func spacedText() throws -> SpacedText {
    guard let join else { throw TextError.missingField("join") }
    guard
      let joining = SubwordJoining.allCases.first(where: {
        $0.rawValue.utf8.elementsEqual(join.utf8)
      })
    else { throw TextError.inconsistent(field: "join", .unknownCut) }
    let words = try vocabulary { $0 }
    guard let codes else { return SpacedText(words, joining) }
    do throws(SubwordFault) {
      return SpacedText(words, joining, codes: try SubwordCodes(codes))
    } catch {
      throw TextError.inconsistent(field: "codes", .subwords(error))
    }
  }

  private func vocabulary(
    _ word: (ArraySlice<UInt8>) -> ArraySlice<UInt8>
  ) throws -> WordVocabulary {
    guard let words else { throw TextError.missingField("words") }
    let bytes = Array(words.utf8)
    return try WordVocabulary(bytes.split(separator: 0x20).lazy.map(word))
  }
}

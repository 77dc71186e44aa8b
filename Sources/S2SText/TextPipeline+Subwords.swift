/// Texts in the subwords of another program.
extension TextPipeline {
  /// The subwords of another program, as its file has them.
  package enum SubwordFile: Sendable {
    /// Codes of subword-nmt, for words between spaces.
    case codes(SubwordCodesFile)
    /// A model of SentencePiece, which normalises and cuts whole texts.
    case sentencePiece(SentencePieceFile)

    /// Reads a file's bytes.
    ///
    /// - Throws: `SubwordFault`.
    package init(_ bytes: [UInt8]) throws(SubwordFault) {
      if SentencePieceModel.mayBe(bytes) {
        self = .sentencePiece(.init(model: try SentencePieceModel(reading: bytes)))
        return
      }
      guard let text = String(validating: bytes, as: UTF8.self) else {
        let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
        let line = lines.firstIndex { String(validating: $0, as: UTF8.self) == nil } ?? 0
        throw .notUTF8(line: line + 1)
      }
      self = .codes(.init(codes: try SubwordCodes(text)))
    }
  }

  /// Codes of subword-nmt.
  package struct SubwordCodesFile: Sendable { let codes: SubwordCodes }
  /// A model of SentencePiece.
  package struct SentencePieceFile: Sendable { let model: SentencePieceModel }

  /// Takes the pieces of a SentencePiece model.
  ///
  /// - Throws: `TextError.invalidLocale`.
  package init(_ file: SentencePieceFile, locale: String) throws {
    try self.init(locale: locale, .pieces(file.model))
  }

  /// Takes the codes of subword-nmt for some texts: their characters, and all that pairs become.
  ///
  /// - Parameter minimumCount: how often a subword occurs in the texts at least, as with
  ///   `--vocabulary-threshold` of subword-nmt; rarer ones are taken apart. `nil` for no such vocabulary.
  /// - Throws: `TextError.invalidLocale`.
  package init(
    _ file: SubwordCodesFile, _ side: Side, minimumCount: Int? = nil
  ) throws {
    var characters: Set<UInt32> = []
    for text in side.texts {
      for scalar in text.unicodeScalars where scalar != " " { characters.insert(scalar.value) }
    }
    var names = file.codes.names(characters: characters)
    if let minimumCount {
      let counts = Self.counts(of: file.codes, in: side.texts)
      names = names.filter { counts[$0, default: 0] >= minimumCount }
    }
    let words = try WordVocabulary(names.lazy.map { $0[...] })
    try self.init(
      locale: side.locale, .spaces(SpacedText(words, .subwordNMT, codes: file.codes)))
  }

  /// How often each subword occurs, as it is written.
  private static func counts(of codes: SubwordCodes, in texts: [String]) -> [[UInt8]: Int] {
    var counter = WordCounter()
    counter.addSpaced(texts)
    var counts: [[UInt8]: Int] = [:]
    var agenda = MergeAgenda()
    let bytes = counter.words.keys
    for number in 0..<counter.words.count {
      let word = counter.words.range(of: number)
      for subword in codes.subwords(of: bytes, word, &agenda) {
        counts[SubwordCodes.name(of: subword.range, in: bytes, word), default: 0] +=
          counter.counts[number]
      }
    }
    return counts
  }
}

/// Texts as words: those of a language, or whatever stands between spaces.
extension TextPipeline {
  /// One side of a corpus: its texts and their language.
  package typealias Side = (texts: [String], locale: String)

  /// How the vocabularies of several sides belong together.
  package enum Sharing: Sendable {
    /// Each side has words of its own.
    case none
    /// The most frequent words of all sides together; each side has those of them that it uses.
    case words
    /// The same, and all sides have all words, under the same numbers.
    case numbers
  }

  /// Learns vocabularies of the most frequent words of languages; every other word is unknown.
  ///
  /// Words are cut as for subwords, with the space before a word as a part of it, so that words become
  /// text again.
  ///
  /// - Throws: `TextError`: `invalidLocale`, `noUnicodeData`.
  package static func learnWords(
    from sides: [Side], _ limit: WordLimit, sharing: Sharing = .none
  ) throws -> [TextPipeline] {
    for side in sides { try validate(locale: side.locale) }
    var limit = limit
    limit.excludesMarks = true
    let counters = try sides.map { side in
      var counter = WordCounter()
      try counter.add(side.texts, locale: side.locale)
      return counter
    }
    return try zip(sides, words(of: counters, limit, sharing)).map { side, words in
      // The space before a placeholder.
      let own = [[0x20][...]] + words.filter { !$0.elementsEqual(CollectionOfOne(0x20)) }
      return try TextPipeline(locale: side.locale, .words(WordVocabulary(own)))
    }
  }

  /// Learns vocabularies of texts whose tokens stand between spaces, as they come.
  ///
  /// - Throws: `TextError.invalidLocale`.
  package static func learnSpaced(
    from sides: [Side], _ limit: WordLimit, joining: SubwordJoining = .none,
    sharing: Sharing = .none
  ) throws -> [TextPipeline] {
    let counters = sides.map { side in
      var counter = WordCounter()
      counter.addSpaced(side.texts)
      return counter
    }
    return try zip(sides, words(of: counters, limit, sharing)).map { side, words in
      try TextPipeline(
        locale: side.locale, .spaces(SpacedText(WordVocabulary(words), joining)))
    }
  }

  /// The words of each side.
  private static func words(
    of counters: [WordCounter], _ limit: WordLimit, _ sharing: Sharing
  ) -> [[ArraySlice<UInt8>]] {
    if sharing == .none { return counters.map { $0.words(limit) } }
    let all = WordCounter(adding: counters).words(limit)
    return counters.map { counter in
      sharing == .numbers
        ? all
        : all.filter { word in
          let bytes = Array(word)
          let hash = ByteTable.hash(bytes, bytes.indices)
          return counter.words.find(bytes, bytes.indices, hash: hash) != nil
        }
    }
  }

  /// A text as it is compared with what the model writes: with its subwords joined, if another program cut
  /// it into them.
  public func joined(_ text: String) -> String {
    guard case .spaces(let spaced) = scheme, spaced.codes == nil else { return text }
    return spaced.joining.joined(text)
  }
}

/// Turns texts into tokens, one after the other; remembers the words that it has seen.
///
/// An encoder belongs to one thread; a `TextPipeline` makes as many as there are threads. Its
/// answers do not depend on earlier texts.
public final class TextEncoder {
  /// Longer parts of a text are not remembered, in bytes.
  static let maximumCachedBytes = 64
  /// The memory is emptied when it has more parts than this.
  static let maximumCachedParts = 1 << 16

  private let scheme: TokenScheme
  /// What encodes whole texts as they come; `nil` where texts are normalised and cut into words.
  private let lines: (any LineEncoder)?
  private let firstPlaceholder: TokenID
  /// The token of a space before a placeholder, and of a space that no word follows.
  private let spaces: (before: TokenID, alone: TokenID)
  private let segmenter: Segmenter
  private let placeholders: PlaceholderSet
  let normalization: TextNormalization
  /// Tokens of the parts between spaces, with the space before.
  private var parts = TokenCache()
  /// Tokens of words; a word with the space before it is another word.
  private var words = TokenCache()
  private var bytes: [UInt8] = []
  private var wordEnds: [Int] = []
  private var tokens: [TokenID] = []
  private var ranks: [Int32] = []
  /// The words of the tokens; `nil` where nobody asks for them.
  private var recorded: [String]?

  init(_ pipeline: TextPipeline) {
    scheme = pipeline.scheme
    switch pipeline.scheme {
    case .subwords:
      lines = nil
      spaces = (Vocabulary.firstCharacter, Vocabulary.firstByte + 0x20)
    case .words:
      lines = nil
      spaces = (WordVocabulary.firstWord, WordVocabulary.firstWord)
    case .spaces(let text):
      lines = SpacedEncoder(text)
      spaces = (WordVocabulary.unknown, WordVocabulary.unknown)
    case .pieces(let model):
      lines = SentencePieceEncoder(model)
      spaces = (model.unknown, model.unknown)
    case .labels(let labels):
      lines = LabelEncoder(labels)
      spaces = (WordVocabulary.unknown, WordVocabulary.unknown)
    }
    placeholders = pipeline.placeholders
    normalization = pipeline.normalization
    firstPlaceholder = pipeline.placeholderTokens.lowerBound
    segmenter = Segmenter(locale: pipeline.locale)
  }

  /// The tokens of a text, which is normalised first; without `bos` and `eos`.
  ///
  /// - Complexity: O(*n*).
  public func encode(_ text: String) -> [TokenID] {
    if let lines { return lines.encode(text) }
    bytes.removeAll(keepingCapacity: true)
    // The text is treated as if it began with a space, so that a word has one form everywhere.
    bytes.append(0x20)
    normalization.append(text, to: &bytes)
    return encode([])
  }

  /// The tokens of a text, with placeholders for what may be copied.
  ///
  /// - Parameter values: what the placeholders stand for; numbering goes on where it stands.
  package func encode(
    _ text: String, numbering values: inout PlaceholderValues
  ) -> [TokenID] {
    guard !placeholders.isEmpty else { return encode(text) }
    let text = CopyableText(text, normalization)
    return encode(text.bytes, replacing: text.substitutes(&values))
  }

  /// The tokens of a text, with placeholders that already stand for parts of it.
  package func encode(_ text: String, copying values: PlaceholderValues) -> [TokenID] {
    guard !placeholders.isEmpty else { return encode(text) }
    let text = CopyableText(text, normalization)
    let substitutes = text.spans.compactMap { span in
      values.placeholder(of: text.value(of: span), span.kind).map {
        Substitute(range: span.range, placeholder: $0)
      }
    }
    return encode(text.bytes, replacing: substitutes)
  }

  /// The tokens of a text with placeholders of the pipeline in the place of some parts.
  func encode(_ text: [UInt8], replacing substitutes: [Substitute]) -> [TokenID] {
    bytes = text
    return encode(substitutes)
  }

  /// The tokens of `bytes`, which begin with a space.
  private func encode(_ substitutes: [Substitute]) -> [TokenID] {
    tokens.removeAll(keepingCapacity: true)
    recorded?.removeAll(keepingCapacity: true)
    guard bytes.count > 1 else { return [] }
    var index = 0
    var next = substitutes[...]
    while index < bytes.count {
      // bytes[index] is a space.
      let start = index + 1
      guard start < bytes.count, bytes[start] != 0x20 else {
        tokens.append(spaces.alone)
        record(start - 1..<start)
        index = start
        continue
      }
      index = start
      while index < bytes.count, bytes[index] != 0x20 { index += 1 }
      if let first = next.first, first.range.lowerBound < index {
        var own = next.prefix { $0.range.lowerBound < index }
        // A number may have spaces in it.
        while let end = own.last?.range.upperBound, end > index {
          index = bytes[end...].firstIndex(of: 0x20) ?? bytes.count
          own = next.prefix { $0.range.lowerBound < index }
        }
        appendMixed(start - 1..<index, own)
        next = next.dropFirst(own.count)
      } else {
        appendPart(start - 1..<index)
      }
    }
    return tokens
  }

  /// Appends the tokens of a space and what follows it until the next.
  private func appendPart(_ range: Range<Int>) {
    guard range.count <= Self.maximumCachedBytes, recorded == nil else {
      return appendWords(range)
    }
    let hash = ByteTable.hash(bytes, range)
    if parts.appendTokens(of: bytes, range, hash: hash, to: &tokens) { return }
    let start = tokens.count
    appendWords(range)
    parts.insert(bytes, range, tokens[start...])
  }

  /// Appends the tokens of a part that is a placeholder, or has one in it.
  ///
  /// The space before a placeholder is a token of its own, so that each has one form.
  private func appendMixed(_ range: Range<Int>, _ substitutes: ArraySlice<Substitute>) {
    var start = range.lowerBound
    for substitute in substitutes {
      guard let index = placeholders.index(of: substitute.placeholder) else { continue }
      appendWords(start..<substitute.range.lowerBound)
      tokens.append(firstPlaceholder + TokenID(index))
      record(substitute.range)
      start = substitute.range.upperBound
    }
    appendWords(start..<range.upperBound)
  }

  /// Appends the tokens of words of one part; the first has a space before it if the part has.
  private func appendWords(_ range: Range<Int>) {
    guard let first = range.first else { return }
    let isSpaced = bytes[first] == 0x20
    if isSpaced && range.count == 1 {
      tokens.append(spaces.before)
      return record(range)
    }
    wordEnds.removeAll(keepingCapacity: true)
    segmenter.appendWordEnds(of: bytes, in: isSpaced ? range.dropFirst() : range, to: &wordEnds)
    var start = range.lowerBound
    for end in wordEnds {
      appendWord(start..<end)
      record(start..<end)
      start = end
    }
  }

  private func appendWord(_ range: Range<Int>) {
    guard range.count <= Self.maximumCachedBytes else { return appendPieces(range) }
    let hash = ByteTable.hash(bytes, range)
    if words.appendTokens(of: bytes, range, hash: hash, to: &tokens) { return }
    let start = tokens.count
    appendPieces(range)
    words.insert(bytes, range, tokens[start...])
  }

  private func appendPieces(_ range: Range<Int>) {
    switch scheme {
    case .subwords(let model, let subset):
      let start = tokens.count
      model.appendPieces(of: bytes, in: range, to: &tokens, ranks: &ranks)
      subset?.renumber(&tokens, from: start, of: model)
    case .words(let words): tokens.append(words.token(of: bytes, range))
    case .spaces, .pieces, .labels: break
    }
  }
}

// MARK: - The words of tokens

extension TextEncoder {
  /// Has the encoder keep the word of each token, in `tokenWords`; that takes longer.
  package func recordWords() {
    recorded = []
    lines?.tokenWords = []
  }

  /// The word that each token of the last text is a part of, or its placeholder's value; empty unless they
  /// are kept.
  package var tokenWords: [String] { recorded.map { lines?.tokenWords ?? $0 } ?? [] }

  /// Keeps the text of a range as the word of the tokens that came last.
  private func record(_ range: Range<Int>) {
    guard let count = recorded?.count, count < tokens.count else { return }
    let word = bytes[range].drop { $0 == 0x20 }
    recorded? += repeatElement(
      String(decoding: word, as: UTF8.self), count: tokens.count - count)
  }
}

/// Encodes whole texts as they come; for one thread.
protocol LineEncoder: AnyObject {
  /// The word that each token of the last text is a part of; `nil` where nobody asks for them, or they are
  /// not known.
  var tokenWords: [String]? { get set }

  /// The tokens of a text, without `bos` and `eos`.
  func encode(_ line: String) -> [TokenID]
}

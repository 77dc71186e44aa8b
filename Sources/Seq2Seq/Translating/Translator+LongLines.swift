import S2SText

/// Lines that are too long to be taken whole: they are translated part by part, so that memory is
/// bounded by a part and the translation's text.
extension Translator {
  /// Longer lines are translated part by part, in bytes.
  package static let longestWholeLine = 1 << 20

  /// Translates lines, those with more than `limit` bytes part by part.
  ///
  /// - Throws: as `translate`.
  package func translate(
    _ requests: [TranslationRequest], partsOf limit: Int, isCancelled: @Sendable () -> Bool,
    progress: @Sendable (TranslationProgress) -> Void = { _ in }
  ) throws -> [Translation] {
    let requests = try requests.map(checked)
    var translations: [Translation] = []
    var rest = requests[...]
    var bytes = ByteShare(of: requests)
    while let next = rest.first {
      let isLong = next.line.utf8.count > limit
      let group = isLong ? rest.prefix(1) : rest.prefix { $0.line.utf8.count <= limit }
      bytes.begin(group)
      let report: @Sendable (Double) -> Void = { [bytes] part in
        progress(TranslationProgress(share: bytes.done(part), lineCount: requests.count))
      }
      if isLong {
        translations.append(
          try translateParts(of: next, limit: limit, isCancelled: isCancelled, progress: report))
      } else {
        translations += try translateWhole(
          Array(group), isCancelled: isCancelled, progress: report)
      }
      rest = rest.dropFirst(group.count)
    }
    return translations
  }

  private func translateParts(
    of request: CheckedRequest, limit: Int, isCancelled: @Sendable () -> Bool,
    progress: @Sendable (Double) -> Void
  ) throws -> Translation {
    var parts: [Translation] = []
    let all = Double(request.line.utf8.count)
    var rest = Substring(request.line)
    while !rest.isEmpty {
      let part = rest.prefixOfWords(upTo: limit)
      rest = rest[part.endIndex...]
      let isFirst = parts.isEmpty
      let own = CheckedRequest(
        line: String(part), prefix: isFirst ? request.prefix : "",
        required: isFirst ? request.required : [], part: parts.count)
      let (bytes, left) = (Double(part.utf8.count), Double(rest.utf8.count))
      let translated = try translateWhole([own], isCancelled: isCancelled) { share in
        progress(1 - (left + bytes * (1 - share)) / all)
      }
      parts += translated.map(\.withoutTokens)
    }
    return Translation(joining: parts, of: request.line)
  }
}

/// How much of some lines is translated, in bytes.
private struct ByteShare {
  private let all: Int
  private var (before, current) = (0, 0)

  init(of requests: [CheckedRequest]) { all = Self.bytes(of: requests[...]) }

  /// Goes on to the next lines.
  mutating func begin(_ group: ArraySlice<CheckedRequest>) {
    before += current
    current = Self.bytes(of: group)
  }

  /// The fraction of all that is done with a fraction of the current lines.
  func done(_ part: Double) -> Double {
    (Double(before) + part * Double(current)) / Double(max(1, all))
  }

  private static func bytes(of requests: ArraySlice<CheckedRequest>) -> Int {
    requests.reduce(0) { $0 + $1.line.utf8.count + 1 }
  }
}

extension Substring {
  /// The longest prefix of at most some bytes that ends behind white space; without any in its last
  /// part, one that ends between two characters.
  fileprivate func prefixOfWords(upTo limit: Int) -> Substring {
    guard utf8.count > limit else { return self }
    let end = utf8.index(utf8.startIndex, offsetBy: limit)
    let tail = self[..<end].unicodeScalars.suffix(1_024)
    if let space = tail.lastIndex(where: { $0.properties.isWhitespace }) {
      return self[...space]
    }
    // Between two scalars.
    var cut = end
    while cut > startIndex, utf8[cut] & 0xC0 == 0x80 { cut = utf8.index(before: cut) }
    return self[..<cut]
  }
}

extension Translation {
  /// The same without subwords, of which a long text has too many.
  fileprivate var withoutTokens: Translation {
    Translation(
      source: "", alternatives: alternatives.map { $0.withoutTokens }, pieceCount: pieceCount,
      isTooLong: isTooLong, protectedCount: protectedCount, placeholderCount: placeholderCount,
      unknownCharacters: unknownCharacters)
  }

  /// The translations of the parts of a line, one after the other.
  fileprivate init(joining parts: [Translation], of line: String) {
    let count = parts.map(\.alternatives.count).min() ?? 0
    source = line
    pieceCount = parts.reduce(0) { $0 + $1.pieceCount }
    isTooLong = true
    protectedCount = parts.reduce(0) { $0 + $1.protectedCount }
    placeholderCount = parts.reduce(0) { $0 + $1.placeholderCount }
    unknownCharacters = parts.reduce(into: []) { all, part in
      all += part.unknownCharacters.filter { [all] in !all.contains($0) }
    }
    alternatives = (0..<count).map { rank in
      Alternative(joining: parts.map { ($0.alternatives[rank], $0.pieceCount) })
    }
  }
}

extension Translation.Alternative {
  fileprivate var withoutTokens: Self {
    Self(
      text: text, score: score, logProbability: logProbability, tokens: [], isCut: isCut,
      blockedRepeats: blockedRepeats, lost: lost, missingPhrases: missingPhrases)
  }

  /// Those of the parts of a line, each with the number of its pieces.
  fileprivate init(joining parts: [(alternative: Self, pieces: Int)]) {
    let pieces = parts.reduce(0) { $0 + $1.pieces }
    text = parts.map(\.alternative.text).joined(separator: " ")
    score =
      parts.reduce(0) { $0 + $1.alternative.score * Double($1.pieces) } / Double(max(1, pieces))
    logProbability = parts.reduce(0) { $0 + $1.alternative.logProbability }
    tokens = []
    isCut = parts.contains { $0.alternative.isCut }
    blockedRepeats = parts.reduce(0) { $0 + $1.alternative.blockedRepeats }
    lost = parts.flatMap(\.alternative.lost)
    missingPhrases = parts.flatMap(\.alternative.missingPhrases)
  }
}

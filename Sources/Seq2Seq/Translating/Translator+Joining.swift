import S2SSearch
import S2SText

/// From hypotheses to translations.
extension Translator {
  /// Puts the pieces of a line together: the best of each joined, then the second best.
  ///
  /// - Parameter found: the hypotheses of each piece, the best one first.
  func join(_ line: SourceLine, _ found: [[Hypothesis]]) -> Translation {
    let count = max(1, found.map(\.count).min() ?? 0)
    return Translation(
      source: line.request.line,
      alternatives: (0..<count).map { rank in
        alternative(line, found.map { $0[min(rank, $0.count - 1)] })
      }, pieceCount: max(1, found.count),
      isTooLong: line.pieces.contains(where: \.isPart),
      protectedCount: line.items.count,
      placeholderCount: line.pieces.reduce(0) { $0 + $1.placeholders.count },
      unknownCharacters: line.unknownCharacters)
  }

  /// One translation of a line, from a hypothesis for each of its pieces.
  private func alternative(
    _ line: SourceLine, _ chosen: [Hypothesis]
  ) -> Translation.Alternative {
    let text = zip(line.pieces, chosen).reduce(into: "") { joined, next in
      joined += joined.space(next.0.space) + self.text(of: next.1, next.0, line.request)
    }
    return Translation.Alternative(
      text: text, score: chosen.reduce(0) { $0 + $1.score } / Double(max(1, chosen.count)),
      logProbability: chosen.reduce(0) { $0 + $1.logProbability },
      tokens: chosen.flatMap { bundles[0].targetText.pieces($0.tokens) },
      isCut: chosen.contains { !$0.isComplete },
      blockedRepeats: chosen.reduce(0) { $0 + $1.blockedRepeats },
      lost: losses.lost(of: line.items, in: text),
      missingPhrases: line.pieces.isEmpty ? [] : words.missing(line.request.required, in: text))
  }

  /// The text of a piece's translation, in capitals where the piece was, unless that would break what
  /// is demanded of it.
  func text(
    of hypothesis: Hypothesis, _ piece: SourcePiece, _ request: CheckedRequest
  ) -> String {
    let text = decode(hypothesis, piece)
    guard piece.isShouted, request.prefix.isEmpty, request.required.isEmpty else { return text }
    let shouted = LetterCase.upper.applied(to: text, locale: target)
    return words.isForbidden(shouted) ? text : shouted
  }

  /// The text of a piece's translation, with words of the source in place of unknown ones, unless they
  /// are forbidden.
  private func decode(_ hypothesis: Hypothesis, _ piece: SourcePiece) -> String {
    let replacements = replacements(in: hypothesis, of: piece)
    func text(_ unknown: [String]) -> String {
      bundles[0].targetText.decode(hypothesis.tokens, piece.values, unknown: unknown).onOneLine
    }
    let replaced = text(replacements)
    return !replacements.isEmpty && words.isForbidden(replaced) ? text([]) : replaced
  }
}

extension String {
  /// The white space after this text and before the translation of the next piece: that between the
  /// sources, but a space where scripts without spaces have none, and none where they need none.
  fileprivate func space(_ space: String) -> String {
    guard let last = unicodeScalars.last?.value else { return "" }
    let isWide = (0x3000...0x303F).contains(last) || (0xFF00...0xFFEF).contains(last)
    if space.isEmpty { return isWide ? "" : " " }
    return isWide && space == " " ? "" : space.onOneLine
  }

  /// The text with line feeds and carriage returns as spaces: a model that learned them byte by
  /// byte may make one, and an output line must stay one.
  fileprivate var onOneLine: String {
    utf8.contains(where: { $0 == 10 || $0 == 13 })
      ? String(
        String.UnicodeScalarView(
          unicodeScalars.map { $0 == "\n" || $0 == "\r" ? " " : $0 })) : self
  }
}

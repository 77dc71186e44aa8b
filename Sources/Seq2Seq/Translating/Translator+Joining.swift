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
      protectedCount: line.items.count,
      placeholderCount: line.pieces.reduce(0) { $0 + $1.placeholders.count })
  }

  /// One translation of a line, from a hypothesis for each of its pieces.
  private func alternative(
    _ line: SourceLine, _ chosen: [Hypothesis]
  ) -> Translation.Alternative {
    let text = zip(line.pieces, chosen).map { self.text(of: $1, for: $0) }.joined(separator: " ")
    return Translation.Alternative(
      text: text, score: chosen.reduce(0) { $0 + $1.score } / Double(max(1, chosen.count)),
      logProbability: chosen.reduce(0) { $0 + $1.logProbability },
      tokens: chosen.flatMap { bundles[0].targetText.pieces($0.tokens) },
      isCut: chosen.contains { !$0.isComplete },
      blockedRepeats: chosen.reduce(0) { $0 + $1.blockedRepeats },
      lost: losses.lost(of: line.items, in: text),
      missingPhrases: line.pieces.isEmpty ? [] : words.missing(line.request.required, in: text))
  }

  /// The text of a hypothesis for a piece.
  func text(of hypothesis: Hypothesis, for piece: SourcePiece) -> String {
    bundles[0].targetText.decode(hypothesis.tokens, piece.values).onOneLine
  }
}

extension String {
  /// The text with line feeds and carriage returns as spaces: a model that learned them byte by
  /// byte may make one, and an output line must stay one.
  fileprivate var onOneLine: String {
    utf8.contains(where: { $0 == 10 || $0 == 13 })
      ? String(
        String.UnicodeScalarView(
          unicodeScalars.map { $0 == "\n" || $0 == "\r" ? " " : $0 })) : self
  }
}

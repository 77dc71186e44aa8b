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
    let texts = texts(of: line, chosen)
    let text = line.joined(texts)
    var alternative = Translation.Alternative(
      text: text, score: chosen.reduce(0) { $0 + $1.score } / Double(max(1, chosen.count)),
      logProbability: chosen.reduce(0) { $0 + $1.logProbability },
      tokens: chosen.flatMap { bundles[0].targetText.pieces($0.tokens) },
      isCut: chosen.contains { !$0.isComplete },
      blockedRepeats: chosen.reduce(0) { $0 + $1.blockedRepeats },
      lost: losses.lost(of: line.items, in: text),
      missingPhrases: line.pieces.isEmpty ? [] : words.missing(line.request.required, in: text))
    alternative.attention = attention(line, chosen)
    return alternative
  }

  /// The texts of the pieces of a line, in capitals where the pieces were.
  ///
  /// A required phrase that the line lacks then keeps its own letters in the first piece that has it.
  private func texts(of line: SourceLine, _ chosen: [Hypothesis]) -> [String] {
    let plain = zip(line.pieces, chosen).map { decoded($1, $0) }
    var kept = [[String]](repeating: [], count: plain.count)
    var texts = zip(line.pieces, plain).map { written($1, $0, keeping: []) }
    guard line.pieces.contains(where: \.isShouted) else { return texts }
    for phrase in words.missing(line.request.required, in: line.joined(texts)) {
      let index = plain.indices.first {
        line.pieces[$0].isShouted && words.missing([phrase], in: plain[$0]).isEmpty
      }
      guard let index else { continue }
      kept[index].append(phrase)
      texts[index] = written(plain[index], line.pieces[index], keeping: kept[index])
    }
    return texts
  }

  /// What a hypothesis spells, with words of the source in place of unknown ones, unless they are
  /// forbidden.
  func decoded(_ hypothesis: Hypothesis, _ piece: SourcePiece) -> String {
    let replacements = replacements(in: hypothesis, of: piece)
    func text(_ unknown: [String]) -> String {
      bundles[0].targetText.decode(hypothesis.tokens, piece.values, unknown: unknown).onOneLine
    }
    let replaced = text(replacements)
    return !replacements.isEmpty && words.isForbidden(replaced) ? text([]) : replaced
  }

  /// The translation of a piece, in capitals if the piece was, but for some phrases of it and the
  /// beginning that is demanded.
  func written(_ text: String, _ piece: SourcePiece, keeping phrases: [String]) -> String {
    guard piece.isShouted else { return text }
    let capitals = words.capitals(text, keeping: phrases, prefix: piece.prefix)
    // A letter that was made byte by byte has no capital before it is whole.
    return words.isForbidden(capitals) ? text : capitals
  }
}

extension SourceLine {
  /// The translations of the pieces with the white space between them.
  fileprivate func joined(_ texts: [String]) -> String {
    zip(pieces, texts).reduce(into: "") { joined, next in
      joined += joined.space(next.0.space) + next.1
    }
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
}

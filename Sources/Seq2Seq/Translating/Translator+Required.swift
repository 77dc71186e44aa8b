import S2SSearch
import S2SText

/// Required words, which are searched for only where the free search has not found them.
extension Translator {
  /// The translations of lines with the phrases that they require.
  ///
  /// A best translation that has them stays as it is, byte for byte. Where a translation lacks one, all
  /// pieces of its line are searched again, each for what the other pieces lack, and the piece that it
  /// costs least in probability is taken.
  ///
  /// - Parameters:
  ///   - found: the hypotheses of each piece of each line without required phrases.
  ///   - free: the translations that they make.
  /// - Throws: `CancellationError`; `TranslationError.searchTooLarge`.
  func searchRequired(
    _ lines: [SourceLine], _ found: [[[Hypothesis]]], _ free: [Translation],
    isCancelled: @Sendable () -> Bool
  ) throws -> [Translation] {
    let lacking = free.indices.filter { index in
      free[index].alternatives.contains { !$0.missingPhrases.isEmpty }
    }
    guard !lacking.isEmpty else { return free }
    let encoder = bundles[0].targetText.makeEncoder()
    let demanding = lacking.map { demandingLine(lines[$0], found[$0], encoder) }
    var translations = free
    for (index, constrained) in zip(lacking, try search(demanding, isCancelled: isCancelled)) {
      var all = found[index]
      let costs = zip(all, constrained).map(cost)
      guard let cheapest = costs.indices.min(by: { costs[$0] < costs[$1] }) else { continue }
      let isBestWhole = free[index].alternatives[0].missingPhrases.isEmpty
      all[cheapest] = merged(
        isBestWhole ? all[cheapest].first : nil, constrained[cheapest],
        of: lines[index].pieces[cheapest], lines[index].request)
      translations[index] = join(lines[index], all)
    }
    return translations
  }

  /// A line whose pieces each require what the others lack.
  private func demandingLine(
    _ line: SourceLine, _ found: [[Hypothesis]], _ encoder: TextEncoder
  ) -> SourceLine {
    var demanding = line
    for index in line.pieces.indices {
      demanding.pieces[index].demands.required = words.required(
        phrases(of: line, lackedBesides: index, found), of: line.pieces[index], encoder)
    }
    return demanding
  }

  /// The phrases of a line that a translation of its pieces lacks if one piece is left out.
  private func phrases(
    of line: SourceLine, lackedBesides index: Int, _ found: [[Hypothesis]]
  ) -> [String] {
    guard line.pieces.count > 1 else { return line.request.required }
    var (others, hypotheses) = (line, found)
    others.pieces.remove(at: index)
    hypotheses.remove(at: index)
    let alternatives = join(others, hypotheses).alternatives
    return line.request.required.filter { phrase in
      alternatives.contains { !words.missing([phrase], in: $0.text).isEmpty }
    }
  }

  /// What a demand costs the best translation of a piece, as a difference of log-probabilities.
  private func cost(_ free: [Hypothesis], _ constrained: [Hypothesis]) -> Double {
    (free.first?.logProbability ?? 0) - (constrained.first?.logProbability ?? -.infinity)
  }

  /// The hypotheses of a search for phrases, after the best one of the free search if that has them.
  private func merged(
    _ best: Hypothesis?, _ constrained: [Hypothesis], of piece: SourcePiece,
    _ request: CheckedRequest
  ) -> [Hypothesis] {
    guard let best else { return constrained }
    let text = text(of: best, piece, request)
    let others = constrained.filter { self.text(of: $0, piece, request) != text }
    return Array(([best] + others).prefix(options.search.nbest))
  }
}

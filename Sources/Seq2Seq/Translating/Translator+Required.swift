import S2SSearch

/// Required words, which are searched for only where the free search has not found them.
extension Translator {
  /// The translations of lines with the phrases that they require.
  ///
  /// A best translation that has them stays as it is, byte for byte. Where a translation lacks one,
  /// the first piece of its line is searched again, for the phrases that the other pieces lack.
  ///
  /// - Parameters:
  ///   - found: the hypotheses of each piece of each line without required phrases.
  ///   - free: the translations that they make.
  /// - Throws: `CancellationError`.
  func searchRequired(
    _ lines: [SourceLine], _ found: [[[Hypothesis]]], _ free: [Translation],
    isCancelled: @Sendable () -> Bool
  ) throws -> [Translation] {
    let lacking = free.indices.filter { index in
      free[index].alternatives.contains { !$0.missingPhrases.isEmpty }
    }
    guard !lacking.isEmpty else { return free }
    let encoder = bundles[0].targetText.makeEncoder()
    let firsts = lacking.map { index in
      var line = lines[index]
      line.pieces.removeLast(line.pieces.count - 1)
      line.pieces[0].demands.required = words.required(
        phrasesOfFirstPiece(lines[index], found[index]), of: line.pieces[0], encoder)
      return line
    }
    var translations = free
    for (index, constrained) in zip(lacking, try search(firsts, isCancelled: isCancelled)) {
      var all = found[index]
      let isBestWhole = free[index].alternatives[0].missingPhrases.isEmpty
      all[0] = merged(isBestWhole ? all[0].first : nil, constrained[0], of: lines[index])
      translations[index] = join(lines[index], all)
    }
    return translations
  }

  /// The phrases of a line that a translation of its other pieces lacks.
  private func phrasesOfFirstPiece(_ line: SourceLine, _ found: [[Hypothesis]]) -> [String] {
    let others = join(
      SourceLine(
        request: line.request, pieces: Array(line.pieces.dropFirst()), items: line.items),
      Array(found.dropFirst()))
    return line.request.required.filter { phrase in
      others.alternatives.contains { !words.missing([phrase], in: $0.text).isEmpty }
    }
  }

  /// The hypotheses of a search for phrases, after the best one of the free search if that has them.
  private func merged(
    _ best: Hypothesis?, _ constrained: [Hypothesis], of line: SourceLine
  ) -> [Hypothesis] {
    guard let best else { return constrained }
    let text = text(of: best, for: line.pieces[0])
    let others = constrained.filter { self.text(of: $0, for: line.pieces[0]) != text }
    return Array(([best] + others).prefix(options.search.nbest))
  }
}

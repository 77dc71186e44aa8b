import S2SSearch
import S2SText

/// Required words, which are searched for only where the free search has not found them.
extension Translator {
  /// The translations of lines with the phrases that they require.
  ///
  /// A best translation that has them stays as it is, byte for byte. A phrase that a translation lacks
  /// gets a home, one piece of the line, and only the pieces that are homes are searched again: the
  /// others stay as they are.
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
    var demanding = lacking.map { DemandingLine(lines[$0], found[$0], free[$0]) }
    try findHomes(&demanding, encoder, isCancelled: isCancelled)
    let searched = try search(
      demanding.map { constrained($0, encoder) }, isCancelled: isCancelled)
    var translations = free
    for (index, (line, searched)) in zip(lacking, zip(demanding, searched)) {
      var all = line.found
      for (home, constrained) in zip(line.homes, searched) {
        let keepsBest = line.phrases(of: home).allSatisfy { !line.bestLacks.contains($0) }
        all[home] = merged(
          keepsBest ? all[home].first : nil, constrained, of: line.line.pieces[home])
      }
      translations[index] = join(line.line, all)
    }
    return translations
  }

  /// Gives each phrase a home: the first piece whose best translation has it, or the piece that it costs
  /// least in probability.
  private func findHomes(
    _ lines: inout [DemandingLine], _ encoder: TextEncoder, isCancelled: @Sendable () -> Bool
  ) throws {
    var open: [(line: Int, phrase: String)] = []
    for index in lines.indices {
      let pieces = lines[index].line.pieces
      for phrase in lines[index].lacked {
        if pieces.count == 1 {
          lines[index].homeOf[phrase] = 0
        } else if let home = pieces.indices.first(where: {
          has(phrase, lines[index].found[$0].first, pieces[$0])
        }) {
          lines[index].homeOf[phrase] = home
        } else {
          open.append((index, phrase))
        }
      }
    }
    let tries = open.map { line, phrase in
      lines[line].line.changingPieces { piece in
        piece.demands.required = words.required([phrase], of: piece, encoder)
      }
    }
    for ((line, phrase), tried) in zip(open, try search(tries, isCancelled: isCancelled)) {
      let costs = tried.indices.map { piece in
        cost(of: phrase, tried[piece], lines[line].found[piece], lines[line].line.pieces[piece])
      }
      lines[line].homeOf[phrase] = costs.indices.min { costs[$0] < costs[$1] }
    }
  }

  /// What a phrase costs a piece: whether it does not come, then the difference of log-probabilities.
  private func cost(
    of phrase: String, _ constrained: [Hypothesis], _ free: [Hypothesis], _ piece: SourcePiece
  ) -> (Int, Double) {
    let isThere = has(phrase, constrained.first, piece)
    let cost =
      (free.first?.logProbability ?? 0) - (constrained.first?.logProbability ?? -.infinity)
    return (isThere ? 0 : 1, cost)
  }

  /// Whether a translation of a piece has a phrase, in capitals or with letters of its own.
  private func has(_ phrase: String, _ hypothesis: Hypothesis?, _ piece: SourcePiece) -> Bool {
    guard let hypothesis else { return false }
    let text = decoded(hypothesis, piece)
    return [text, written(text, piece, keeping: [])].contains {
      words.missing([phrase], in: $0).isEmpty
    }
  }

  /// The homes of a line, each with its phrases and those that no other piece has.
  private func constrained(_ line: DemandingLine, _ encoder: TextEncoder) -> SourceLine {
    var homes = line.line
    homes.pieces = line.homes.map { home in
      var piece = line.line.pieces[home]
      let phrases = phrases(of: line, lackedBesides: home).filter {
        (line.homeOf[$0] ?? home) == home
      }
      piece.demands.required = words.required(phrases, of: piece, encoder)
      return piece
    }
    return homes
  }

  /// The phrases of a line that a translation of its pieces lacks if one piece is left out.
  private func phrases(of line: DemandingLine, lackedBesides index: Int) -> [String] {
    guard line.line.pieces.count > 1 else { return line.line.request.required }
    var (others, hypotheses) = (line.line, line.found)
    others.pieces.remove(at: index)
    hypotheses.remove(at: index)
    let alternatives = join(others, hypotheses).alternatives
    return line.line.request.required.filter { phrase in
      alternatives.contains { !words.missing([phrase], in: $0.text).isEmpty }
    }
  }

  /// The hypotheses of a search for phrases, after the best one of the free search if that has them.
  private func merged(
    _ best: Hypothesis?, _ constrained: [Hypothesis], of piece: SourcePiece
  ) -> [Hypothesis] {
    guard let best else { return constrained }
    let text = written(decoded(best, piece), piece, keeping: [])
    let others = constrained.filter { written(decoded($0, piece), piece, keeping: []) != text }
    return Array(([best] + others).prefix(options.search.nbest))
  }
}

/// A line whose translations lack phrases that it requires.
private struct DemandingLine {
  let line: SourceLine
  /// The hypotheses of its pieces without required phrases.
  let found: [[Hypothesis]]
  /// The phrases that a translation lacks.
  let lacked: [String]
  /// The phrases that the best translation lacks.
  let bestLacks: [String]
  /// The piece that is to have each phrase.
  var homeOf: [String: Int] = [:]

  init(_ line: SourceLine, _ found: [[Hypothesis]], _ free: Translation) {
    self.line = line
    self.found = found
    bestLacks = free.missingPhrases
    lacked = line.request.required.filter { phrase in
      free.alternatives.contains { $0.missingPhrases.contains(phrase) }
    }
  }

  /// The pieces that are the home of a phrase, in their order.
  var homes: [Int] { Set(homeOf.values).sorted() }

  /// The phrases of a home.
  func phrases(of home: Int) -> [String] { lacked.filter { homeOf[$0] == home } }
}

extension SourceLine {
  /// The line with changed pieces.
  fileprivate func changingPieces(_ change: (inout SourcePiece) -> Void) -> SourceLine {
    var line = self
    for index in line.pieces.indices { change(&line.pieces[index]) }
    return line
  }
}

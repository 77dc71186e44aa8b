import S2SSearch
import S2SText

/// Required phrases in lines of several pieces.
extension Translator {
  /// The hypotheses of a line's pieces, with every phrase that the line requires in one of them.
  ///
  /// A phrase that a piece has by itself stays there. All others go to the one piece whose best
  /// translation they cost least, in probability.
  ///
  /// - Parameter found: what was found without requiring anything, if there is more than one piece.
  /// - Throws: `CancellationError`.
  func meetingDemands(
    _ line: SourceLine, _ found: [[Hypothesis]], isCancelled: @Sendable () -> Bool
  ) throws -> [[Hypothesis]] {
    guard found.count > 1, !line.request.required.isEmpty else { return found }
    let texts = zip(line.pieces, found).map { piece, found in
      found.first.map { text(of: $0, piece, line.request) } ?? ""
    }
    let missing = texts.reduce(line.request.required) { words.missing($0, in: $1) }
    // One of several translations may lack what the best one has.
    guard !missing.isEmpty || options.search.nbest > 1 else { return found }
    let encoder = bundles[0].targetText.makeEncoder()
    let demanding = zip(line.pieces, texts).map { piece, text in
      var piece = piece
      let own = line.request.required.filter { words.missing([$0], in: text).isEmpty }
      piece.demands.required = words.required(own + missing, of: piece, encoder)
      return piece
    }
    let forced = try searchBatches(of: demanding, isCancelled: isCancelled)
    let costs = zip(found, forced).map { free, forced in
      (free.first?.logProbability ?? 0) - (forced.first?.logProbability ?? -.infinity)
    }
    guard let cheapest = costs.indices.min(by: { costs[$0] < costs[$1] }) else { return found }
    var result = found
    result[cheapest] = forced[cheapest]
    return result
  }
}

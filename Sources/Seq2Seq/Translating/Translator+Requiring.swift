import S2SSearch
import S2SText

/// Required phrases in lines of several pieces.
extension Translator {
  /// Puts every phrase that a line of several pieces requires into one of them.
  ///
  /// A phrase that a piece has by itself stays there. All others go to the one piece whose best
  /// translation they cost least, in probability.
  ///
  /// - Parameter found: the hypotheses of all pieces of all lines, of such lines without what they
  ///   require.
  /// - Throws: `CancellationError`.
  func meetDemands(
    of lines: [SourceLine], _ found: inout [[Hypothesis]], isCancelled: @Sendable () -> Bool
  ) throws {
    var places: [Range<Int>] = []
    var demanding: [SourcePiece] = []
    var start = 0
    for line in lines {
      let range = start..<start + line.pieces.count
      start = range.upperBound
      guard range.count > 1, !line.request.required.isEmpty,
        let pieces = demandingPieces(of: line, Array(found[range]))
      else { continue }
      places.append(range)
      demanding += pieces
    }
    let forced = try search(demanding, isCancelled: isCancelled)
    var next = 0
    for range in places {
      defer { next += range.count }
      let offset = next - range.lowerBound
      let cheapest = range.min {
        cost(found[$0], forced[$0 + offset]) < cost(found[$1], forced[$1 + offset])
      }
      if let cheapest { found[cheapest] = forced[cheapest + offset] }
    }
  }

  /// The pieces of a line, each required to have what it has by itself and what the line lacks; `nil`
  /// where nothing is to be done.
  private func demandingPieces(of line: SourceLine, _ found: [[Hypothesis]]) -> [SourcePiece]? {
    let texts = zip(line.pieces, found).map { piece, found in
      found.first.map { text(of: $0, piece, line.request) } ?? ""
    }
    let missing = texts.reduce(line.request.required) { words.missing($0, in: $1) }
    // One of several translations may lack what the best one has.
    guard !missing.isEmpty || options.search.nbest > 1 else { return nil }
    let encoder = bundles[0].targetText.makeEncoder()
    return zip(line.pieces, texts).map { piece, text in
      var piece = piece
      let own = line.request.required.filter { words.missing([$0], in: text).isEmpty }
      piece.demands.required = words.required(own + missing, of: piece, encoder)
      return piece
    }
  }

  /// What a demand costs the best translation of a piece, as a difference of log-probabilities.
  private func cost(_ free: [Hypothesis], _ forced: [Hypothesis]) -> Double {
    (free.first?.logProbability ?? 0) - (forced.first?.logProbability ?? -.infinity)
  }
}

import S2SSearch
import S2SText

/// A line as models take it.
struct SourceLine {
  /// The line, and what its translation must have.
  let request: CheckedRequest
  /// Its pieces: none of a blank line, one of most.
  var pieces: [SourcePiece]
  /// What its translation should have, too.
  let items: ProtectedItems
  /// The characters that the model never learned.
  let unknownCharacters: [Unicode.Scalar]
}

/// From lines to pieces.
extension Translator {
  /// The pieces of each line, with what is demanded of their translations but for required words.
  ///
  /// - Throws: `CancellationError`.
  func pieces(
    of requests: [CheckedRequest], isCancelled: @Sendable () -> Bool
  ) throws -> [SourceLine] {
    let splitter = LineSplitter(bundles[0].sourceText, options)
    let starts = SentenceSplitter(locale: target)
    let encoder = bundles[0].targetText.makeEncoder()
    return try requests.map { request in
      guard !isCancelled() else { throw CancellationError() }
      // A beginning of several sentences cannot be that of the first one alone.
      var pieces = splitter.pieces(
        request.line, isWhole: starts.sentences(in: request.prefix).count > 1)
      if !pieces.isEmpty {
        pieces[0].prefix = request.prefix
        pieces[0].demands.prefix = words.beginning(request.prefix, of: pieces[0], encoder)
      }
      number(&pieces, part: request.part)
      for index in pieces.indices { restrictPlaceholders(of: &pieces[index]) }
      return SourceLine(
        request: request, pieces: pieces,
        items: ProtectedItems(bundles[0].sourceText.joined(request.line)),
        // Of all pieces in one go: a character may be cut in two where a word is.
        unknownCharacters: characters.unknown(
          in: pieces.flatMap(\.tokens), of: splitter.text(of: request.line, in: pieces)))
    }
  }

  /// Numbers pieces of equal tokens, so that samples of one are no copies of those of another.
  private func number(_ pieces: inout [SourcePiece], part: Int) {
    guard options.search.sampling != nil, pieces.count > 1 || part > 0 else { return }
    var seen: [[TokenID]: Int] = [:]
    for index in pieces.indices {
      let count = seen[pieces[index].tokens, default: 0]
      seen[pieces[index].tokens] = count + 1
      // A part has fewer pieces than bytes.
      pieces[index].demands.occurrence = part * Self.longestWholeLine + count
    }
  }

  /// Forbids the placeholders that stand for nothing in a piece, as a model must not make them up, and
  /// for what has a forbidden phrase in it, and says what the others spell.
  private func restrictPlaceholders(of piece: inout SourcePiece) {
    let text = bundles[0].targetText
    for token in text.placeholderTokens {
      guard let placeholder = text.placeholder(of: token) else { continue }
      if let value = piece.values[placeholder], piece.placeholders.contains(placeholder),
        !words.isForbidden(value)
      {
        piece.demands.spellings[token] = Array(value.utf8)
      } else {
        piece.demands.forbiddenTokens.append(token)
        piece.ruledOut.insert(placeholder)
      }
    }
  }

  /// How many placeholders of a piece a translation of it lacks, of those that it may have.
  func lostPlaceholders(_ hypothesis: Hypothesis, of piece: SourcePiece) -> Int {
    let wanted = piece.placeholders.subtracting(piece.ruledOut)
    guard !wanted.isEmpty else { return 0 }
    let made = hypothesis.tokens.compactMap(bundles[0].targetText.placeholder)
    return wanted.subtracting(made).count
  }
}

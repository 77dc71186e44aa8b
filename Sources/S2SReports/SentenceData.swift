/// The sentences as JSON inside of the page.
///
/// A sentence is `[line, score, source, hypothesis, reference]`; a side is a list of texts; every
/// second text, from the second on, is on that side only.
struct SentenceData {
  private let sentences: [EvaluationPage.Sentence]

  init(_ sentences: [EvaluationPage.Sentence]) { self.sentences = sentences }

  var json: String {
    let rows = sentences.map { sentence in
      "[\(sentence.line),\(sentence.score.isFinite ? (sentence.score * 10).rounded() / 10 : 0),"
        + (sentence.source.map { JSONText.quoted($0, .html) } ?? "null") + ","
        + Self.side(sentence.hypothesis) + "," + Self.side(sentence.reference) + "]"
    }
    return "[\n" + rows.joined(separator: ",\n") + "\n]"
  }

  private static func side(_ pieces: [EvaluationPage.Sentence.Piece]) -> String {
    var texts: [String] = []
    for piece in pieces {
      // Even places hold what both sides have, odd ones what differs.
      if (texts.count % 2 == 1) != piece.differs { texts.append("") }
      texts.append(piece.text)
    }
    return "[" + texts.map { JSONText.quoted($0, .html) }.joined(separator: ",") + "]"
  }
}

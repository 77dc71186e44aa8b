/// The sentences as JSON inside of the page: `{"systems": [...], "rows": [...]}`.
///
/// A row is `[line, score, source, hypothesis, reference, others]`; a side is a list of texts, of which
/// every second one, from the second on, is on that side only. Each of the others is
/// `[score, text, text beside the hypothesis, hypothesis beside the text]`.
struct SentenceData {
  private let systems: [String]
  private let sentences: [EvaluationPage.Sentence]

  init(_ systems: [String], _ sentences: [EvaluationPage.Sentence]) {
    self.systems = systems
    self.sentences = sentences
  }

  var json: String {
    let names = systems.map { JSONText.quoted($0, .html) }.joined(separator: ",")
    return "{\"systems\":[\(names)],\"rows\":[\n"
      + sentences.map(Self.row).joined(separator: ",\n") + "\n]}"
  }

  private static func row(_ sentence: EvaluationPage.Sentence) -> String {
    let others = sentence.others.map { other in
      let sides = [other.text, other.besideHypothesis, other.hypothesis].map(side)
      return "[\(score(other.score)),\(sides.joined(separator: ","))]"
    }
    return "[\(sentence.line),\(score(sentence.score)),"
      + (sentence.source.map { JSONText.quoted($0, .html) } ?? "null") + ","
      + side(sentence.hypothesis) + "," + side(sentence.reference)
      + ",[" + others.joined(separator: ",") + "]]"
  }

  private static func score(_ score: Double) -> String {
    "\(score.isFinite ? (score * 10).rounded() / 10 : 0)"
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

/// Scores as people and programs read them.
public struct EvaluationReport: Sendable, Equatable {
  /// The scores, in the order in which they are shown.
  public let scores: [MetricScore]
  /// Digits after the point of a score; sacreBLEU's `-w`.
  public let digits: Int

  /// Makes a report.
  ///
  /// - Precondition: `digits` is in `0...17`.
  public init(scores: [MetricScore], digits: Int = 1) {
    precondition((0...17).contains(digits), "a score has 0 to 17 digits after the point")
    self.scores = scores
    self.digits = digits
  }

  /// A table for a terminal: a line a score, then the signatures; ends with a
  /// newline, and is empty without scores.
  public var table: String {
    let rows = scores.map { ($0.name, fixed($0.score, digits), $0.verbose) }
    let nameWidth = rows.reduce("metric".count) { max($0, $1.0.count) }
    let scoreWidth = rows.reduce("score".count) { max($0, $1.1.count) }
    var text = ""
    guard !scores.isEmpty else { return text }
    for (name, score, verbose) in [("metric", "score", "")] + rows {
      text += name.padded(nameWidth) + "  " + score.padded(scoreWidth, left: true)
      text += (verbose.isEmpty ? "" : "  " + verbose) + "\n"
    }
    return text + signatures
  }

  /// Each signature once, after the names of the scores that have it.
  private var signatures: String {
    var names: [(signature: Signature, names: [String])] = []
    for score in scores {
      if let index = names.firstIndex(where: { $0.signature == score.signature }) {
        names[index].names.append(score.name)
      } else {
        names.append((score.signature, [score.name]))
      }
    }
    return "\n" + names.map { $0.names.joined(separator: ", ") + ": \($0.signature)\n" }.joined()
  }

  /// What `sacrebleu --format json` prints: an object for one score, a list for several; ends
  /// without a newline.
  public var json: String {
    let objects = scores.map(object)
    if objects.count == 1 { return objects[0] }
    return objects.isEmpty ? "[]" : "[\n" + objects.joined(separator: ",\n") + "\n]"
  }

  private func object(_ score: MetricScore) -> String {
    let rounded = fixed(score.score, digits)
    var pairs = [
      ("name", Self.quoted(score.name)),
      // Python prints 100.0, not 100 or 100.00: the shortest digits of the rounded number.
      ("score", Double(rounded).map { "\($0)" } ?? rounded),
      ("signature", Self.quoted(score.signature.description)),
    ]
    if !score.verbose.isEmpty { pairs.append(("verbose_score", Self.quoted(score.verbose))) }
    pairs += score.signature.fields.map { ($0.name, Self.quoted($0.value)) }
    return "{\n" + pairs.map { " \(Self.quoted($0)): \($1)" }.joined(separator: ",\n") + "\n}"
  }

  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case "\u{8}": result += "\\b"
      case "\u{C}": result += "\\f"
      case "\u{0}"..<" ":
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}

extension String {
  /// The text with spaces up to a width, after it or before it.
  fileprivate func padded(_ width: Int, left: Bool = false) -> String {
    let spaces = String(repeating: " ", count: Swift.max(0, width - count))
    return left ? spaces + self : self + spaces
  }
}

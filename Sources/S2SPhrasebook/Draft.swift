/// How a sentence ends.
enum Ending: Sendable {
  case statement, question, exclamation

  /// In French a space stands before `?` and `!`.
  var french: String { self == .statement ? "." : " " + english }
  var english: String {
    switch self {
    case .statement: "."
    case .question: "?"
    case .exclamation: "!"
    }
  }
}

/// A line of the corpus in the making: one or two sentences that still need their spelling.
struct Draft: Sendable {
  private var sentences: [(Phrase, Ending)]

  init(_ phrase: Phrase, _ ending: Ending = .statement) {
    sentences = [(phrase, ending)]
  }

  /// A clause as a statement, with the name of who is addressed.
  init(_ clause: Clause) {
    self.init(Self.calling(clause.subject, clause.statement))
  }

  func followed(by phrase: Phrase, _ ending: Ending = .statement) -> Draft {
    var draft = self
    draft.sentences.append((phrase, ending))
    return draft
  }

  /// The finished pair: boundaries resolved, capitals and punctuation set.
  var pair: Phrasebook.Pair {
    var french: [String] = []
    var english: [String] = []
    for (phrase, ending) in sentences {
      french.append(Self.capitalized(FrenchBoundary.join(phrase.french)) + ending.french)
      english.append(Self.capitalized(EnglishBoundary.join(phrase.english)) + ending.english)
    }
    return Phrasebook.Pair(
      french: french.joined(separator: " "), english: english.joined(separator: " "))
  }

  /// Puts the vocative first: `Marie, tu viens`.
  static func calling(_ subject: Subject, _ phrase: Phrase) -> Phrase {
    guard let name = subject.vocative else { return phrase }
    return Phrase("\(name.french), \(phrase.french)", "\(name.english), \(phrase.english)")
  }

  private static func capitalized(_ text: String) -> String {
    text.prefix(1).uppercased() + text.dropFirst()
  }
}

/// One family of sentences.
struct Construction: Sendable {
  let name: String
  /// The share of the corpus, in relation to the other weights.
  let weight: Int
  let draft: @Sendable (inout Dice) -> Draft

  init(_ name: String, _ weight: Int, _ draft: @escaping @Sendable (inout Dice) -> Draft) {
    self.name = name
    self.weight = weight
    self.draft = draft
  }
}

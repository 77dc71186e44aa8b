/// Grammatical gender of a French noun; in English it shows only in pronouns of people.
package enum Gender: Sendable {
  case masculine, feminine
}

/// Grammatical number.
package enum GrammaticalNumber: Sendable {
  case singular, plural
}

/// Person and number, in the order of every conjugation table.
package enum Person: Int, CaseIterable, Sendable {
  case firstSingular, secondSingular, thirdSingular, firstPlural, secondPlural, thirdPlural

  var isPlural: Bool { rawValue >= 3 }
}

/// The same thing said in both languages, with what the words around it have to agree with.
///
/// The texts still carry the marks that the boundary rules resolve, see `FrenchBoundary`.
package struct Phrase: Equatable, Sendable {
  /// The French words.
  package var french: String
  /// The English words.
  package var english: String
  /// The gender of the French words.
  package var gender: Gender = .masculine
  /// The number that verbs and adjectives take.
  package var number: GrammaticalNumber = .singular

  /// A phrase of any kind; gender and number matter where it is a subject or an object.
  package init(
    _ french: String, _ english: String, gender: Gender = .masculine,
    number: GrammaticalNumber = .singular
  ) {
    self.french = french
    self.english = english
    self.gender = gender
    self.number = number
  }

  /// Nothing in either language.
  package static let empty = Phrase("", "")

  var isPlural: Bool { number == .plural }

  /// One phrase after the other.
  static func + (first: Phrase, second: Phrase) -> Phrase {
    Phrase(
      first.french + " " + second.french, first.english + " " + second.english,
      gender: first.gender, number: first.number)
  }

  /// `C'est vrai = It is true`, the notation of the tables.
  static func parse(_ line: Substring) -> Phrase {
    let sides = Table.fields(line, separator: "=")
    precondition(sides.count == 2, "a line of the lexicon needs two sides: \(line)")
    return Phrase(sides[0], sides[1])
  }
}

/// Reads the tables of the lexicon, which are written as text so that they read as tables.
enum Table {
  static func lines(_ table: String) -> [Substring] {
    table.split(separator: "\n")
  }

  static func fields(_ line: Substring, separator: Character) -> [String] {
    line.split(separator: separator, omittingEmptySubsequences: false).map(trimmed)
  }

  static func phrases(_ table: String) -> [Phrase] {
    lines(table).map(Phrase.parse)
  }

  static func trimmed(_ text: Substring) -> String {
    var text = text
    while text.first == " " { text.removeFirst() }
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}

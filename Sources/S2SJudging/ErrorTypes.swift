/// What kind of error a translation has: categories of the Multidimensional Quality Metrics (MQM), those
/// that a judge without training as a linguist can tell apart.
///
/// Reference: Lommel, Uszkoreit and Burchardt 2014, "Multidimensional Quality Metrics (MQM): A Framework
/// for Declaring and Describing Translation Quality Metrics", doi:10.5565/rev/tradumatica.77; the names
/// are those of MQM's core typology, 2021.
public enum ErrorCategory: String, CaseIterable, Sendable, Codable {
  /// The translation says something else.
  case mistranslation = "accuracy/mistranslation"
  /// Something is left out.
  case omission = "accuracy/omission"
  /// Something is added.
  case addition = "accuracy/addition"
  /// Something is left in the source's language.
  case untranslated = "accuracy/untranslated"
  /// Grammar is broken.
  case grammar = "linguistic conventions/grammar"
  /// A word is misspelt.
  case spelling = "linguistic conventions/spelling"
  /// Punctuation is wrong.
  case punctuation = "linguistic conventions/punctuation"
  /// The text makes no sense.
  case unintelligible = "linguistic conventions/unintelligible"
  /// A term is not the field's.
  case terminology = "terminology"
  /// It is correct but awkward, or too formal or informal.
  case style = "style"
  /// A number, a date or a unit is not as the language writes it.
  case locale = "locale conventions"
  /// Anything else.
  case other = "other"
}

/// How bad an error is.
public enum ErrorSeverity: String, CaseIterable, Sendable, Codable {
  /// It is seen, and does not hinder.
  case minor
  /// It changes the meaning, or makes it hard to understand.
  case major
  /// It makes the translation useless, or does harm.
  case critical
}

/// What errors cost.
public struct SeverityWeights: Sendable, Equatable {
  /// A minor error.
  public var minor = 1.0
  /// A major error.
  public var major = 5.0
  /// A critical error.
  public var critical = 25.0

  /// The multipliers of MQM's scoring model: 1, 5, 25.
  ///
  /// Reference: Lommel et al. 2024, "The Multi-Range Theory of Translation Quality Measurement: MQM
  /// Scoring Models and Statistical Quality Control", AMTA.
  public init() {}

  /// What an error of a severity costs.
  public subscript(_ severity: ErrorSeverity) -> Double {
    switch severity {
    case .minor: minor
    case .major: major
    case .critical: critical
    }
  }
}

/// An error that a judge marked.
public struct MarkedError: Sendable, Equatable {
  /// A text that has an error in it, or, for what is left out, that has what is lacking.
  public enum Side: String, CaseIterable, Sendable, Codable {
    /// What was translated.
    case source
    /// What a system made of it.
    case translation
  }

  /// The kind of error.
  public let category: ErrorCategory
  /// How bad it is.
  public let severity: ErrorSeverity
  /// Where it is marked.
  public let side: Side
  /// The marked words; empty where none were named.
  public let words: String
  /// Where they begin and end in the text, in Unicode scalars, if it is known.
  public let range: Range<Int>?

  /// Groups the parts.
  public init(
    _ category: ErrorCategory, _ severity: ErrorSeverity, in side: Side = .translation,
    words: String = "", range: Range<Int>? = nil
  ) {
    self.category = category
    self.severity = severity
    self.side = side
    self.words = words
    self.range = range
  }

  /// An order of errors that does not depend on the order of their rows.
  var sortKey: String {
    let place = range.map { "\($0.lowerBound) \($0.upperBound)" } ?? ""
    return [side.rawValue, place, words, category.rawValue, severity.rawValue]
      .joined(separator: "\t")
  }
}

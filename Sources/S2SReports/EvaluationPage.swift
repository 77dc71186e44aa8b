/// A report as one page of HTML that needs nothing else: no network, no other file.
///
/// It is readable on a phone, in light and dark, on paper without colours, and by a screen reader.
public struct EvaluationPage: Sendable {
  /// What is scored: a line under the heading.
  public var subtitle: String
  /// The language of hypotheses and references, for screen readers and hyphens: a BCP 47 code.
  public var language: String?
  /// What one has to know to make the page again: date, command, files, settings.
  public var facts: [Fact] = []
  /// The table of scores.
  public var scores: [Score] = []
  /// The systems beside each other, if there are several.
  public var comparison: Table?
  /// Other tables: n-gram precision, lengths, rates, frequency.
  public var tables: [Table] = []
  /// Plots.
  public var plots: [Picture] = []
  /// The systems whose sentences are shown, that of `Sentence.hypothesis` first.
  public var systems: [String] = []
  /// The sentences, to be searched and read.
  public var sentences: [Sentence] = []

  /// A line of the heading.
  public struct Fact: Sendable, Equatable {
    /// What it is about, such as `Date`.
    public var name: String
    /// What is to be known of it.
    public var value: String

    /// Names a value.
    public init(_ name: String, _ value: String) {
      self.name = name
      self.value = value
    }
  }

  /// A score with its name, interval and signature, as texts.
  public struct Score: Sendable {
    /// Such as `BLEU`.
    public var name: String
    /// Such as `26.7`.
    public var value: String
    /// Such as `25.4 to 28.0`; empty where none was asked for.
    public var interval: String
    /// More of it, such as n-gram precisions.
    public var detail: String
    /// How it was computed.
    public var signature: String

    /// Groups the texts.
    public init(
      name: String, value: String, interval: String = "", detail: String = "", signature: String
    ) {
      self.name = name
      self.value = value
      self.interval = interval
      self.detail = detail
      self.signature = signature
    }
  }

  /// A table with one heading per column; the first column names the row.
  public struct Table: Sendable {
    /// What it shows.
    public var caption: String
    /// How to read it; empty where it needs no words.
    public var note = ""
    /// One heading per column.
    public var header: [String]
    /// As many cells a row as headings.
    public var rows: [[String]]
    /// Whether a narrow screen shows the cells of a row below each other, each with its heading.
    public var isStacked = false

    /// Groups heading and rows.
    public init(caption: String, header: [String], rows: [[String]]) {
      self.caption = caption
      self.header = header
      self.rows = rows
    }
  }

  /// A sentence with what was said about it.
  public struct Sentence: Sendable {
    /// The line, from 1.
    public var line: Int
    /// The source, where it is known.
    public var source: String?
    /// The hypothesis in pieces, marked where the reference differs.
    public var hypothesis: [Piece]
    /// The reference in pieces.
    public var reference: [Piece]
    /// Its score, from 0 to 100.
    public var score: Double
    /// What other systems made of it, in the order of `EvaluationPage.systems`.
    public var others: [Other] = []

    /// A run of text and whether the other side has it too.
    public struct Piece: Sendable, Equatable {
      /// The text as it is written.
      public var text: String
      /// Whether it is on this side only.
      public var differs: Bool

      /// Marks some text.
      public init(_ text: String, differs: Bool) {
        self.text = text
        self.differs = differs
      }
    }

    /// What another system made of the source.
    public struct Other: Sendable {
      /// Its score.
      public var score: Double
      /// Its sentence, marked where the reference differs.
      public var text: [Piece]
      /// Its sentence, marked where `hypothesis` differs.
      public var besideHypothesis: [Piece]
      /// The hypothesis, marked where this sentence differs.
      public var hypothesis: [Piece]

      /// Groups the contents.
      public init(
        score: Double, text: [Piece], besideHypothesis: [Piece], hypothesis: [Piece]
      ) {
        self.score = score
        self.text = text
        self.besideHypothesis = besideHypothesis
        self.hypothesis = hypothesis
      }
    }

    /// Groups the contents.
    public init(
      line: Int, source: String?, hypothesis: [Piece], reference: [Piece], score: Double
    ) {
      self.line = line
      self.source = source
      self.hypothesis = hypothesis
      self.reference = reference
      self.score = score
    }
  }

  /// Begins a page.
  public init(subtitle: String) { self.subtitle = subtitle }
}

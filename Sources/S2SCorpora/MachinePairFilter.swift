/// Decides which lines of a text are left out of a corpus that has translations of them by a model.
public struct MachinePairFilter: Sendable, Equatable {
  /// The most words, by white space, that a side may have; training takes no more than its default.
  public var maximumWords = CorpusCleaner().maximumWords
  /// How many times as long as the other side, in characters, a side may be, unless both are short; training
  /// takes no more than its default.
  public var maximumRatio = CorpusCleaner().maximumRatio
  /// Whether a line stays that occurred before.
  public var keepsRepeats = false
  /// Whether a line of four words or more stays that was not translated, but copied.
  public var keepsCopies = false
  /// Whether a translation stays that was cut at the length limit, or kept from repeating itself.
  public var keepsRunaways = false
  /// The least mean of the natural logarithms of the probabilities of a translation's tokens; `nil` for any.
  public var minimumLogProbability: Double?

  /// The defaults, which leave out only what is surely wrong, or what training would leave out.
  public init() {}

  /// Why a line is left out.
  public enum Reason: String, CaseIterable, Sendable {
    /// It is empty, or white space.
    case blank
    /// It occurred before, byte for byte; see `RepeatFilter` for how far before.
    case repeated
    /// It, or its translation, has too many words or characters.
    case tooLong = "too long"
    /// Its translation is empty, or white space.
    case emptyTranslation = "with an empty translation"
    /// Its translation has no end, or repeats itself.
    case runaway = "with a runaway translation"
    /// Its translation is the line itself.
    case copied
    /// One side is many times as long as the other.
    case ratio = "with lengths that do not fit"
    /// The model itself finds its translation improbable.
    case improbable = "with an improbable translation"
  }

  /// What a model made of a line.
  package struct MachineText: Sendable {
    /// The text.
    package var text: String
    /// Whether it was cut at the length limit, or kept from repeating itself.
    package var isRunaway = false
    /// The mean of the natural logarithms of its tokens' probabilities.
    package var logProbability = 0.0

    /// Groups the three.
    package init(_ text: String, isRunaway: Bool = false, logProbability: Double = 0) {
      self.text = text
      self.isRunaway = isRunaway
      self.logProbability = logProbability
    }
  }

  /// Why a line is left out with its translation; `nil` for a pair to learn from.
  package func reason(_ line: String, _ translation: MachineText) -> Reason? {
    let pair = CheckedPair(translation.text, line)
    let sizes = cleaner.reason(pair.sourceSize, pair.targetSize)
    if sizes == .emptySide { return .emptyTranslation }
    if translation.isRunaway && !keepsRunaways { return .runaway }
    if !keepsCopies, PairChecks.identicalSides(pair) != nil { return .copied }
    if let sizes { return sizes == .ratio ? .ratio : .tooLong }
    guard let minimumLogProbability else { return nil }
    return translation.logProbability < minimumLogProbability ? .improbable : nil
  }

  private var cleaner: CorpusCleaner {
    var cleaner = CorpusCleaner()
    cleaner.maximumWords = maximumWords
    cleaner.maximumRatio = maximumRatio
    return cleaner
  }
}

extension MachinePairFilter {
  /// Judges the lines of a text before they are translated, one after the other, in bounded memory.
  package struct Pass {
    private let filter: MachinePairFilter
    private var seen = RepeatFilter()

    /// Begins at the first line.
    package init(_ filter: MachinePairFilter) { self.filter = filter }

    /// Takes in a text that is in the corpus by other ways, so that no line repeats it.
    package mutating func remember(_ text: String) { _ = seen.insert(Fingerprint.of(text)) }

    /// Why the next line is left out; `nil` for one to translate.
    package mutating func reason(_ line: String) -> Reason? {
      let size = TextSize(line)
      if let reason = filter.cleaner.reason(size, size) {
        return reason == .emptySide ? .blank : .tooLong
      }
      if filter.keepsRepeats { return nil }
      return seen.insert(Fingerprint.of(line)) ? nil : .repeated
    }
  }

  /// The lines that were left out.
  public struct Report: Sendable, Equatable {
    private var tally = Tally<Reason>()

    /// None yet.
    package init() {}

    /// Goes on with the notes of an earlier report.
    package init(notes: [String: [Int]]) { tally = Tally(notes: notes) }

    /// What to keep of the report while the work is stopped.
    package var notes: [String: [Int]] { tally.notes }

    /// Counts one more.
    package mutating func note(_ reason: Reason, at line: Int) { tally.note(reason, at: line) }

    /// All in all.
    public var total: Int { tally.total }
    /// How many were left out for each reason.
    public var counts: [Reason: Int] { tally.counts }
    /// The numbers of the first few lines, from 1, for each reason.
    public var examples: [Reason: [Int]] { tally.examples }

    /// For people, such as `10 repeated (lines 5, 8, 9, ...); 1 blank (line 7)`; empty where there are none.
    public var summary: String { tally.list(places: "line") }
  }
}

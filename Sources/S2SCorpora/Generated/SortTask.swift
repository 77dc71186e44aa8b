import S2SRandom

/// The symbols of the input come back in the order of the alphabet.
public struct SortTask: GeneratedTask {
  /// What inputs are drawn from; its alphabet has the order.
  public let sequences: SymbolSequences
  private let ranks: [Character: Int]

  /// The task over sequences.
  public init(_ sequences: SymbolSequences) {
    self.sequences = sequences
    ranks = Dictionary(
      uniqueKeysWithValues: sequences.alphabet.enumerated().map { ($1, $0) })
  }

  /// Draws an example.
  public func example(_ generator: inout SeededGenerator) -> GeneratedExample {
    let sequence = sequences.sequence(&generator)
    let sorted = sequence.sorted { ranks[$0, default: 0] < ranks[$1, default: 0] }
    return GeneratedExample(String(sequence), output: String(sorted))
  }

  /// How many inputs there are.
  public var distinctExamples: Int { sequences.count }
}

import S2SRandom

/// The input comes back from its end to its start.
public struct ReverseTask: GeneratedTask {
  /// What inputs are drawn from.
  public let sequences: SymbolSequences

  /// The task over sequences.
  public init(_ sequences: SymbolSequences) { self.sequences = sequences }

  /// Draws an example.
  public func example(_ generator: inout SeededGenerator) -> GeneratedExample {
    let sequence = sequences.sequence(&generator)
    return GeneratedExample(String(sequence), output: String(sequence.reversed()))
  }

  /// How many inputs there are.
  public var distinctExamples: Int { sequences.count }
}

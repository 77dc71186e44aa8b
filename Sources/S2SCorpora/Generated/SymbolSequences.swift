import S2SRandom

/// Sequences of symbols of an alphabet: every length is equally likely, and so is every symbol.
public struct SymbolSequences: Sendable, Equatable {
  /// The twenty symbols that are the alphabet unless another is given.
  public static let letters = "abcdefghijklmnopqrst"
  /// The greatest length that can be asked for, in symbols.
  public static let maximumLength = 1_000

  /// The symbols, in their order.
  public let alphabet: [Character]
  /// The lengths of the sequences, in symbols.
  public let lengths: ClosedRange<Int>

  /// Sequences of an alphabet.
  ///
  /// - Parameters:
  ///   - alphabet: the symbols, each once, in the order that sorting gives them.
  ///   - shortest: the least length, at least 1.
  ///   - longest: the greatest, at most `maximumLength`.
  /// - Throws: `GeneratedTaskError`: `emptyAlphabet`, `repeatedSymbol`, `unfitSymbol`, `lengths`.
  public init(_ alphabet: String = letters, from shortest: Int = 1, through longest: Int = 10)
    throws
  {
    guard !alphabet.isEmpty else { throw GeneratedTaskError.emptyAlphabet }
    var seen: Set<Character> = []
    for symbol in alphabet {
      guard !symbol.isWhitespace, !symbol.unicodeScalars.contains(where: Self.isControl) else {
        throw GeneratedTaskError.unfitSymbol(symbol)
      }
      guard seen.insert(symbol).inserted else { throw GeneratedTaskError.repeatedSymbol(symbol) }
    }
    guard 1 <= shortest, shortest <= longest, longest <= Self.maximumLength else {
      throw GeneratedTaskError.lengths(shortest: shortest, longest: longest)
    }
    self.alphabet = Array(alphabet)
    lengths = shortest...longest
  }

  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.generalCategory == .control
  }

  /// How many sequences there are; `Int.max` where there are more.
  public var count: Int {
    lengths.reduce(0) { $0.addingOrMost($1.powerOrMost(of: alphabet.count)) }
  }

  /// Draws a sequence.
  func sequence(_ generator: inout SeededGenerator) -> [Character] {
    let length = lengths.lowerBound + generator.below(lengths.count)
    return (0..<length).map { _ in alphabet[generator.below(alphabet.count)] }
  }
}

extension Int {
  /// The sum of two numbers that are not negative, at most `Int.max`.
  func addingOrMost(_ other: Int) -> Int {
    let (sum, overflow) = addingReportingOverflow(other)
    return overflow ? .max : sum
  }

  /// The product of two numbers that are not negative, at most `Int.max`.
  func multipliedOrMost(_ other: Int) -> Int {
    let (product, overflow) = multipliedReportingOverflow(by: other)
    return overflow ? .max : product
  }

  /// A number to the power of this one, at most `Int.max`.
  func powerOrMost(of base: Int) -> Int {
    (0..<self).reduce(1) { power, _ in power.multipliedOrMost(base) }
  }
}

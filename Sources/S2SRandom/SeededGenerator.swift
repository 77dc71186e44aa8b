/// A small generator with a state of 64 bits that can be stored: SplitMix64.
///
/// Reference: Steele, Lea and Flood 2014, doi:10.1145/2660193.2660195.
public struct SeededGenerator: RandomNumberGenerator, Sendable, Codable, Equatable {
  private var state: UInt64

  /// Starts a sequence; equal seeds give equal sequences.
  public init(seed: UInt64) { state = seed }

  /// Starts a sequence that belongs to several numbers, such as seed, step and worker.
  public init(seed: UInt64, _ more: UInt64...) {
    state = seed
    for number in more { state = next() ^ (number &* 0xd134_2543_de82_ef95 &+ 1) }
  }

  /// The next 64 bits.
  public mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }

  /// A number in `[0, 1)` with 24 random bits.
  public mutating func uniform() -> Float { Float(next() >> 40) * 0x1p-24 }

  /// A number in `[0, 1)` with 53 random bits.
  package mutating func uniformDouble() -> Double { Double(next() >> 11) * 0x1p-53 }

  /// A number in `0..<bound`, by the high half of a product.
  public mutating func below(_ bound: Int) -> Int {
    precondition(bound > 0, "a draw needs something to draw from")
    return Int(next().multipliedFullWidth(by: UInt64(bound)).high)
  }

  /// The elements in random order (Fisher and Yates).
  ///
  /// The standard library does not promise that its own shuffling stays the same from release to
  /// release; a run that is resumed later needs this one to.
  ///
  /// - Complexity: O(*n*).
  public mutating func shuffled<Element>(_ elements: some Sequence<Element>) -> [Element] {
    var shuffled = Array(elements)
    for index in shuffled.indices.reversed().dropLast() {
      shuffled.swapAt(index, below(index + 1))
    }
    return shuffled
  }
}

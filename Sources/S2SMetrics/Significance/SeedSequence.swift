/// Spreads a seed over the state of a generator, as NumPy's `SeedSequence` does.
///
/// Seeds that differ in one bit give states that differ in half of theirs.
///
/// Reference: NumPy 2.4, `numpy/random/bit_generator.pyx`, after O'Neill 2015, "Developing a
/// seed_seq Alternative".
struct SeedSequence {
  private static let poolSize = 4
  private var pool: [UInt32] = []

  /// Mixes the words of a seed, the lowest first, into the pool.
  init(_ seed: UInt64) {
    var words = [UInt32(truncatingIfNeeded: seed)]
    if seed >> 32 > 0 { words.append(UInt32(seed >> 32)) }
    var hash = Hash(constant: 0x43B0_D7E5, multiplier: 0x931E_8875)
    for index in 0..<Self.poolSize {
      pool.append(hash.mixed(index < words.count ? words[index] : 0))
    }
    for source in 0..<Self.poolSize {
      for target in 0..<Self.poolSize where target != source {
        pool[target] = Self.joined(pool[target], hash.mixed(pool[source]))
      }
    }
  }

  /// The first words that the pool gives, each of two halves, the lower first.
  func words(_ count: Int) -> [UInt64] {
    var hash = Hash(constant: 0x8B51_F9DD, multiplier: 0x58F3_8DED)
    return (0..<count).map { index in
      let lower = hash.mixed(pool[2 * index % Self.poolSize])
      let upper = hash.mixed(pool[(2 * index + 1) % Self.poolSize])
      return UInt64(upper) << 32 | UInt64(lower)
    }
  }

  private static func joined(_ left: UInt32, _ right: UInt32) -> UInt32 {
    let word = (left &* 0xCA01_F9DD) &- (right &* 0x4973_F715)
    return word ^ word >> 16
  }

  /// A multiplicative hash whose constant changes with each word.
  private struct Hash {
    var constant: UInt32
    let multiplier: UInt32

    mutating func mixed(_ value: UInt32) -> UInt32 {
      var word = value ^ constant
      constant &*= multiplier
      word &*= constant
      return word ^ word >> 16
    }
  }
}

/// A 64-bit hash of a pair's bytes, the same in every run and on every machine.
///
/// Two pairs share one with a probability of 2⁻⁶⁴, so among a million pairs some distinct pair is
/// taken for another once in 37 million corpora.
package enum Fingerprint {
  static func of(_ source: String, _ target: String) -> UInt64 {
    add(target, to: add(source, to: 0x9e37_79b9_7f4a_7c15))
  }

  /// Of one text.
  static func of(_ text: String) -> UInt64 { add(text, to: 0x5bd1_e995_9e37_79b9) }

  private static func add(_ text: String, to start: UInt64) -> UInt64 {
    var text = text
    return text.withUTF8 { add(UnsafeRawBufferPointer($0), to: start) }
  }

  /// Eight bytes at a time, multiplied and folded, the length last.
  private static func add(_ raw: UnsafeRawBufferPointer, to start: UInt64) -> UInt64 {
    var hash = start
    var index = 0
    while index + 8 <= raw.count {
      hash = mix(hash ^ raw.loadUnaligned(fromByteOffset: index, as: UInt64.self))
      index += 8
    }
    var last: UInt64 = 0
    for byte in raw[index...].reversed() { last = last << 8 | UInt64(byte) }
    return mix(mix(hash ^ last) ^ UInt64(raw.count))
  }

  /// Multiplies and folds.
  static func mix(_ value: UInt64) -> UInt64 {
    let product = value.multipliedFullWidth(by: 0xa076_1d64_78bd_642f)
    return product.high ^ product.low
  }
}

/// Remembers fingerprints in bounded memory, 32 MiB by default.
///
/// Half as many as there are places are remembered exactly. From then on a new one takes the place
/// of an old one, so a repeated pair is surely found only when it follows its twin closely.
struct RepeatFilter {
  private let largestSize: Int
  /// The places that a fingerprint may have.
  private static let bucketSize = 8
  private var places = [UInt64](repeating: 0, count: 1 << 10)
  private var count = 0

  /// Remembers nothing yet.
  ///
  /// - Parameter largestSize: the places, of eight bytes, at most; a power of two.
  init(largestSize: Int = 1 << 22) { self.largestSize = largestSize }

  /// Remembers a fingerprint; false when it was there already.
  mutating func insert(_ fingerprint: UInt64) -> Bool {
    // Zero marks an empty place.
    let fingerprint = fingerprint == 0 ? 1 : fingerprint
    if count * 2 >= places.count && places.count < largestSize { grow() }
    return place(fingerprint)
  }

  private mutating func place(_ fingerprint: UInt64) -> Bool {
    let first = Int(truncatingIfNeeded: fingerprint) & (places.count - 1)
    // Below the largest size half of the places are empty, so one is found wherever it is.
    let limit = places.count < largestSize ? places.count : Self.bucketSize
    for step in 0..<limit {
      let index = (first + step) & (places.count - 1)
      if places[index] == fingerprint { return false }
      if places[index] == 0 {
        places[index] = fingerprint
        count += 1
        return true
      }
    }
    let victim = Int(truncatingIfNeeded: fingerprint >> 61)
    places[(first + victim) & (places.count - 1)] = fingerprint
    return true
  }

  private mutating func grow() {
    let old = places
    places = [UInt64](repeating: 0, count: old.count * 2)
    count = 0
    for fingerprint in old where fingerprint != 0 { _ = place(fingerprint) }
  }
}

/// Byte strings by number, one after the other in one array.
struct ByteStrings: Sendable, Equatable {
  private(set) var bytes: [UInt8] = []
  /// Where each string begins, and where the last one ends.
  private var starts: [Int] = [0]

  var count: Int { starts.count - 1 }

  mutating func append(_ string: some Collection<UInt8>) {
    bytes.append(contentsOf: string)
    starts.append(bytes.count)
  }

  /// The string of a number; an empty one for a number out of range.
  subscript(number: Int) -> ArraySlice<UInt8> {
    guard number >= 0, number < count else { return [] }
    return bytes[starts[number]..<starts[number + 1]]
  }
}

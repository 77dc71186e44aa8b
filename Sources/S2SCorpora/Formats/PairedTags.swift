/// The types of the opening tags of a segment, which their closing tags have, too: in TMX a `bpt` has
/// the attribute `type`, and the `ept` with the same `i` has none.
struct PairedTags {
  private static let mostTags = 64
  private var types: [(number: [UInt8], type: [UInt8])] = []

  /// Remembers the type of an opening tag.
  mutating func open(_ number: UnsafeRawBufferPointer?, type: UnsafeRawBufferPointer?) {
    guard let number, let type, types.count < Self.mostTags else { return }
    types.append((Array(number), Array(type)))
  }

  /// The type of the opening tag with a number.
  func type(_ number: UnsafeRawBufferPointer?) -> [UInt8]? {
    guard let number else { return nil }
    return types.last { number.elementsEqual($0.number) }?.type
  }

  /// Forgets all, at the end of a segment.
  mutating func removeAll() { types.removeAll() }
}

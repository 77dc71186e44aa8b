extension UnsafeBufferPointer<UInt8> {
  /// The Unicode scalar that begins at `index` of valid UTF-8, and the number of its bytes.
  @inline(__always)
  func scalar(at index: Int) -> (value: UInt32, width: Int) {
    let first = UInt32(self[index])
    if first < 0x80 { return (first, 1) }
    func more(_ offset: Int) -> UInt32 { UInt32(self[index + offset] & 0x3f) }
    if first < 0xe0 { return ((first & 0x1f) << 6 | more(1), 2) }
    if first < 0xf0 { return ((first & 0x0f) << 12 | more(1) << 6 | more(2), 3) }
    return ((first & 0x07) << 18 | more(1) << 12 | more(2) << 6 | more(3), 4)
  }
}

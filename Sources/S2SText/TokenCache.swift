/// The tokens of parts of texts, for a bounded number of parts.
struct TokenCache {
  private var keys = ByteTable()
  private var tokens: [TokenID] = []
  private var starts: [Int32] = [0]

  /// Appends the tokens of `bytes[range]` and returns true if they are known.
  func appendTokens(
    of bytes: [UInt8], _ range: Range<Int>, hash: UInt64, to output: inout [TokenID]
  ) -> Bool {
    guard let number = keys.find(bytes, range, hash: hash) else { return false }
    for index in Int(starts[number])..<Int(starts[number + 1]) { output.append(tokens[index]) }
    return true
  }

  mutating func insert(_ bytes: [UInt8], _ range: Range<Int>, _ value: ArraySlice<TokenID>) {
    if keys.count >= TextEncoder.maximumCachedParts {
      keys.removeAll()
      tokens.removeAll(keepingCapacity: true)
      starts.removeAll(keepingCapacity: true)
      starts.append(0)
    }
    _ = keys.insert(bytes, range)
    tokens.append(contentsOf: value)
    starts.append(Int32(tokens.count))
  }
}

import S2SJSON

/// Reads the few kinds of JSON token that a safetensors header consists of.
///
/// The header's grammar is fixed: objects of strings, whole numbers and arrays of them, three
/// levels deep. So there is no general JSON value here, nothing nests deeper than the calls of
/// `SafetensorsHeader` do, and duplicate keys are seen by the caller.
struct SafetensorsScanner {
  private var json: JSONScanner
  private let path: String
  /// The offset of the header in the file.
  private let start: Int

  /// Scans a range of a file's bytes; positions are offsets in the file.
  init(_ file: UnsafeRawBufferPointer, range: Range<Int>, path: String) {
    json = JSONScanner(file[range])
    start = range.lowerBound
    self.path = path
  }

  /// The offset of the next byte.
  var position: Int { start + json.position }

  /// Whether only the padding is left that the format allows: spaces.
  var isAtEnd: Bool { json.bytes[json.position...].allSatisfy { $0 == UInt8(ascii: " ") } }

  /// Reads the members of an object; `member` gets each key and its offset, and reads the value.
  mutating func object(
    _ member: (inout SafetensorsScanner, String, Int) throws(SafetensorsError) -> Void
  ) throws(SafetensorsError) {
    try expect("{")
    if json.skips("}") { return }
    repeat {
      json.skipSpace()
      let offset = position
      let key = try name()
      try expect(":")
      try member(&self, key, offset)
    } while json.skips(",")
    try expect("}")
  }

  /// Reads an array of whole numbers, each at least 0.
  mutating func integers(atMost limit: Int) throws(SafetensorsError) -> [Int] {
    try expect("[")
    var values: [Int] = []
    if json.skips("]") { return values }
    repeat {
      json.skipSpace()
      let offset = position
      let value = try token { (json) throws(JSONScanner.Fault) in try json.integer() }
      guard value >= 0 else { throw error(.negativeNumber, at: offset) }
      guard values.count < limit else { throw error(.tooManyNumbers(limit: limit), at: position) }
      values.append(value)
    } while json.skips(",")
    try expect("]")
    return values
  }

  /// Reads a string of at most `SafetensorsHeader.maximumNameBytes`: what is compared and hashed.
  mutating func name() throws(SafetensorsError) -> String {
    json.skipSpace()
    let offset = position
    let name = try string()
    let limit = SafetensorsHeader.maximumNameBytes
    guard name.utf8.count <= limit else { throw error(.nameTooLong(limit: limit), at: offset) }
    return name
  }

  /// Reads a string.
  mutating func string() throws(SafetensorsError) -> String {
    try token { (json) throws(JSONScanner.Fault) in try json.string() }
  }

  private mutating func expect(_ mark: Unicode.Scalar) throws(SafetensorsError) {
    try token { (json) throws(JSONScanner.Fault) in try json.expect(mark) }
  }

  private mutating func token<Token>(
    _ read: (inout JSONScanner) throws(JSONScanner.Fault) -> Token
  ) throws(SafetensorsError) -> Token {
    do {
      return try read(&json)
    } catch {
      throw self.error(.json(error.problem), at: start + error.offset)
    }
  }

  private func error(_ fault: SafetensorsFault, at offset: Int) -> SafetensorsError {
    .malformed(path: path, name: nil, offset: offset, fault)
  }
}

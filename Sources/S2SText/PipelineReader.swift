import S2SJSON

/// Reads the JSON of a stored pipeline: one object of known fields, nothing nested deeper.
///
/// Strict JSON in any order and layout; a field that is unknown or comes twice is an error. Nothing
/// recurses, so depth cannot exhaust the stack.
struct PipelineReader {
  /// The value that was read; `nil` where the field is absent.
  struct Fields {
    var format: String?
    var version: Int?
    var locale: String?
    var characters: String?
    var merges: [TokenPair]?
    var tokens: [TokenID]?
    var placeholders: String?
    var normalization: String?
    var sentences: Int?
    var initial: String?
    var capitals: String?
    var cut: String?
    var words: String?
    var join: String?
    var codes: String?
    var model: String?
    var labels: String?
  }

  /// Longer than any known name.
  private static let maximumNameBytes = 32

  private var scanner: JSONScanner
  /// The field being read, for errors.
  private var field = "(beginning)"

  init(_ text: String) { scanner = JSONScanner(text.utf8) }

  /// Reads the whole text.
  ///
  /// - Throws: `TextError.malformed`.
  mutating func read() throws -> Fields {
    var fields = Fields()
    do throws(JSONScanner.Fault) {
      try scanner.expect("{")
      if !scanner.skips("}") {
        repeat { try readField(into: &fields) } while scanner.skips(",")
        field = "(end)"
        try scanner.expect("}")
      }
      field = "(end)"
      scanner.skipSpace()
      guard scanner.next == nil else { throw scanner.fault(.trailingText) }
    } catch {
      throw TextError.malformed(field: field, error.problem, offset: error.offset)
    }
    return fields
  }

  private mutating func readField(into fields: inout Fields) throws(JSONScanner.Fault) {
    field = "(name)"
    let name = try scanner.string()
    // To compare it takes quadratic time for a hostile one.
    guard name.utf8.count <= Self.maximumNameBytes else { throw scanner.fault(.nameTooLong) }
    field = name
    try scanner.expect(":")
    switch name {
    case "format": try store(scanner.string(), in: &fields.format)
    case "version": try store(scanner.integer(), in: &fields.version)
    case "locale": try store(scanner.string(), in: &fields.locale)
    case "characters": try store(scanner.string(), in: &fields.characters)
    case "merges": try store(pairs(), in: &fields.merges)
    case "tokens": try store(tokens(), in: &fields.tokens)
    case "placeholders": try store(scanner.string(), in: &fields.placeholders)
    case "normalization": try store(scanner.string(), in: &fields.normalization)
    case "sentences": try store(scanner.integer(), in: &fields.sentences)
    case "initial": try store(scanner.string(), in: &fields.initial)
    case "capitals": try store(scanner.string(), in: &fields.capitals)
    case "cut": try store(scanner.string(), in: &fields.cut)
    case "words": try store(scanner.string(), in: &fields.words)
    case "join": try store(scanner.string(), in: &fields.join)
    case "codes": try store(scanner.string(), in: &fields.codes)
    case "model": try store(scanner.string(), in: &fields.model)
    case "labels": try store(scanner.string(), in: &fields.labels)
    default: throw scanner.fault(.unknownName)
    }
  }

  private mutating func store<Value>(
    _ value: Value, in place: inout Value?
  ) throws(JSONScanner.Fault) {
    guard place == nil else { throw scanner.fault(.duplicateName(field)) }
    place = value
  }

  // MARK: - Values

  private mutating func pairs() throws(JSONScanner.Fault) -> [TokenPair] {
    try list { reader throws(JSONScanner.Fault) in
      try reader.scanner.expect("[")
      let left = try reader.token()
      try reader.scanner.expect(",")
      let pair = TokenPair(left: left, right: try reader.token())
      try reader.scanner.expect("]")
      return pair
    }
  }

  private mutating func tokens() throws(JSONScanner.Fault) -> [TokenID] {
    try list { reader throws(JSONScanner.Fault) in try reader.token() }
  }

  private mutating func list<Element>(
    of element: (inout PipelineReader) throws(JSONScanner.Fault) -> Element
  ) throws(JSONScanner.Fault) -> [Element] {
    var elements: [Element] = []
    try scanner.expect("[")
    if scanner.skips("]") { return elements }
    repeat { elements.append(try element(&self)) } while scanner.skips(",")
    try scanner.expect("]")
    return elements
  }

  private mutating func token() throws(JSONScanner.Fault) -> TokenID {
    guard let token = TokenID(exactly: try scanner.integer()) else {
      throw scanner.fault(.numberTooLarge)
    }
    return token
  }
}

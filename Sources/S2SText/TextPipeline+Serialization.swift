import S2SJSON

extension TextPipeline {
  /// The kind of the stored form.
  private static let format = "s2s-text"
  /// Version 1 has no placeholders, version 2 all tokens, version 3 no normal form but NFC; a pipeline
  /// is written in the lowest version that holds it.
  private static let plainVersion = 1, placeholderVersion = 2, subsetVersion = 3,
    normalizationVersion = 4

  /// The pipeline as JSON text:
  /// `{"format":"s2s-text","version":1,"locale":"fr","characters":"▁e...","merges":[[259,260],...]}`.
  ///
  /// With placeholders the version is 2, and `"placeholders":"<url1> <num1> <num2>"` comes last.
  /// A pipeline that uses some of the tokens has version 3, and says which: `"tokens":[259,...]`.
  /// One with another normal form than NFC has version 4, and names it: `"normalization":"typed-1"`;
  /// what its lines look like follows: `"sentences":1,"initial":"upper","capitals":"Marie Paris"`.
  /// Characters and merges stand in the order of their tokens, the first character being token 259.
  public func serialized() throws -> String {
    let version = Self.version(
      hasPlaceholders: !placeholders.isEmpty, hasSubset: subset != nil,
      isNormalized: normalization != .nfc)
    let characters = String(String.UnicodeScalarView(model.characters))
    var text = "{\"format\":\"\(Self.format)\",\"version\":\(version)"
    text += ",\"locale\":\"\(locale)\",\"characters\":"
    text += jsonString(characters, escaping: Self.isInvisible) + ",\"merges\":["
    for (index, pair) in model.merges.pairs.enumerated() {
      text += "\(index > 0 ? "," : "")[\(pair.left),\(pair.right)]"
    }
    text += "]"
    if let subset { text += ",\"tokens\":\(subset.tokens)".filter { $0 != " " } }
    if !placeholders.isEmpty { text += ",\"placeholders\":\"\(placeholders.names)\"" }
    return text + normalizationFields + "}"
  }

  private var normalizationFields: String {
    guard normalization != .nfc else { return "" }
    let field = ",\"normalization\":\"\(normalization.rawValue)\""
    guard let habits else { return field }
    return field
      + ",\"sentences\":\(habits.sentences),\"initial\":\"\(habits.beginWithCapital ? "upper" : "any")\""
      + ",\"capitals\":" + jsonString(habits.capitalWords, escaping: Self.isInvisible)
  }

  private static func version(
    hasPlaceholders: Bool, hasSubset: Bool, isNormalized: Bool
  ) -> Int {
    if isNormalized { return normalizationVersion }
    if hasSubset { return subsetVersion }
    return hasPlaceholders ? placeholderVersion : plainVersion
  }

  /// Reads the stored form of a pipeline.
  ///
  /// - Throws: `TextError` that names the field.
  /// - Complexity: O(*n*); memory in proportion to the text, pieces being bounded in length.
  public init(serialized: String) throws {
    var reader = PipelineReader(serialized)
    let fields = try reader.read()
    guard let format = fields.format else { throw TextError.missingField("format") }
    // Byte by byte: to compare as texts takes quadratic time for a hostile one.
    guard format.utf8.elementsEqual(Self.format.utf8) else {
      throw TextError.otherFormat(expected: Self.format)
    }
    guard let version = fields.version else { throw TextError.missingField("version") }
    let expected = Self.version(
      hasPlaceholders: fields.placeholders != nil, hasSubset: fields.tokens != nil,
      isNormalized: fields.normalization != nil)
    guard version == expected else {
      throw TextError.otherVersion(version, expected: expected)
    }
    guard let placeholders = PlaceholderSet(names: fields.placeholders ?? "") else {
      throw TextError.inconsistent(field: "placeholders", .otherPlaceholders)
    }
    guard let locale = fields.locale else { throw TextError.missingField("locale") }
    guard let characters = fields.characters else { throw TextError.missingField("characters") }
    guard let merges = fields.merges else { throw TextError.missingField("merges") }
    var model = try BPEModel(characters: Array(characters.unicodeScalars))
    for pair in merges { try model.addMerge(pair) }
    let subset = try fields.tokens.map { try TokenSubset($0, of: model) }
    self = try TextPipeline(
      locale: locale, model: model, subset: subset, placeholders: placeholders
    ).normalizing(by: fields.textNormalization(), habits: fields.habits(locale: locale))
  }

  /// Whether a scalar other than ASCII could not be seen, or is a control character.
  private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value)
  }
}

import S2SJSON

extension TextPipeline {
  /// The kind of the stored form.
  private static let format = "s2s-text"
  /// The versions; a pipeline is written in the lowest that holds it.
  ///
  /// Version 1 has no placeholders, version 2 all tokens, version 3 no normal form but NFC; version 5
  /// is for other tokens than subwords.
  private static let plainVersion = 1, placeholderVersion = 2, subsetVersion = 3,
    normalizationVersion = 4, cutVersion = 5

  /// The pipeline as JSON text:
  /// `{"format":"s2s-text","version":1,"locale":"fr","characters":"▁e...","merges":[[259,260],...]}`.
  ///
  /// With placeholders the version is 2, and `"placeholders":"<url1> <num1> <num2>"` comes last.
  /// A pipeline that uses some of the tokens has version 3, and says which: `"tokens":[259,...]`.
  /// One with another normal form than NFC has version 4, and names it: `"normalization":"typed-1"`;
  /// what its lines look like follows: `"sentences":1,"initial":"upper","capitals":"Marie Paris"`.
  /// Characters and merges stand in the order of their tokens, the first character being token 259.
  /// Other tokens than subwords have version 5 and say how they are cut; see `schemeFields`.
  public func serialized() throws -> String {
    var text = "{\"format\":\"\(Self.format)\",\"version\":\(version)"
    text += ",\"locale\":\"\(locale)\"" + schemeFields
    if !placeholders.isEmpty { text += ",\"placeholders\":\"\(placeholders.names)\"" }
    return text + normalizationFields + "}"
  }

  /// A string that shows every character which it holds.
  static func visible(_ text: String) -> String { jsonString(text, escaping: isInvisible) }

  private var normalizationFields: String {
    guard normalization != .nfc, scheme.isNormalized else { return "" }
    let field = ",\"normalization\":\"\(normalization.rawValue)\""
    guard let habits else { return field }
    return field
      + ",\"sentences\":\(habits.sentences),\"initial\":\"\(habits.beginWithCapital ? "upper" : "any")\""
      + ",\"capitals\":" + jsonString(habits.capitalWords, escaping: Self.isInvisible)
  }

  private var version: Int {
    guard case .subwords(_, let subset) = scheme else { return Self.cutVersion }
    return Self.version(
      hasPlaceholders: !placeholders.isEmpty, hasSubset: subset != nil,
      isNormalized: normalization != .nfc)
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
    let expected =
      fields.cut != nil
      ? Self.cutVersion
      : Self.version(
        hasPlaceholders: fields.placeholders != nil, hasSubset: fields.tokens != nil,
        isNormalized: fields.normalization != nil)
    guard version == expected else {
      throw TextError.otherVersion(version, expected: expected)
    }
    guard let placeholders = PlaceholderSet(names: fields.placeholders ?? "") else {
      throw TextError.inconsistent(field: "placeholders", .otherPlaceholders)
    }
    guard let locale = fields.locale else { throw TextError.missingField("locale") }
    let scheme = try fields.scheme()
    guard scheme.isNormalized || placeholders.isEmpty else {
      throw TextError.inconsistent(field: "placeholders", .otherPlaceholders)
    }
    guard scheme.isNormalized || fields.normalization == nil else {
      throw TextError.inconsistent(field: "normalization", .unknownNormalization)
    }
    self = try TextPipeline(locale: locale, scheme, placeholders: placeholders)
      .normalizing(by: fields.textNormalization(), habits: fields.habits(locale: locale))
  }

  /// Whether a scalar other than ASCII could not be seen, or is a control character.
  private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value)
  }
}

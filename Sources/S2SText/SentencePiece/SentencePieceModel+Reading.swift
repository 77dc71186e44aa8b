/// Reads the message `ModelProto`; fields that cutting does not depend on are stepped over.
///
/// Reference: `sentencepiece_model.proto` of SentencePiece 0.2.1.
extension SentencePieceModel {
  /// Whether a file may be a model: its first field is a piece.
  static func mayBe(_ file: [UInt8]) -> Bool { file.first == 0x0A }

  /// Reads a model's file.
  ///
  /// - Throws: `SubwordFault`.
  init(reading file: [UInt8]) throws(SubwordFault) {
    self.init(file: file)
    var fields = ProtobufFields(file, in: file.indices)
    var isSuffix = false
    while let (number, value) = try fields.next() {
      guard case .bytes(let range) = value else { continue }
      switch number {
      case 1: try readPiece(range)
      case 2: try readTrainer(range, &isSuffix)
      case 3: try Self.read(&normalizer, file, range)
      case 5:
        var other = denormalizer ?? PieceNormalizer()
        try Self.read(&other, file, range)
        denormalizer = other
      default: break
      }
    }
    normalizer.prefixIsSuffix = isSuffix
    if denormalizer?.map == nil { denormalizer = nil }
    try index()
  }

  private mutating func readPiece(_ range: Range<Int>) throws(SubwordFault) {
    guard types.count < Vocabulary.sizes.upperBound else {
      throw .tooMany(limit: Vocabulary.sizes.upperBound)
    }
    var fields = ProtobufFields(file, in: range)
    var name = 0..<0
    var score: Float = 0
    var type = PieceType.normal
    while let (number, value) = try fields.next() {
      switch (number, value) {
      case (1, .bytes(let place)): name = place
      case (2, .fixed(let bits)): score = Float(bitPattern: bits)
      case (3, .number(let code)):
        guard let known = PieceType(rawValue: code) else { throw .impossiblePiece(types.count) }
        type = known
      default: break
      }
    }
    guard score.isFinite else { throw .impossiblePiece(types.count) }
    names.append(file[name])
    scores.append(score)
    types.append(type)
  }

  private mutating func readTrainer(
    _ range: Range<Int>, _ isSuffix: inout Bool
  ) throws(SubwordFault) {
    var fields = ProtobufFields(file, in: range)
    while let (number, value) = try fields.next() {
      switch (number, value) {
      case (3, .number(let code)):
        guard let known = Kind(rawValue: Int(truncatingIfNeeded: code)) else {
          throw .otherKind(Int(truncatingIfNeeded: code))
        }
        kind = known
      case (24, .number(let flag)): isSuffix = flag != 0
      case (35, .number(let flag)): spellsBytes = flag != 0
      case (44, .bytes(let place)): unknownText = Array(file[place])
      default: break
      }
    }
  }

  private static func read(
    _ normalizer: inout PieceNormalizer, _ file: [UInt8], _ range: Range<Int>
  ) throws(SubwordFault) {
    var fields = ProtobufFields(file, in: range)
    while let (number, value) = try fields.next() {
      switch (number, value) {
      case (2, .bytes(let place)):
        normalizer.map = place.isEmpty ? nil : try CharacterMap(file[place])
      case (3, .number(let flag)): normalizer.addsPrefix = flag != 0
      case (4, .number(let flag)): normalizer.removesExtraSpaces = flag != 0
      case (5, .number(let flag)): normalizer.marksSpaces = flag != 0
      default: break
      }
    }
  }
}

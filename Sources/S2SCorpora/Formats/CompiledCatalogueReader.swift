import S2SFiles

/// The pairs of a compiled gettext catalogue (`.mo`) in either byte order, one after the other.
///
/// The file is mapped into memory, and every number in it is checked before it is used. Texts may
/// overlap, as the format allows, but together they are not many times the file. Messages with
/// parts that depend on the system (`PRId64`) are left out. What a message gives is said by
/// `CataloguePairs`.
///
/// Reference: GNU gettext 0.21, manual, 10.3 "The Format of GNU MO Files".
final class CompiledCatalogueReader {
  private static let magic: UInt32 = 0x9504_12de
  private static let headerBytes = 28
  /// The header of minor revision 1, which has messages that depend on the system.
  private static let longHeaderBytes = 48
  /// How much longer than the file its texts may be together.
  private static let largestRatio = 16
  /// The total size of texts that is always allowed.
  private static let harmlessBytes = 1 << 20

  private let file: MappedFile
  private let isByteSwapped: Bool
  private let idTable: Int
  private let translationTable: Int
  private let count: Int
  private var index = 0
  private var pairs: CataloguePairs

  /// The messages that were taken and left out so far.
  var report: ReadingReport { pairs.report }
  /// The part of the file, in bytes, whose messages were read so far.
  var fileBytesRead: Int { count == 0 ? 0 : file.count / count * index }

  /// Opens a file and checks its structure.
  ///
  /// - Throws: `FileError` when it cannot be opened; `CorpusError`: `malformedCompilation` when it is
  ///   no compiled catalogue, `otherLanguage` or `oneLanguage` when it is of others.
  init(path: String, languages: LanguagePair) throws {
    let file = try MappedFile(path: path)
    self.file = file
    isByteSwapped = try Self.isByteSwapped(file)
    pairs = CataloguePairs(path: path, languages: languages, places: .message)
    let words = Words(file: file, isByteSwapped: isByteSwapped)
    guard file.count >= Self.headerBytes else { throw Self.cutOff(file) }
    let (major, minor) = (words[4] >> 16, words[4] & 0xffff)
    guard major <= 1, minor <= 1 else {
      throw Self.error(file, at: 4, .otherRevision(major: major, minor: minor))
    }
    (count, idTable, translationTable) = (words[8], words[12], words[16])
    for (field, table) in [(12, idTable), (16, translationTable)] {
      try Self.checkTable(file, field: field, offset: table, bytes: count * 8)
    }
    try checkTexts(words)
    if minor == 1 { try noteSystemDependent(words) }
  }

  /// The next pair, or `nil` after the last.
  ///
  /// - Throws: `CorpusError`: `malformedCatalogue` for a text that is none, `noTranslation`.
  func next() throws -> TextPair? {
    let words = Words(file: file, isByteSwapped: isByteSwapped)
    while true {
      if let pair = pairs.queue.next() { return pair }
      guard index < count else {
        try pairs.checkNotEmpty()
        return nil
      }
      let (id, translation) = (idTable + index * 8, translationTable + index * 8)
      index += 1
      // The header was read at the beginning, wherever it is.
      if words[id] > 0 { try pairs.take(message(words.text(id), words.text(translation))) }
    }
  }

  /// A message by its two texts: a context ends with EOT, plural forms with NUL.
  private func message(_ id: [UInt8], _ translation: [UInt8]) -> CataloguePairs.Message {
    var message = CataloguePairs.Message(place: index)
    let withoutContext = id.firstIndex(of: 4).map { id[($0 + 1)...] } ?? id[...]
    let ids = withoutContext.split(separator: 0, maxSplits: 1, omittingEmptySubsequences: false)
    message.id = Array(ids[0])
    message.plural = ids.count > 1 ? Array(ids[1]) : nil
    message.translations =
      ids.count > 1
      ? translation.split(separator: 0, omittingEmptySubsequences: false).map(Array.init)
      : [translation]
    return message
  }
}

/// The checks before anything is used.
extension CompiledCatalogueReader {
  private static func isByteSwapped(_ file: MappedFile) throws -> Bool {
    guard file.count >= 4 else { throw cutOff(file) }
    let first = Words(file: file, isByteSwapped: false)[0]
    if first == magic { return false }
    if UInt32(first).byteSwapped == magic { return true }
    let isCompressed = first & 0xffff == 0x8b1f
    throw error(file, at: 0, isCompressed ? .compressed : .noCatalogue)
  }

  /// Whether all texts are inside of the file; reads the header, the message without a text.
  private func checkTexts(_ words: Words) throws {
    var total = 0
    for index in 0..<count {
      for entry in [idTable + index * 8, translationTable + index * 8] {
        let (length, offset) = (words[entry], words[entry + 4])
        guard offset + length < file.count else {
          throw Self.error(
            file, at: entry, .textOutside(bytes: length, at: offset, fileBytes: file.count))
        }
        guard words.byte(offset + length) == 0 else {
          throw Self.error(file, at: entry, .noEnd(bytes: length, at: offset))
        }
        total += length
      }
      if words[idTable + index * 8] == 0 {
        let header = CatalogueHeader(words.text(translationTable + index * 8))
        try pairs.take(header, at: index + 1)
      }
    }
    guard total <= file.count * Self.largestRatio + Self.harmlessBytes else {
      throw Self.error(file, at: idTable, .overlapping(bytes: total))
    }
  }

  /// Messages of minor revision 1 that are put together when they are shown.
  private func noteSystemDependent(_ words: Words) throws {
    guard file.count >= Self.longHeaderBytes else { throw Self.cutOff(file) }
    let dependent = words[36]
    for field in [40, 44] {
      try Self.checkTable(file, field: field, offset: words[field], bytes: dependent * 4)
    }
    for number in 0..<dependent {
      pairs.report.tally.note(.systemDependent, at: count + number + 1)
    }
  }

  private static func checkTable(
    _ file: MappedFile, field: Int, offset: Int, bytes: Int
  ) throws {
    guard offset + bytes <= file.count else {
      throw error(
        file, at: field, .tableOutside(bytes: bytes, at: offset, fileBytes: file.count))
    }
  }

  private static func cutOff(_ file: MappedFile) -> CorpusError {
    error(file, at: file.count, .cutOff)
  }

  private static func error(
    _ file: MappedFile, at offset: Int, _ fault: CompiledCatalogueFault
  ) -> CorpusError {
    .malformedCompilation(path: file.path, offset: offset, fault)
  }
}

/// The numbers and texts of a file.
private struct Words {
  let file: MappedFile
  let isByteSwapped: Bool

  /// The number of four bytes at an offset.
  ///
  /// - Precondition: they are inside of the file.
  subscript(offset: Int) -> Int {
    let word = file.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: offset, as: UInt32.self) }
    return Int(isByteSwapped ? word.byteSwapped : word.littleEndian)
  }

  func byte(_ offset: Int) -> UInt8 { file.withUnsafeBytes { $0[offset] } }

  /// The text whose length and place stand at an offset.
  ///
  /// - Precondition: it was found to be inside of the file.
  func text(_ entry: Int) -> [UInt8] {
    let (length, offset) = (self[entry], self[entry + 4])
    return file.withUnsafeBytes { Array($0[offset..<offset + length]) }
  }
}

import CExpat
import S2SFiles

/// The pairs of a translation memory (TMX 1.1 to 1.4b), plain or gzip, one after the other, in
/// bounded memory.
///
/// - Encodings are UTF-8, UTF-16, ASCII and Latin-1, as the file says.
/// - Of each unit the first text of each language is taken. Languages are matched as ranges: `en`
///   takes `en-US` and `en_GB`.
/// - The content of `bpt`, `ept`, `ph`, `it` and `ut` is markup and left out, with any `sub` in it;
///   a line break (`ph` of type `lb`) becomes a space. `hi` and elements that the standard does not
///   know leave their text.
/// - White space and placeholders are as `SegmentText` says.
/// - No entities but XML's own, no document type's declarations; nothing is fetched.
///
/// Reference: TMX 1.4b Specification, Localization Industry Standards Association, 2005.
final class TranslationMemoryReader {
  private static let chunkBytes = 1 << 16
  /// The longest tag, comment or instruction, in bytes: expat keeps it whole.
  private static let maximumTokenBytes = 1 << 20

  private let path: String
  private let stream: ByteStream
  private let parser: OpaquePointer
  private let units: TranslationUnits
  private var bytesRead = 0
  private var surrogates = SurrogateCheck()
  private var isAtEnd = false
  /// The error that ends the file, after the pairs before it.
  private var failure: (any Error)?

  /// The units that were taken and left out so far.
  var report: ReadingReport { units.report }
  /// The bytes read from the disk so far.
  var fileBytesRead: Int { stream.bytesRead }

  /// Opens a file.
  ///
  /// - Throws: `FileError` when it cannot be opened.
  init(path: String, languages: LanguagePair) throws {
    self.path = path
    stream = try ByteStream(path: path)
    guard let parser = XML_ParserCreate(nil) else {
      throw CorpusError.outOfMemory(path)
    }
    self.parser = parser
    units = TranslationUnits(path: path, languages: languages, parser: parser)
    units.listen()
  }

  deinit { XML_ParserFree(parser) }

  /// The next pair, or `nil` after the last.
  ///
  /// - Throws: `CorpusError`: `malformedMemory` or `emptyMemory` when the file is no translation
  ///   memory, `noUnit` when it has no pair of these languages; `LineError`, `FileError`.
  func next() throws -> TextPair? {
    while true {
      if let pair = units.pairs.next() { return pair }
      if let failure { throw failure }
      if isAtEnd { return nil }
      do { try parseMore() } catch { failure = error }
    }
  }

  private func parseMore() throws {
    // A token that is not whole yet is looked at from its start again: twice the bytes each time,
    // and the whole effort is linear.
    let size = max(Self.chunkBytes, pendingBytes)
    guard let buffer = XML_GetBuffer(parser, Int32(size)) else { throw parseError() }
    let count = try fill(UnsafeMutableRawBufferPointer(start: buffer, count: size))
    isAtEnd = count < size
    guard surrogates.accepts(UnsafeRawBufferPointer(start: buffer, count: count)) else {
      throw malformed(.notUTF16)
    }
    bytesRead += count
    guard XML_ParseBuffer(parser, Int32(count), isAtEnd ? 1 : 0) == XML_STATUS_OK else {
      throw units.failure ?? parseError()
    }
    if isAtEnd {
      try units.checkNotEmpty()
    } else if pendingBytes > Self.maximumTokenBytes {
      throw malformed(.tokenTooLong(limit: Self.maximumTokenBytes))
    }
  }

  /// The bytes that the parser was given but could not yet make use of.
  private var pendingBytes: Int { bytesRead - max(0, Int(XML_GetCurrentByteIndex(parser))) }

  /// Reads until the buffer is full or the file ends.
  private func fill(_ buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    var count = 0
    while count < buffer.count {
      let more = try stream.read(into: UnsafeMutableRawBufferPointer(rebasing: buffer[count...]))
      if more == 0 { break }
      count += more
    }
    return count
  }
}

/// The error that expat reports.
extension TranslationMemoryReader {
  private func parseError() -> CorpusError {
    let code = XML_GetErrorCode(parser)
    switch code {
    case XML_ERROR_NO_ELEMENTS where bytesRead == 0: return .emptyMemory(path)
    case XML_ERROR_NO_ELEMENTS, XML_ERROR_UNCLOSED_TOKEN, XML_ERROR_PARTIAL_CHAR,
      XML_ERROR_UNCLOSED_CDATA_SECTION:
      return malformed(.cutOff)
    case XML_ERROR_UNKNOWN_ENCODING, XML_ERROR_INCORRECT_ENCODING: return malformed(.otherEncoding)
    case XML_ERROR_UNDEFINED_ENTITY: return malformed(.undefinedEntity(nil))
    case XML_ERROR_INVALID_TOKEN: return malformed(misplacedCharacter)
    default:
      let reason = XML_ErrorString(code).map { String(cString: $0) } ?? "unknown error"
      return malformed(.notXML(reason: reason))
    }
  }

  /// A character that may not stand where it does, most often because it is in another encoding.
  private var misplacedCharacter: TranslationMemoryFault {
    let place = max(0, Int(XML_GetCurrentByteIndex(parser))) + 1
    switch currentByte {
    case 0?: return .nulByte(byte: place)
    case let byte? where byte >= 0x80: return .notInEncoding(byte: place)
    default: return .misplacedCharacter(byte: place)
    }
  }

  /// The byte where the parser stopped.
  private var currentByte: UInt8? {
    var (offset, size): (Int32, Int32) = (0, 0)
    guard let context = XML_GetInputContext(parser, &offset, &size), offset >= 0, offset < size
    else { return nil }
    return UInt8(bitPattern: context[Int(offset)])
  }

  private func malformed(_ fault: TranslationMemoryFault) -> CorpusError {
    .malformedMemory(path: path, line: Int(XML_GetCurrentLineNumber(parser)), fault)
  }
}

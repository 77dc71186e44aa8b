import CExpat
import S2SFiles

/// The pairs of a translation memory (TMX 1.1 to 1.4b), plain or gzip, one after the other, in
/// bounded memory.
///
/// - Encodings are those that ICU knows, as the file says; UTF-8 where it says none.
/// - A unit with a character that XML forbids is left out.
/// - Of each unit the first text of each language is taken. Languages are matched as ranges: `en`
///   takes `en-US` and `en_GB`.
/// - The content of `bpt`, `ept`, `ph`, `it` and `ut` is markup and left out, with any `sub` in it;
///   what it leaves between words is said by `InlineTag`. `hi` and elements that the standard does
///   not know leave their text.
/// - White space and placeholders are as `SegmentText` says.
/// - No entities but XML's own, no document type's declarations; nothing is fetched.
///
/// Reference: TMX 1.4b Specification, Localization Industry Standards Association, 2005.
final class TranslationMemoryReader {
  private static let chunkBytes = 1 << 16
  /// The longest tag, comment or instruction, in bytes: expat keeps it whole.
  private static let maximumTokenBytes = 1 << 20

  private let path: String
  private let stream: DecodedStream
  private let parser: OpaquePointer
  private let units: TranslationUnits
  /// The bytes of the text, in UTF-8, that the parser was given.
  private var bytesRead = 0
  /// What the parser gets with what follows.
  private var held: [UInt8] = []
  private var isAtEnd = false
  /// The error behind the bytes read so far.
  private var readFailure: (any Error)?
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
    stream = try DecodedStream(
      ByteStream(repeatedly: path), path: path, declaration: Self.declaredEncoding)
    // The text is in UTF-8 by now, whatever the file declares.
    guard let parser = XML_ParserCreate("UTF-8") else {
      throw CorpusError.outOfMemory(path)
    }
    self.parser = parser
    units = TranslationUnits(path: path, languages: languages, parser: parser)
    units.listen()
    if stream.unknownEncoding != nil {
      failure = CorpusError.malformedMemory(path: path, line: 1, .otherEncoding)
    }
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
    if let readFailure { throw asFault(readFailure) }
    // A token that is not whole yet is looked at from its start again: twice the bytes each time,
    // and the whole effort is linear.
    let size = held.count + max(Self.chunkBytes, pendingBytes)
    guard let start = XML_GetBuffer(parser, Int32(size)) else { throw parseError() }
    let buffer = UnsafeMutableRawBufferPointer(start: start, count: size)
    buffer.copyBytes(from: held)
    let count = fill(buffer, from: held.count)
    isAtEnd = count < size && readFailure == nil
    let text = UnsafeMutableRawBufferPointer(rebasing: buffer[..<count])
    let done = units.forbidden.blank(text, at: bytesRead, isEnd: isAtEnd)
    held = Array(text[done...])
    bytesRead += done
    guard XML_ParseBuffer(parser, Int32(done), isAtEnd ? 1 : 0) == XML_STATUS_OK else {
      throw units.failure ?? parseError()
    }
    units.forbidden.forget(before: bytesRead - pendingBytes)
    if isAtEnd {
      try units.checkNotEmpty()
    } else if pendingBytes > Self.maximumTokenBytes {
      throw malformed(.tokenTooLong(limit: Self.maximumTokenBytes))
    }
  }

  /// The bytes that the parser was given but could not yet make use of.
  private var pendingBytes: Int { bytesRead - max(0, Int(XML_GetCurrentByteIndex(parser))) }

  /// Reads until the buffer is full, the file ends, or reading fails.
  private func fill(_ buffer: UnsafeMutableRawBufferPointer, from start: Int) -> Int {
    var count = start
    while count < buffer.count {
      do {
        let rest = UnsafeMutableRawBufferPointer(rebasing: buffer[count...])
        let more = try stream.read(into: rest)
        if more == 0 { break }
        count += more
      } catch {
        readFailure = error
        break
      }
    }
    return count
  }

  /// The encoding in the declaration of an XML file: `<?xml version="1.0" encoding="UTF-8"?>`.
  private static func declaredEncoding(_ head: ArraySlice<UInt8>) -> String? {
    let start = head.starts(with: [0xef, 0xbb, 0xbf]) ? head.dropFirst(3) : head
    guard start.starts(with: Array("<?xml".utf8)) else { return nil }
    let declaration = start.prefix(1_000).prefix { $0 != UInt8(ascii: ">") }
    let parts = declaration.split { Array("\"' =\t\r\n?".utf8).contains($0) }
    guard let name = parts.firstIndex(where: { $0.elementsEqual("encoding".utf8) }) else {
      return nil
    }
    return parts[(name + 1)...].first.map { String(decoding: $0, as: UTF8.self) }
  }
}

/// The error that expat reports.
extension TranslationMemoryReader {
  /// An error of reading, as one of the memory where it is one.
  private func asFault(_ error: any Error) -> any Error {
    guard case LineError.notInEncoding(_, let encoding, let byte) = error else { return error }
    return malformed(encoding.hasPrefix("UTF-16") ? .notUTF16 : .notInEncoding(byte: byte))
  }

  private func parseError() -> CorpusError {
    let code = XML_GetErrorCode(parser)
    switch code {
    case XML_ERROR_NO_ELEMENTS where bytesRead == 0: return .emptyMemory(path)
    case XML_ERROR_NO_ELEMENTS, XML_ERROR_UNCLOSED_TOKEN, XML_ERROR_PARTIAL_CHAR,
      XML_ERROR_UNCLOSED_CDATA_SECTION:
      return malformed(.cutOff)
    case XML_ERROR_UNKNOWN_ENCODING, XML_ERROR_INCORRECT_ENCODING: return malformed(.otherEncoding)
    case XML_ERROR_UNDEFINED_ENTITY: return malformed(.undefinedEntity(nil))
    case XML_ERROR_INVALID_TOKEN where stream.encoding == nil: return malformed(misplacedCharacter)
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

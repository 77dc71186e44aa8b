/// Bytes that come one after the other.
package protocol ByteSource: AnyObject {
  /// Fills the front of `buffer` with what comes next; 0 at the end.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int
  /// The bytes taken from the system so far, as they are on the disk.
  var bytesRead: Int { get }
  /// Whether reading would not wait, as far as is known.
  var isReady: Bool { get }
}

extension ByteSource {
  package var isReady: Bool { false }
}

extension ByteStream: ByteSource {}

/// The text of a file that says its encoding itself, as UTF-8.
///
/// A byte-order mark comes first, half of a `<` in UTF-16, and `<?xml` in EBCDIC; then what the file
/// declares. A
/// declared encoding in which the declaration could not be read, such as UTF-16 in a file of single
/// bytes, is none: then the text is taken for UTF-8. The mark of UTF-8 is believed where the first
/// bytes are UTF-8; else it was put before a text in the declared encoding.
package final class DecodedStream: ByteSource {
  /// The encoding that the text has: as it was declared, or by its mark; `nil` for UTF-8.
  package let encoding: String?
  /// The declared encoding, where it is not known.
  package let unknownEncoding: String?
  /// Whether the text has the mark of UTF-8 and is in it, whatever it declares.
  package let isMarkedUTF8: Bool

  private let stream: ByteStream
  private let path: String
  private let decoder: CharacterDecoder?
  private var input: [UInt8]
  private var pending: Range<Int>
  private var isAtEnd = false
  /// The bytes of the text that the decoder used up.
  private var taken = 0
  /// Where the text is not in its encoding; what comes before it is delivered first.
  private var fault: LineError?

  /// The bytes in which a declaration has to be.
  private static let headBytes = 1 << 16

  /// The bytes read from the disk so far.
  package var bytesRead: Int { stream.bytesRead }

  /// Reads the beginning of a file.
  ///
  /// - Parameter declaration: finds the encoding that the first bytes declare.
  /// - Throws: `FileError`, `LineError`.
  package init(
    _ stream: ByteStream, path: String, declaration: (ArraySlice<UInt8>) -> String?
  ) throws {
    (self.stream, self.path) = (stream, path)
    input = [UInt8](repeating: 0, count: Self.headBytes)
    var count = 0
    while count < input.count {
      let more = try input.withUnsafeMutableBytes {
        try stream.read(into: UnsafeMutableRawBufferPointer(rebasing: $0[count...]))
      }
      if more == 0 { break }
      count += more
    }
    pending = 0..<count
    let head = input[..<count]
    let hasMark = head.starts(with: Self.mark)
    let mainframe = Self.mainframe(head, declaration)
    encoding = Self.marked(head) ?? mainframe ?? Self.credible(declaration(head), in: head)
    isMarkedUTF8 = hasMark && encoding == nil
    if hasMark && encoding != nil { pending = Self.mark.count..<count }
    let hasLineFeeds = head.contains(0x25) || !head.contains(0x15)
    decoder = encoding.flatMap {
      CharacterDecoder($0, swapsLineEnds: mainframe != nil && !hasLineFeeds)
    }
    unknownEncoding = decoder == nil ? encoding : nil
  }

  /// The declared encoding, unless it is UTF-8 or the text cannot be in it.
  private static func credible(_ declared: String?, in head: ArraySlice<UInt8>) -> String? {
    guard let name = declared, !isUTF8(name), !isWide(name) else { return nil }
    return head.starts(with: mark) && isUTF8(head, isCut: head.count == headBytes) ? nil : name
  }

  private static let mark: [UInt8] = [0xef, 0xbb, 0xbf]

  /// Whether bytes are UTF-8, but for a last character that may be cut.
  private static func isUTF8(_ bytes: ArraySlice<UInt8>, isCut: Bool) -> Bool {
    (0...(isCut ? 3 : 0)).contains { String(validating: bytes.dropLast($0), as: UTF8.self) != nil }
  }

  /// The encoding that the first bytes show.
  private static func marked(_ head: ArraySlice<UInt8>) -> String? {
    let marks: [([UInt8], String)] = [
      ([0xff, 0xfe, 0, 0], "UTF-32LE"), ([0, 0, 0xfe, 0xff], "UTF-32BE"),
      ([0xff, 0xfe], "UTF-16LE"), ([0xfe, 0xff], "UTF-16BE"), ([0x3c, 0], "UTF-16LE"),
      ([0, 0x3c], "UTF-16BE"),
    ]
    return marks.first { head.starts(with: $0.0) }?.1
  }

  private static func isUTF8(_ name: String) -> Bool {
    name.utf8.count <= CharacterDecoder.longestName
      && ["utf-8", "utf8", "us-ascii", "ascii"].contains(name.lowercased())
  }

  /// Whether a text of single bytes cannot be in an encoding that is known.
  private static func isWide(_ name: String) -> Bool {
    CharacterDecoder(name) != nil && !CharacterDecoder.isLikeASCII(name)
  }

  /// The encoding of a text that begins as an XML file in EBCDIC does (XML 1.0, appendix F); in any of
  /// these encodings the declaration has the same bytes.
  private static func mainframe(
    _ head: ArraySlice<UInt8>, _ declaration: (ArraySlice<UInt8>) -> String?
  ) -> String? {
    // The bytes of <?xml, and those up to the next >.
    guard head.starts(with: [0x4c, 0x6f, 0xa7, 0x94, 0x93]) else { return nil }
    let first = Array(head.prefix(1_000).prefix { $0 != 0x6e })
    let text = CharacterDecoder("ibm-037")?.decode(first) ?? []
    guard let name = declaration(text[...]) else { return "ibm-037" }
    guard let decoder = CharacterDecoder(name) else { return name }
    return decoder.decode(Array(first.prefix(5))) == Array("<?xml".utf8) ? name : "ibm-037"
  }

  package func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    guard let decoder else { return try readPlain(into: buffer) }
    while true {
      if let fault { throw fault }
      if pending.isEmpty && !isAtEnd { try refill() }
      let step = input.withUnsafeBytes {
        decoder.decode(
          UnsafeRawBufferPointer(rebasing: $0[pending]), isEnd: isAtEnd && pending.isEmpty,
          into: buffer)
      }
      pending = pending.lowerBound + step.taken..<pending.upperBound
      taken += step.taken
      if step.isIllFormed {
        fault = .notInEncoding(path: path, encoding: decoder.name, byte: max(1, taken))
      }
      if step.made > 0 { return step.made }
      if isAtEnd && pending.isEmpty && fault == nil { return 0 }
    }
  }

  private func readPlain(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    guard !pending.isEmpty else { return try stream.read(into: buffer) }
    let count = min(pending.count, buffer.count)
    input.withUnsafeBytes { bytes in
      buffer.copyMemory(
        from: UnsafeRawBufferPointer(
          rebasing: bytes[pending.lowerBound..<pending.lowerBound + count]))
    }
    pending = pending.lowerBound + count..<pending.upperBound
    return count
  }

  private func refill() throws {
    let count = try input.withUnsafeMutableBytes { try stream.read(into: $0) }
    pending = 0..<count
    isAtEnd = count == 0
  }
}

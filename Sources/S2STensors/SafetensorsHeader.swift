/// The header of a safetensors file, read and checked against the file's size.
///
/// The file is 8 bytes of length (little-endian), that many bytes of JSON and then the data of the
/// tensors, which cover the rest of the file exactly, without holes and overlaps. Here every rule
/// is checked before anything is used. Three are our own: at most `maximumMetadata` entries, names of
/// at most `maximumNameBytes`, and no more dimensions than NumPy and PyTorch take.
///
/// Reference: the Format section of https://github.com/huggingface/safetensors.
struct SafetensorsHeader: Equatable {
  /// The largest header that the format allows, in bytes.
  static let maximumBytes = 100_000_000
  /// The most metadata entries, so that a hostile header cannot fill the memory with tiny strings.
  static let maximumMetadata = 65_536
  /// The longest name of a tensor, field or metadata entry.
  ///
  /// A string normalises as it hashes, in quadratic time where combining marks follow each other:
  /// a name of 400,000 bytes of them takes 12 seconds.
  static let maximumNameBytes = 512
  /// The bytes that hold the header's length.
  static let lengthBytes = 8
  /// The key of the metadata.
  static let metadataKey = "__metadata__"

  /// A tensor and where its data are.
  struct Entry: Equatable {
    let tensor: SafetensorsTensor
    /// The offsets of its data in the file.
    let range: Range<Int>
  }

  private(set) var metadata: [String: String] = [:]
  /// The tensors in the order of their data.
  private(set) var entries: [Entry] = []

  private let path: String
  private let dataRange: Range<Int>

  /// Reads and checks the header of a whole file.
  ///
  /// - Parameters:
  ///   - file: all bytes of the file; those of the data are not touched.
  ///   - path: the name that errors give to the file.
  /// - Throws: `SafetensorsError.malformed`.
  init(file: UnsafeRawBufferPointer, path: String) throws(SafetensorsError) {
    self.path = path
    guard file.count >= Self.lengthBytes else {
      throw .malformed(path: path, name: nil, offset: nil, .noHeaderLength(fileBytes: file.count))
    }
    let length = UInt64(littleEndian: file.loadUnaligned(as: UInt64.self))
    guard length <= Self.maximumBytes else {
      throw .malformed(
        path: path, name: nil, offset: 0,
        .headerTooLarge(bytes: length, limit: Self.maximumBytes))
    }
    let headerEnd = Self.lengthBytes + Int(length)
    guard headerEnd <= file.count else {
      throw .malformed(
        path: path, name: nil, offset: 0,
        .truncatedHeader(headerBytes: Int(length), bytesThere: file.count - Self.lengthBytes))
    }
    dataRange = headerEnd..<file.count
    guard length > 0, file[Self.lengthBytes] == UInt8(ascii: "{") else {
      throw .malformed(path: path, name: nil, offset: Self.lengthBytes, .noObject)
    }
    var scanner = SafetensorsScanner(file, range: Self.lengthBytes..<headerEnd, path: path)
    try parse(&scanner)
    try checkCoverage()
  }

  private mutating func parse(_ scanner: inout SafetensorsScanner) throws(SafetensorsError) {
    var names: Set<String> = []
    try scanner.object { (scanner, key, offset) throws(SafetensorsError) in
      guard names.insert(key).inserted else {
        throw error(.duplicateName, key, offset)
      }
      if key == Self.metadataKey {
        try parseMetadata(&scanner)
      } else {
        entries.append(try parseTensor(&scanner, name: key, offset: offset))
      }
    }
    guard scanner.isAtEnd else {
      throw .malformed(path: path, name: nil, offset: scanner.position, .trailingBytes)
    }
  }

  private mutating func parseMetadata(_ scanner: inout SafetensorsScanner) throws(SafetensorsError)
  {
    try scanner.object { (scanner, key, offset) throws(SafetensorsError) in
      guard metadata.count < Self.maximumMetadata else {
        throw error(.tooMuchMetadata(limit: Self.maximumMetadata), key, offset)
      }
      guard metadata.updateValue(try scanner.string(), forKey: key) == nil else {
        throw error(.duplicateMetadata, key, offset)
      }
    }
  }

  private func parseTensor(
    _ scanner: inout SafetensorsScanner, name: String, offset: Int
  ) throws(SafetensorsError) -> Entry {
    var type: SafetensorsType?
    var shape: [Int]?
    var range: Range<Int>?
    var seen: Set<String> = []
    try scanner.object { (scanner, key, keyOffset) throws(SafetensorsError) in
      guard seen.insert(key).inserted else {
        throw error(.duplicateField(key), name, keyOffset)
      }
      switch key {
      case "dtype": type = try parseType(&scanner, name: name)
      case "shape": shape = try scanner.integers(atMost: SafetensorsTensor.maximumRank)
      case "data_offsets": range = try parseRange(&scanner, name: name)
      default:
        throw error(.unknownField(key), name, keyOffset)
      }
    }
    guard let type, let shape, let range else {
      let missing = type == nil ? "dtype" : shape == nil ? "shape" : "data_offsets"
      throw error(.missingField(missing), name, offset)
    }
    let tensor = SafetensorsTensor(name: name, type: type, shape: shape)
    guard let byteCount = tensor.byteCount else {
      throw error(.shapeTooLarge(shape), name, offset)
    }
    guard byteCount == range.count else {
      throw error(
        .sizeMismatch(tensor, bytes: byteCount, bytesThere: range.count), name, offset)
    }
    return Entry(tensor: tensor, range: range)
  }

  private func parseType(
    _ scanner: inout SafetensorsScanner, name: String
  ) throws(SafetensorsError) -> SafetensorsType {
    let text = try scanner.name()
    guard let type = SafetensorsType(rawValue: text) else {
      throw error(.unsupportedType(text), name, scanner.position)
    }
    return type
  }

  /// Reads `data_offsets`, which count from the end of the header.
  private func parseRange(
    _ scanner: inout SafetensorsScanner, name: String
  ) throws(SafetensorsError) -> Range<Int> {
    let offsets = try scanner.integers(atMost: SafetensorsTensor.maximumRank)
    guard offsets.count == 2 else {
      throw error(.offsetCount(offsets.count), name, scanner.position)
    }
    guard offsets[0] <= offsets[1], offsets[1] <= dataRange.count else {
      throw error(
        .outOfBounds(offsets: offsets, dataBytes: dataRange.count), name, scanner.position)
    }
    return dataRange.lowerBound + offsets[0]..<dataRange.lowerBound + offsets[1]
  }

  /// Checks that the tensors, in the order of their data, follow each other without a gap.
  private mutating func checkCoverage() throws(SafetensorsError) {
    entries.sort {
      ($0.range.lowerBound, $0.range.upperBound) < ($1.range.lowerBound, $1.range.upperBound)
    }
    var end = dataRange.lowerBound
    for entry in entries {
      let start = entry.range.lowerBound
      guard start >= end else {
        throw error(.overlap, entry.tensor.name, start)
      }
      guard start == end else {
        throw error(.gap(bytes: start - end), entry.tensor.name, end)
      }
      end = entry.range.upperBound
    }
    guard end == dataRange.upperBound else {
      throw .malformed(
        path: path, name: nil, offset: end, .gap(bytes: dataRange.upperBound - end))
    }
  }

  private func error(
    _ fault: SafetensorsFault, _ name: String, _ offset: Int
  ) -> SafetensorsError {
    .malformed(path: path, name: name, offset: offset, fault)
  }
}

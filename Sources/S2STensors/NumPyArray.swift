import S2SFiles

/// An array of a `.npy` file: floating-point numbers of 16, 32 or 64 bits, row by row.
///
/// Format: numpy.lib.format, versions 1 to 3.
struct NumPyArray {
  /// The dimensions, slowest first.
  let shape: [Int]
  /// The numbers, rounded to 32 bits.
  let values: [Float]

  /// Reads a file.
  ///
  /// - Throws: `FeatureError`, `FileError`.
  init(path: String) throws {
    let file = try MappedFile(path: path)
    let parsed = try file.withUnsafeBytes { bytes in
      let (text, start) = try Self.header(bytes, path)
      return try Self.array(text, UnsafeRawBufferPointer(rebasing: bytes[start...]), path)
    }
    (shape, values) = parsed
  }

  /// The text of the header, and where the data begin.
  private static func header(
    _ bytes: UnsafeRawBufferPointer, _ path: String
  ) throws -> (text: String, end: Int) {
    let magic: [UInt8] = [0x93] + Array("NUMPY".utf8)
    guard bytes.count >= 10, bytes.starts(with: magic) else {
      throw FeatureError.malformed(path: path, .magic)
    }
    // Version 1 has a length of two bytes, later ones of four.
    let size = bytes[6] == 1 ? 2 : 4
    guard (1...3).contains(bytes[6]), bytes.count >= 8 + size else {
      throw FeatureError.malformed(path: path, .header)
    }
    let length = (0..<size).reduce(0) { $0 | Int(bytes[8 + $1]) << (8 * $1) }
    let end = 8 + size + length
    guard bytes.count >= end else { throw FeatureError.malformed(path: path, .header) }
    return (String(decoding: bytes[8 + size..<end], as: UTF8.self), end)
  }

  private static func array(
    _ header: String, _ data: UnsafeRawBufferPointer, _ path: String
  ) throws -> (shape: [Int], values: [Float]) {
    guard let type = header.firstMatch(of: /'descr': *'([^']*)'/)?.1,
      let order = header.firstMatch(of: /'fortran_order': *(True|False)/)?.1,
      let list = header.firstMatch(of: /'shape': *\(([0-9, ]*)\)/)?.1
    else { throw FeatureError.malformed(path: path, .header) }
    let sizes = list.split(separator: ",").map { $0.filter { $0 != " " } }.filter { !$0.isEmpty }
    let shape = sizes.compactMap { Int($0) }
    guard shape.count == sizes.count else { throw FeatureError.malformed(path: path, .header) }
    guard order == "False" || shape.count < 2 else {
      throw FeatureError.malformed(path: path, .columnOrder)
    }
    guard let read = readers[String(type)] else {
      throw FeatureError.elementType(path: path, type: String(type))
    }
    guard let count = SafetensorsTensor(name: "", shape: shape).elementCount,
      data.count / read.size == count, data.count % read.size == 0
    else {
      let needed = shape.reduce(read.size) { $0.multipliedSaturating(by: $1) }
      throw FeatureError.malformed(path: path, .size(found: data.count, needed: needed))
    }
    return (shape, (0..<count).map { read.value(data, $0 * read.size) })
  }

  /// How an element of a type is read.
  private struct ElementReader: Sendable {
    let size: Int
    let value: @Sendable (UnsafeRawBufferPointer, Int) -> Float
  }

  private static let readers: [String: ElementReader] = [
    "<f4": ElementReader(size: 4) { $0.loadUnaligned(fromByteOffset: $1, as: Float.self) },
    "<f8": ElementReader(size: 8) { Float($0.loadUnaligned(fromByteOffset: $1, as: Double.self)) },
    "<f2": ElementReader(size: 2) {
      Float(Float16(bitPattern: $0.loadUnaligned(fromByteOffset: $1, as: UInt16.self)))
    },
  ]
}

extension Int {
  /// The product, or the largest number where it is larger.
  fileprivate func multipliedSaturating(by other: Int) -> Int {
    let (product, overflows) = multipliedReportingOverflow(by: other)
    return overflows ? .max : product
  }
}

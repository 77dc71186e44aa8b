import S2SFiles
import S2SJSON

/// Writes a safetensors file, tensor after tensor, replacing an older file in one step.
///
/// The header is written first, from the list of tensors; then their data stream through in the
/// same order, so that no second copy of the weights is needed. The same input gives the same
/// bytes: metadata are sorted by key. Texts are escaped as Python's `safetensors` does. For tensors in the order that Python's `safetensors` chooses
/// (widest elements first, then by name), and at most one metadata entry, whose order Python leaves
/// to chance, the bytes equal Python's.
public final class SafetensorsWriter {
  private let file: FileWriter
  private let path: String
  private let tensors: [SafetensorsTensor]
  private let byteCounts: [Int]
  /// The tensor whose data come next, and how many of its bytes have come.
  private var current = 0
  private var written = 0

  /// Writes a whole file.
  ///
  /// - Parameters:
  ///   - path: the file to create or to replace.
  ///   - tensors: names, types and shapes, in the order of their data.
  ///   - metadata: texts to carry along.
  ///   - data: writes the data of every tensor, in the same order.
  /// - Throws: `FileError`; `SafetensorsError`: `malformed` for a list of tensors or metadata that no
  ///   file can hold, `dataMismatch` for data that are not as promised; or what `data` throws. The
  ///   old file is then untouched.
  public static func write(
    to path: String, tensors: [SafetensorsTensor], metadata: [String: String] = [:],
    _ data: (SafetensorsWriter) throws -> Void
  ) throws {
    let start = try Start(path: path, tensors: tensors, metadata: metadata)
    try AtomicFile.write(to: path) { try start.write(into: $0, data) }
  }

  /// Writes a whole file into one that is open, where several files are written together.
  ///
  /// - Parameters:
  ///   - file: where all bytes go.
  ///   - path: the name that errors give to the file.
  ///   - tensors: as of the other function, and so are `metadata` and `data`.
  /// - Throws: as the other function.
  package static func write(
    into file: FileWriter, path: String, tensors: [SafetensorsTensor],
    metadata: [String: String] = [:], _ data: (SafetensorsWriter) throws -> Void
  ) throws {
    try Start(path: path, tensors: tensors, metadata: metadata).write(into: file, data)
  }

  /// What a file begins with, checked.
  private struct Start {
    let path: String
    let tensors: [SafetensorsTensor]
    let byteCounts: [Int]
    let header: [UInt8]

    init(path: String, tensors: [SafetensorsTensor], metadata: [String: String]) throws {
      self.path = path
      self.tensors = tensors
      byteCounts = try checkedByteCounts(tensors, path: path)
      header = try SafetensorsWriter.header(
        tensors, byteCounts: byteCounts, metadata: metadata, path: path)
    }

    /// Writes the header, and the data behind it.
    func write(into file: FileWriter, _ data: (SafetensorsWriter) throws -> Void) throws {
      try file.write(header)
      let writer = SafetensorsWriter(file, path: path, tensors: tensors, byteCounts: byteCounts)
      try data(writer)
      try writer.finish()
    }
  }

  private init(
    _ file: FileWriter, path: String, tensors: [SafetensorsTensor], byteCounts: [Int]
  ) {
    self.file = file
    self.path = path
    self.tensors = tensors
    self.byteCounts = byteCounts
  }

  /// Writes the data of the next tensor, or the next piece of them.
  ///
  /// - Throws: `FileError`; `SafetensorsError.dataMismatch` when it is another tensor's turn or
  ///   the data are too long.
  public func write(_ name: String, bytes: UnsafeRawBufferPointer) throws {
    stepOverComplete(until: name)
    guard current < tensors.count, tensors[current].name == name else {
      throw mismatch(name, .outOfTurn)
    }
    guard bytes.count <= byteCounts[current] - written else {
      throw mismatch(name, .tooLong(promisedBytes: byteCounts[current]))
    }
    try file.write(bytes)
    written += bytes.count
  }

  /// Writes numbers of the next tensor, all or the next piece of them.
  ///
  /// - Throws: `FileError`; `SafetensorsError.dataMismatch`, also when the tensor is of another
  ///   type.
  public func write<Scalar: SafetensorsScalar>(
    _ name: String, values: UnsafeBufferPointer<Scalar>
  ) throws {
    stepOverComplete(until: name)
    if current < tensors.count, tensors[current].type != Scalar.safetensorsType {
      throw mismatch(name, .otherType(Scalar.safetensorsType))
    }
    try write(name, bytes: UnsafeRawBufferPointer(values))
  }

  /// Writes numbers of the next tensor from an array, all or the next piece of them.
  ///
  /// - Throws: as for a buffer.
  public func write<Scalar: SafetensorsScalar>(_ name: String, values: [Scalar]) throws {
    try values.withUnsafeBufferPointer { try write(name, values: $0) }
  }

  /// Moves on from tensors that have all their data; an empty one has them from the start.
  private func stepOverComplete(until name: String) {
    while current < tensors.count, written == byteCounts[current], tensors[current].name != name {
      current += 1
      written = 0
    }
  }

  private func finish() throws {
    while current < tensors.count {
      guard written == byteCounts[current] else {
        throw mismatch(
          tensors[current].name,
          .tooShort(bytes: written, promisedBytes: byteCounts[current]))
      }
      current += 1
      written = 0
    }
  }

  private func mismatch(
    _ name: String, _ mismatch: SafetensorsError.Mismatch
  ) -> SafetensorsError {
    .dataMismatch(path: path, name: name, mismatch)
  }
}

extension SafetensorsWriter {
  private static func malformed(
    _ path: String, _ name: String?, _ fault: SafetensorsFault
  ) -> SafetensorsError {
    .malformed(path: path, name: name, offset: nil, fault)
  }

  private static func checkedByteCounts(
    _ tensors: [SafetensorsTensor], path: String
  ) throws -> [Int] {
    var names: Set<String> = [SafetensorsHeader.metadataKey]
    var total = 0
    return try tensors.map { tensor in
      try checkLength(ofName: tensor.name, path: path)
      guard names.insert(tensor.name).inserted else {
        throw malformed(path, tensor.name, .duplicateName)
      }
      let (sum, overflow) = total.addingReportingOverflow(tensor.byteCount ?? Int.max)
      guard let byteCount = tensor.byteCount, !overflow else {
        throw malformed(path, tensor.name, .shapeTooLarge(tensor.shape))
      }
      total = sum
      return byteCount
    }
  }

  private static func checkLength(ofName name: String, path: String) throws {
    let limit = SafetensorsHeader.maximumNameBytes
    guard name.utf8.count > limit else { return }
    throw malformed(path, name, .nameTooLong(limit: limit))
  }

  /// The length and the JSON, padded with spaces to a multiple of 8 bytes.
  private static func header(
    _ tensors: [SafetensorsTensor], byteCounts: [Int], metadata: [String: String], path: String
  ) throws -> [UInt8] {
    guard metadata.count <= SafetensorsHeader.maximumMetadata else {
      throw malformed(path, nil, .tooMuchMetadata(limit: SafetensorsHeader.maximumMetadata))
    }
    for key in metadata.keys { try checkLength(ofName: key, path: path) }
    var json: [UInt8] = [UInt8](repeating: 0, count: SafetensorsHeader.lengthBytes)
    json.append(UInt8(ascii: "{"))
    if !metadata.isEmpty {
      appendMetadata(metadata, to: &json)
    }
    var offset = 0
    for (tensor, byteCount) in zip(tensors, byteCounts) {
      if json.last != UInt8(ascii: "{") { json.append(UInt8(ascii: ",")) }
      json += Array(jsonString(tensor.name).utf8)
      let shape = tensor.shape.map(String.init).joined(separator: ",")
      json += Array(
        """
        :{"dtype":"\(tensor.type.rawValue)","shape":[\(shape)],\
        "data_offsets":[\(offset),\(offset + byteCount)]}
        """.utf8)
      offset += byteCount
    }
    json.append(UInt8(ascii: "}"))
    while json.count % 8 != 0 { json.append(UInt8(ascii: " ")) }
    let length = json.count - SafetensorsHeader.lengthBytes
    guard length <= SafetensorsHeader.maximumBytes else {
      throw malformed(
        path, nil,
        .headerTooLarge(bytes: UInt64(length), limit: SafetensorsHeader.maximumBytes))
    }
    withUnsafeBytes(of: UInt64(length).littleEndian) { json.replaceSubrange(0..<8, with: $0) }
    return json
  }

  private static func appendMetadata(_ metadata: [String: String], to json: inout [UInt8]) {
    json += Array((jsonString(SafetensorsHeader.metadataKey) + ":{").utf8)
    let sorted = metadata.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
    for (key, value) in sorted {
      if json.last != UInt8(ascii: "{") { json.append(UInt8(ascii: ",")) }
      json += Array((jsonString(key) + ":" + jsonString(value)).utf8)
    }
    json.append(UInt8(ascii: "}"))
  }
}

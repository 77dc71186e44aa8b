import S2SFiles

/// Flat buffers in safetensors files, each parameter a tensor under its own name.
package enum ParameterFile {
  /// A buffer and what its tensors' names begin with; empty for the parameters themselves.
  package struct Group {
    /// What the names begin with, such as `first_moment.`.
    package let prefix: String
    /// The values.
    package let values: ParameterBuffer

    /// Groups the two.
    package init(prefix: String = "", _ values: ParameterBuffer) {
      self.prefix = prefix
      self.values = values
    }
  }

  /// Replaces the file by one that holds the groups.
  ///
  /// - Throws: `FileError`, `SafetensorsError`; the old file is then untouched.
  package static func write(
    to path: String, groups: [Group], metadata: [String: String]
  ) throws {
    let tensors = groups.flatMap { group in
      group.values.table.entries.map {
        SafetensorsTensor(name: group.prefix + $0.name, shape: $0.shape)
      }
    }
    try SafetensorsWriter.write(to: path, tensors: tensors, metadata: metadata) { writer in
      for group in groups {
        for entry in group.values.table.entries {
          try writer.write(
            group.prefix + entry.name,
            values: UnsafeBufferPointer(group.values.buffer(at: entry.slot)))
        }
      }
    }
  }

  /// Fills the groups from a file whose tensors are exactly theirs.
  ///
  /// - Parameter others: the names of parameters that are left as they are.
  /// - Throws: `SafetensorsError` when a tensor is missing or has another shape.
  package static func read(
    _ file: SafetensorsReader, into groups: [Group], except others: Set<String> = []
  ) throws {
    for group in groups {
      for entry in group.values.table.entries where !others.contains(entry.name) {
        let name = group.prefix + entry.name
        if let tensor = file[name] { try check(tensor, of: file, has: entry.shape) }
        try file.copy(name, into: group.values.buffer(at: entry.slot))
      }
    }
  }

  private static func check(
    _ tensor: SafetensorsTensor, of file: SafetensorsReader, has shape: [Int]
  ) throws {
    guard tensor.shape == shape else {
      throw SafetensorsError.wrongLayout(path: file.path, tensor, needed: .shape(shape))
    }
  }

  /// Parameters that stay in a file and are read when they are touched; nothing may write to them.
  ///
  /// - Returns: `nil` for a file whose tensors have other types or shapes, or lie in another order.
  package static func map(_ file: SafetensorsReader, _ table: ParameterTable) -> ParameterBuffer? {
    guard table.entries.allSatisfy({ file[$0.name]?.shape == $0.shape }),
      let floats = file.run(of: table.entries.map(\.name))
    else { return nil }
    return ParameterBuffer(table, floats: floats)
  }

  /// What follows a matrix's name in that of its scales.
  package static let scaleSuffix = ".scale"

  /// Reads a matrix of eight bits with its scales.
  ///
  /// - Throws: `SafetensorsError` when a tensor is missing, has another shape, or is not finite.
  package static func readQuantized(
    _ entry: ParameterTable.Entry, of file: SafetensorsReader
  ) throws -> QuantizedMatrix {
    let scaleName = entry.name + scaleSuffix
    let bytes = try file.values(of: entry.name, as: Int8.self)
    let scales = try file.values(of: scaleName, as: Float.self)
    if let tensor = file[entry.name] { try check(tensor, of: file, has: entry.shape) }
    if let tensor = file[scaleName], scales.count != entry.slot.rows {
      throw SafetensorsError.wrongLayout(
        path: file.path, tensor, needed: .elementCount(entry.slot.rows))
    }
    if let row = scales.firstIndex(where: { !($0 >= 0 && $0 < .infinity) }) {
      throw SafetensorsError.notFinite(
        path: file.path, name: scaleName, index: row, value: scales[row])
    }
    return QuantizedMatrix(
      rows: entry.slot.rows, columns: entry.slot.columns, bytes: bytes, scales: scales)
  }

  /// Refuses weights that no computation comes back from.
  ///
  /// - Parameter path: the file that they were read from.
  /// - Throws: `SafetensorsError.notFinite` that names the tensor and the element.
  package static func checkFinite(_ values: ParameterBuffer, path: String) throws {
    for entry in values.table.entries {
      let floats = UnsafeBufferPointer(values.buffer(at: entry.slot))
      guard hasOnlyFinite(floats) else {
        let index = floats.firstIndex { !$0.isFinite } ?? 0
        throw SafetensorsError.notFinite(
          path: path, name: entry.name, index: index, value: floats[index])
      }
    }
  }

  /// Whether all exponents are below the one of infinity, sixteen at a time.
  private static func hasOnlyFinite(_ floats: UnsafeBufferPointer<Float>) -> Bool {
    typealias Wide = SIMD16<UInt32>
    let bytes = UnsafeRawBufferPointer(floats)
    var largest = Wide.zero
    var index = 0
    while index + MemoryLayout<Wide>.size <= bytes.count {
      let bits = bytes.loadUnaligned(fromByteOffset: index, as: Wide.self)
      largest = pointwiseMax(largest, bits & Wide(repeating: ~(1 << 31)))
      index += MemoryLayout<Wide>.size
    }
    return largest.max() < Float.infinity.bitPattern
      && floats[(index / MemoryLayout<Float>.size)...].allSatisfy(\.isFinite)
  }
}

extension ParameterBuffer {
  fileprivate func buffer(at slot: ParameterSlot) -> UnsafeMutableBufferPointer<Float> {
    UnsafeMutableBufferPointer(start: floats.base + slot.offset, count: slot.range.count)
  }
}

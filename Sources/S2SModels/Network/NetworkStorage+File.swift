import S2SFiles
import S2STensors

/// Weights in files. Those of eight bits have one scale per row: a quarter of the size. Products round
/// their inputs to eight bits too, and add up exactly.
extension NetworkStorage {
  /// The same weights with matrices of eight bits.
  ///
  /// - Throws: `ModelError`: `alreadyQuantized`, `unevenWidth`.
  package func rounded() throws -> NetworkStorage {
    guard !isQuantized else {
      throw ModelError.alreadyQuantized
    }
    let matrices = parameters.table.entries.filter { $0.slot.rows > 1 }
    if let matrix = matrices.first(where: { $0.slot.columns % 4 != 0 }) {
      throw ModelError.unevenWidth(matrix: matrix.name, columns: matrix.slot.columns)
    }
    let result = NetworkStorage(
      ParameterBuffer(parameters.table),
      quantized: Dictionary(
        uniqueKeysWithValues: matrices.map {
          ($0.slot.offset, QuantizedMatrix(rounding: parameters[$0.slot]))
        }))
    for entry in parameters.table.entries where entry.slot.rows == 1 {
      result.parameters[entry.slot].copy(from: parameters[entry.slot])
    }
    return result
  }

  /// Replaces the file.
  ///
  /// - Throws: `FileError`, `SafetensorsError`; the old file is then untouched.
  package func write(to path: String, metadata: [String: String]) throws {
    if isQuantized { return try writeQuantized(to: path, metadata: metadata) }
    try ParameterFile.write(
      to: path, groups: [ParameterFile.Group(parameters)], metadata: metadata)
  }

  /// Vectors and scales as floats, then the matrices as bytes.
  private func writeQuantized(to path: String, metadata: [String: String]) throws {
    let entries = parameters.table.entries
    let floats = entries.map { entry in
      quantized[entry.slot.offset].map {
        SafetensorsTensor(name: entry.name + ParameterFile.scaleSuffix, shape: [$0.rows])
      } ?? SafetensorsTensor(name: entry.name, shape: entry.shape)
    }
    let bytes = entries.filter { quantized[$0.slot.offset] != nil }
    let tensors =
      floats + bytes.map { SafetensorsTensor(name: $0.name, type: .int8, shape: $0.shape) }
    try SafetensorsWriter.write(to: path, tensors: tensors, metadata: metadata) { writer in
      for (entry, tensor) in zip(entries, floats) {
        let values = quantized[entry.slot.offset]?.scales ?? parameters[entry.slot].elements
        try writer.write(tensor.name, values: values)
      }
      for entry in bytes {
        if let matrix = quantized[entry.slot.offset] {
          try writer.write(entry.name, values: matrix.bytes)
        }
      }
    }
  }

  /// Reads the weights of a file, of either kind; those of 32 bits stay in the file, read-only.
  ///
  /// - Throws: `ModelError`, `SafetensorsError` for a file that does not fit the table.
  package convenience init(reading file: SafetensorsReader, _ table: ParameterTable) throws {
    let matrices = table.entries.filter { file[$0.name]?.type == .int8 && $0.slot.rows > 1 }
    if let matrix = matrices.first(where: { $0.slot.columns % 4 != 0 }) {
      throw ModelError.damagedWidth(path: file.path, matrix: matrix.name)
    }
    try Self.checkSize(of: file, against: table, scales: matrices.map { $0.slot.rows })
    var quantized: [Int: QuantizedMatrix] = [:]
    for entry in matrices {
      quantized[entry.slot.offset] = try ParameterFile.readQuantized(entry, of: file)
    }
    let mapped = ParameterFile.map(file, table)
    if mapped == nil { try Self.checkMemory(for: table, copies: 1) }
    self.init(mapped ?? ParameterBuffer(table), quantized: quantized)
    if mapped == nil {
      try ParameterFile.read(
        file, into: [ParameterFile.Group(parameters)], except: Set(matrices.map(\.name)))
    }
    try ParameterFile.checkFinite(parameters, path: file.path)
  }

  /// Refuses a shape whose weights the file cannot hold, before memory is reserved.
  ///
  /// - Parameters:
  ///   - copies: how often the file holds numbers for all weights: once in a model, more often
  ///     where the moments of an optimiser are stored beside them.
  ///   - scales: the lengths of the scales that stand beside weights of eight bits.
  ///   - prefix: what the names of tensors begin with that are no weights.
  /// - Throws: `ModelError.otherSize`.
  package static func checkSize(
    of file: SafetensorsReader, against table: ParameterTable, copies: Int = 1,
    scales: [Int] = [], except prefix: String? = nil
  ) throws {
    let tensors = file.tensors.filter { tensor in
      prefix.map { !tensor.name.hasPrefix($0) } ?? true
    }
    let held = WeightCount(
      numbers: tensors.reduce(0) { $0 + ($1.elementCount ?? 0) }, tensors: tensors.count)
    let needed = WeightCount(
      numbers: table.totalCount * copies + scales.reduce(0, +),
      tensors: table.entries.count * copies + scales.count)
    guard held == needed else {
      throw ModelError.otherSize(path: file.path, held: held, needed: needed)
    }
  }
}

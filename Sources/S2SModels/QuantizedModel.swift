import S2SFiles
import S2STensors

/// Models whose matrices are of eight bits, a scale a row: a quarter of the size. Products round
/// their inputs to eight bits too, and add up exactly.
extension TranslationBundle {
  /// The same model with matrices of eight bits.
  ///
  /// - Throws: `ModelError` for a model that is quantised already, or whose sizes are not multiples
  ///   of four.
  public func quantized() throws -> TranslationBundle {
    guard !isQuantized else {
      throw ModelError(.mismatch, "the model's weights have eight bits already.")
    }
    guard configuration.embeddingSize % 4 == 0, configuration.hiddenSize % 4 == 0 else {
      throw ModelError(
        .invalidConfiguration,
        "weights of eight bits need widths that are multiples of 4, but hidden is "
          + "\(configuration.hiddenSize) and embedding \(configuration.embeddingSize).")
    }
    let matrices = model.parameters.table.entries.map(\.slot).filter { $0.rows > 1 }
    let rounded = try TranslationModel(
      configuration,
      quantized: Dictionary(
        uniqueKeysWithValues: matrices.map {
          ($0.offset, QuantizedMatrix(rounding: model.parameters[$0]))
        }))
    for entry in model.parameters.table.entries where entry.slot.rows == 1 {
      rounded.parameters[entry.slot].copy(from: model.parameters[entry.slot])
    }
    return TranslationBundle(
      source: source, target: target, model: rounded, sourceText: sourceText,
      targetText: targetText, facts: facts)
  }
}

extension TranslationModel {
  /// Replaces the file: vectors and scales as floats, then the matrices as bytes.
  ///
  /// - Throws: `FileError`, `SafetensorsError`; the old file is then untouched.
  func writeQuantized(to path: String, metadata: [String: String]) throws {
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
  /// - Throws: `ModelError`, `SafetensorsError` for a file that does not fit the configuration.
  convenience init(reading file: SafetensorsReader, _ configuration: ModelConfiguration) throws {
    let table = Self.layout(configuration)
    let matrices = table.entries.filter { file[$0.name]?.type == .int8 && $0.slot.rows > 1 }
    guard matrices.isEmpty || configuration.embeddingSize % 4 == 0 else {
      throw ModelError(
        .mismatch,
        "\(file.path) has weights of eight bits and an embedding size that is no multiple "
          + "of 4; the file is damaged.")
    }
    try Self.checkSize(
      of: file, against: configuration, scales: matrices.map { $0.slot.rows })
    var quantized: [Int: QuantizedMatrix] = [:]
    for entry in matrices {
      quantized[entry.slot.offset] = try ParameterFile.readQuantized(entry, of: file)
    }
    let mapped = ParameterFile.map(file, table)
    try self.init(configuration, parameters: mapped, quantized: quantized)
    if mapped == nil {
      try ParameterFile.read(
        file, into: [ParameterFile.Group(parameters)], except: Set(matrices.map(\.name)))
    }
    try ParameterFile.checkFinite(parameters, path: file.path)
  }
}

import S2SModels
import S2STensors

/// A model of any task: its header and its weights.
public struct ModelFile: Sendable {
  /// Everything in the file besides weights.
  public var header: ModelHeader
  /// The weights.
  package let storage: NetworkStorage

  /// Groups the two.
  package init(_ header: ModelHeader, _ storage: NetworkStorage) {
    self.header = header
    self.storage = storage
  }

  /// Reads a model.
  ///
  /// - Throws: `FileError`, `SafetensorsError`, `ModelError`, `TextError`.
  public init(path: String) throws {
    let file = try SafetensorsReader(path: path)
    header = try ModelHeader(file)
    storage = try NetworkStorage(reading: file, TaskKind.of(header).layout(of: header))
  }

  /// The number of weights.
  public var parameterCount: Int { storage.parameters.count }
  /// Whether the matrices are of eight bits.
  public var isQuantized: Bool { storage.isQuantized }

  /// The same model with matrices of eight bits, one scale per row: a quarter of the size.
  ///
  /// - Throws: `ModelError`: `alreadyQuantized`; `unevenWidth` for sizes that are not multiples of
  ///   four.
  public func quantized() throws -> ModelFile { ModelFile(header, try storage.rounded()) }

  /// Replaces the file at `path`.
  ///
  /// - Throws: `FileError` when it cannot be written; the old file is then untouched.
  public func write(to path: String) throws {
    try storage.write(to: path, metadata: header.metadata)
  }
}

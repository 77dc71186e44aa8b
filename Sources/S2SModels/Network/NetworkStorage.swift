import S2STensors

/// The weights of a network of any task: where they lie, and how they are packed for products.
///
/// They change only while a trainer owns the network; a loaded one is read by many threads at once.
package final class NetworkStorage: Sendable {
  /// The weights; zero where `quantized` has them.
  package let parameters: ParameterBuffer
  /// The weights of eight bits, by their offset among the parameters: all matrices or none.
  package let quantized: [Int: QuantizedMatrix]

  /// Takes weights.
  package init(_ parameters: ParameterBuffer, quantized: [Int: QuantizedMatrix] = [:]) {
    self.parameters = parameters
    self.quantized = quantized
  }

  /// Reserves weights of zero.
  ///
  /// - Parameter copies: how often the caller needs room for all weights, these included.
  /// - Throws: `ModelError.tooLarge` when this process may not have that memory.
  package convenience init(_ table: ParameterTable, copies: Int = 1) throws {
    try Self.checkMemory(for: table, copies: copies)
    self.init(ParameterBuffer(table))
  }

  /// Whether the matrices are of eight bits.
  package var isQuantized: Bool { !quantized.isEmpty }

  /// Says so where the system would end the process.
  static func checkMemory(for table: ParameterTable, copies: Int) throws {
    let bytes = Double(table.totalCount * MemoryLayout<Float>.size) * Double(copies)
    let limit = AvailableMemory.limit
    guard bytes > Double(limit) else { return }
    throw ModelError.tooLarge(weights: table.totalCount, bytes: bytes, limit: limit)
  }

  // MARK: - Products

  /// The matrices among the parameters.
  private var matrices: [ParameterTable.Entry] {
    parameters.table.entries.filter { $0.shape.count == 2 }
  }

  /// The matrices that inputs are multiplied by.
  private var multiplied: [ParameterSlot] { matrices.filter(\.isMultiplied).map(\.slot) }

  /// The weights of all products as they are now, rearranged for translation.
  package func packedWeights() -> PackedWeights {
    PackedWeights(
      parameters, weights: multiplied.filter { quantized[$0.offset] == nil },
      quantized: matrices.compactMap { entry in
        quantized[entry.slot.offset].map { (entry.slot, $0, entry.isMultiplied) }
      })
  }

  /// Room for the weights of all products, rounded to bfloat16, for training.
  package func bfloat16Weights() -> PanelWeights<BFloat16> {
    PanelWeights(parameters, weights: multiplied)
  }

  /// Room for the weights that every step multiplies by, in panels, for training: those of the
  /// cells but for their inputs', and some more.
  package func panelWeights(besides more: [ParameterSlot]) -> PanelWeights<SinglePrecision> {
    let own = matrices.filter { entry in
      switch entry.role {
      case .recurrent, .cellOutput: entry.slot.rows > 1
      case .vector, .weight, .embedding, .cellInput: false
      }
    }
    return PanelWeights(parameters, weights: own.map(\.slot) + more)
  }
}

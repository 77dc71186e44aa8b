import S2STensors

/// A table of vectors, one row a token.
package struct Embedding: Sendable {
  /// `[V, E]`.
  package let weight: ParameterSlot

  /// Registers `NAME.weight`.
  package init(
    _ name: String, vocabularySize: Int, embeddingSize: Int, in table: inout ParameterTable
  ) {
    weight = table.add(
      "\(name).weight", .embedding, rows: vocabularySize, columns: embeddingSize)
  }

  /// Shares the table of another layer, such as the output layer's weight.
  package init(sharing weight: ParameterSlot) { self.weight = weight }

  /// Looks up the rows of `ids`: `[N]` to `[N, E]`.
  package func forward(_ ids: [Int32], in pass: Pass) -> Matrix {
    let outputs = pass.workspace.matrix(ids.count, weight.columns)
    if let packed = pass.packedWeights, packed.gather(ids, of: weight, into: outputs) {
      return outputs
    }
    outputs.gather(ids.lazy.map(Int.init), of: pass.parameters[weight])
    return outputs
  }

  /// Adds `outputGradient` `[N, E]` to the rows that were looked up.
  package func backward(
    _ outputGradient: Matrix, ids: [Int32], gradients: ParameterBuffer
  ) {
    let table = gradients[weight]
    for (row, id) in ids.enumerated() {
      Kernels.add(
        outputGradient.rows(row..<row + 1), to: table.rows(Int(id)..<Int(id) + 1))
    }
  }
}

import S2SLayers
import S2STensors
import Testing

@Suite struct PoolingTests {
  /// Three sequences, of 2, 4 and 1 steps, whose states count up.
  private static let layout = PackedLayout(lengths: [2, 4, 1])

  private func pooled(_ kind: PoolingKind) -> [[Float]] {
    var table = ParameterTable()
    let pooling = Pooling(kind, "p", size: 2, in: &table)
    let pass = Pass(parameters: ParameterBuffer(table), workspace: Workspace())
    let states = pass.workspace.matrix(Self.layout.rowCount, 2)
    for row in 0..<states.rows {
      states[row, 0] = Float(row)
      states[row, 1] = -Float(row)
    }
    let final = pass.workspace.matrix(3, 2)
    for row in 0..<3 { (final[row, 0], final[row, 1]) = (Float(10 * row), 1) }
    return withExtendedLifetime(pass) {
      let outputs = pooling.forward(states, final: final, layout: Self.layout, in: pass).outputs
      return (0..<3).map { outputs.rows($0..<$0 + 1).elements }
    }
  }

  /// Rows by sequence: 0, 3, 5, 6 of the longest; 1, 4; 2.
  @Test func takesWhatItIsNamedFor() {
    #expect(pooled(.last) == [[0, 1], [10, 1], [20, 1]])
    #expect(pooled(.mean) == [[3.5, -3.5], [2.5, -2.5], [2, -2]])
    #expect(pooled(.max) == [[6, 0], [4, -1], [2, -2]])
    // Weights of zero attend to all states alike.
    #expect(pooled(.attention) == pooled(.mean))
  }
}

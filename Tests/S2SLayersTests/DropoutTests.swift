import S2SLayers
import S2STensors
import Testing

@Suite struct DropoutTests {
  /// Ten rows.
  private static let layout = PackedLayout(lengths: [4, 1, 3, 2])
  private let parameters = ParameterBuffer(ParameterTable())

  /// The mask of a layer: its outputs on ones.
  private func mask(
    rate: Float, site: UInt64, seed: UInt64?, isVariational: Bool = false
  ) -> [Float] {
    let workspace = Workspace()
    let ones = workspace.matrix(10, 50)
    ones.fill(1)
    let pass = Pass(parameters: parameters, workspace: workspace, dropoutSeed: seed)
    let outputs = Dropout(rate: rate, site: site, isVariational: isVariational)
      .forward(ones, layout: Self.layout, in: pass)
    #expect(ones.elements.allSatisfy { $0 == 1 }, "the inputs stay as they are")
    return outputs.elements
  }

  @Test func doesNothingInInference() {
    #expect(mask(rate: 0.5, site: 1, seed: nil).allSatisfy { $0 == 1 })
    #expect(mask(rate: 0, site: 1, seed: 4).allSatisfy { $0 == 1 })
  }

  @Test func everyStepAndSiteHasAMaskOfItsOwn() {
    let masks = [(1, 4), (2, 4), (1, 5), (2, 5)].map {
      mask(rate: 0.5, site: UInt64($0.0), seed: UInt64($0.1))
    }
    #expect(Set(masks).count == masks.count)
    #expect(mask(rate: 0.5, site: 1, seed: 4) == masks[0])
  }

  @Test func aVariationalMaskHoldsAtEveryStep() {
    let mask = mask(rate: 0.5, site: 1, seed: 4, isVariational: true)
    let rows = stride(from: 0, to: mask.count, by: 50).map { Array(mask[$0..<$0 + 50]) }
    var ofSequence: [Int: [Float]] = [:]
    for (row, sequence) in Self.layout.sequenceOfRow.enumerated() {
      #expect(ofSequence[sequence, default: rows[row]] == rows[row], "row \(row)")
      ofSequence[sequence] = rows[row]
    }
    #expect(Set(ofSequence.values).count == 4, "a mask for each sequence")
    #expect(mask.allSatisfy { $0 == 0 || $0 == 2 })
    for row in rows { #expect((10...40).contains(row.count { $0 == 0 })) }
  }

  /// One step is all there is to have a mask in common.
  @Test func ofOneStepBothKindsAreEqual() {
    let workspace = Workspace()
    let pass = Pass(parameters: parameters, workspace: workspace, dropoutSeed: 4)
    let ones = workspace.matrix(3, 20)
    ones.fill(1)
    let layout = PackedLayout(lengths: [1, 1, 1])
    let outputs = [false, true].map {
      Dropout(rate: 0.5, site: 1, isVariational: $0).forward(ones, layout: layout, in: pass)
    }
    #expect(outputs[0].elements == outputs[1].elements)
  }
}

import S2SLayers
import S2STensors
import Testing

@Suite struct DropoutTests {
  private let parameters = ParameterBuffer(ParameterTable())

  /// The mask of a layer: its outputs on ones.
  private func mask(rate: Float, site: UInt64, seed: UInt64?) -> [Float] {
    let workspace = Workspace()
    let ones = workspace.matrix(10, 50)
    ones.fill(1)
    let pass = Pass(parameters: parameters, workspace: workspace, dropoutSeed: seed)
    let outputs = Dropout(rate: rate, site: site).forward(ones, in: pass)
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
}

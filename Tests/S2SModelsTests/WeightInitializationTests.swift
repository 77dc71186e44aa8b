import S2SLayers
import S2SModels
import S2STensors
import Testing

@Suite struct WeightInitializationTests {
  /// Single precision's rounding of each element, in a sum of 19 products.
  private static let tolerance: Float = 1e-6

  private static func shape(_ cell: CellKind) -> ModelConfiguration {
    .small {
      $0.sourceVocabularySize = 7
      $0.cell = cell
      $0.hiddenSize = 19
      $0.embeddingSize = 11
      $0.layerCount = 2
      $0.isBidirectional = true
      $0.attention = .additive
      $0.hasCoverage = true
      $0.copiesSource = true
    }
  }

  /// All parameters by name, each row after row.
  private static func weights(
    _ kind: WeightInitialization, cell: CellKind = .lstm, seed: UInt64 = 1
  ) throws -> [String: [Float]] {
    let model = try TranslationModel(shape(cell))
    model.initialize(seed: seed, kind)
    return Dictionary(
      uniqueKeysWithValues: model.parameters.table.entries.map {
        ($0.name, model.parameters[$0.slot].elements)
      })
  }

  /// All of a cell's matrices that read a state, but the output layers of Jordan's cells, which
  /// begin as the cell says.
  private static func isRecurrent(_ name: String) -> Bool {
    name.contains(".layers.") && name.contains(".weight_") && !name.hasSuffix("weight_ih")
      && !name.hasSuffix("weight_ho") && !name.hasSuffix("weight_ch")
  }

  /// W Wᵀ = I for every gate of every layer and direction.
  @Test(arguments: CellKind.allCases)
  func gatesAreOrthogonal(cell: CellKind) throws {
    var gates: Set<[Float]> = []
    for (name, values) in try Self.weights(.orthogonal, cell: cell) where Self.isRecurrent(name) {
      for start in stride(from: 0, to: values.count, by: 19 * 19) {
        let gate = Array(values[start..<start + 19 * 19])
        gates.insert(gate)
        for row in 0..<19 {
          for other in 0..<19 {
            let product = (0..<19).reduce(Float(0)) {
              $0 + gate[row * 19 + $1] * gate[other * 19 + $1]
            }
            #expect(abs(product - (row == other ? 1 : 0)) < Self.tolerance, "\(name)")
          }
        }
      }
    }
    // Two layers of two directions and two of one, each gate with a matrix of its own.
    #expect((gates.count >= 6 || !cell.multipliesStates) && gates.count % 6 == 0)
  }

  @Test func gatesAreTheIdentity() throws {
    for (name, values) in try Self.weights(.identity) where Self.isRecurrent(name) {
      for (index, value) in values.enumerated() {
        let (row, column) = (index / 19 % 19, index % 19)
        #expect(value == (row == column ? 1 : 0), "\(name)")
      }
    }
  }

  /// What is not recurrent is drawn as ever, and biases are the cell's.
  @Test(arguments: [WeightInitialization.orthogonal, .identity], CellKind.allCases)
  func theRestIsAsWithoutIt(kind: WeightInitialization, cell: CellKind) throws {
    let uniform = try Self.weights(.uniform, cell: cell)
    for (name, values) in try Self.weights(kind, cell: cell) {
      #expect((uniform[name] == values) != Self.isRecurrent(name), "\(name)")
    }
  }

  /// Bridge, attention, copy gate and output layer begin at 0 as the cells do; weights that happen to
  /// be vectors do not.
  @Test(arguments: WeightInitialization.allCases, CellKind.allCases)
  func biasesAreZeroButTheCells(kind: WeightInitialization, cell: CellKind) throws {
    var biases: Set<String> = []
    let forget = ["encoder.layers.0.bias_ih"]
    for (name, values) in try Self.weights(kind, cell: cell) {
      guard name.split(separator: ".").last?.hasPrefix("bias") == true else {
        #expect(values.contains { $0 != 0 }, "\(name)")
        continue
      }
      biases.insert(name)
      if !name.contains(".layers.") { #expect(values.allSatisfy { $0 == 0 }, "\(name)") }
      if name.contains(".layers.") { #expect(values.allSatisfy { $0 == 0 || $0 == 1 }, "\(name)") }
    }
    let bridge = cell.readsHidden ? "bridge.hidden" : "bridge.cell"
    for name in [bridge, "decoder.attention.query", "decoder.copy", "decoder.output"] {
      #expect(biases.contains(name + ".bias"), "\(name)")
    }
    guard cell == .lstm else { return }
    let values = try Self.weights(kind)[forget[0]] ?? []
    #expect(values.indices.allSatisfy { values[$0] == ((19..<38).contains($0) ? 1 : 0) })
  }

  /// Uniform values fill their bounds, which follow from the inputs and outputs of a gate.
  @Test func xavierFollowsTheSizes() throws {
    let (xavier, uniform) = (try Self.weights(.xavier), try Self.weights(.uniform))
    // An embedding of 11, a context of 38.
    let sizes = [
      "encoder.layers.0.weight_ih": 11 + 19, "encoder.layers.1.reverse.weight_ih": 38 + 19,
      "decoder.layers.0.weight_ih": 11 + 38 + 19, "decoder.layers.1.weight_hh": 19 + 19,
      "bridge.cell.weight": 38 + 19, "decoder.output.weight": 19 + 7,
    ]
    for (name, sum) in sizes {
      let bound = (6 / Float(sum)).squareRoot()
      let largest = xavier[name]?.map(abs).max() ?? 0
      #expect(largest <= bound && largest > 0.95 * bound, "\(name)")
    }
    for name in ["encoder.embedding.weight", "decoder.embedding.weight", "decoder.output.bias"] {
      #expect(xavier[name] == uniform[name], "\(name)")
    }
  }

  @Test(arguments: WeightInitialization.allCases)
  func isAFunctionOfTheSeed(kind: WeightInitialization) throws {
    #expect(try Self.weights(kind) == Self.weights(kind))
    #expect(try Self.weights(kind) != Self.weights(kind, seed: 2))
  }
}

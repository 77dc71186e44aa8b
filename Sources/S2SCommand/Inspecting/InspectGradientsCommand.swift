import ArgumentParser
import S2SModels
import Seq2Seq

/// `s2s inspect gradients`: how far back a loss is felt.
struct InspectGradientsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "gradients",
    abstract: "Show how much each hidden state matters for a loss: ‖∂L/∂h‖ by step and layer",
    discussion: """
      The loss is that of the last output, unless another is chosen.

      Examples:
        s2s inspect gradients --text "Le chat dort."
        s2s inspect gradients --of all --json input.txt
      """)

  @OptionGroup var arguments: InspectArguments
  @Option(
    name: .customLong("of"),
    help: "The output whose loss is looked at: last, all (their sum), or its number from 1",
    transform: { try LossArgument($0) })
  var loss = LossArgument(loss: .last)
  @OptionGroup var kernels: KernelArguments

  func run() throws {
    try kernels.pin()
    try arguments.run(title: "Gradients") { inspector, text in
      let found = try inspector.inspect(text, loss: loss.loss)
      return InspectArguments.View(
        text: self.text(of: found), json: try encodeJSON(GradientRecord(found)),
        pictures: [found.gradientPicture])
    }
  }

  private func text(of found: Inspection) -> String {
    let loss = found.output.map { "output \($0 + 1), \(found.outputs[$0])" } ?? "all outputs"
    let sides = found.sides.indices.map { side -> String in
      let layers = found.layers.filter { $0.side == side }
      let grid = InspectionGrid(
        header: [found.sides[side].name] + layers.map(\.name),
        rows: found.sides[side].tokens.enumerated().map { place, token in
          [token] + layers.map { InspectionGrid.short($0.gradientNorms[place]) }
        })
      return grid.text
    }
    return "‖∂L/∂h‖ for the loss of \(loss)\n" + sides.joined(separator: "\n") + "\n"
  }
}

/// The value of `--of`.
struct LossArgument: Equatable {
  let loss: Inspector.Loss

  init(loss: Inspector.Loss) { self.loss = loss }

  init(_ text: String) throws {
    switch text {
    case "last": loss = .last
    case "all": loss = .all
    default: loss = .output(try ArgumentKind.count(1...1_000_000)(text) - 1)
    }
  }
}

/// The norms as JSON.
private struct GradientRecord: Encodable {
  struct Layer: Encodable {
    let name: String
    let side: String
    let norms: [Double]
    let distances: [Int?]
  }

  let tokens: [String: [String]]
  let outputs: [String]
  let output: Int?
  let layers: [Layer]

  init(_ found: Inspection) {
    tokens = found.sides.tokensByName
    outputs = found.outputs
    output = found.output.map { $0 + 1 }
    layers = found.layers.map {
      Layer(
        name: $0.name, side: found.sides[$0.side].name, norms: $0.gradientNorms,
        distances: $0.distances)
    }
  }
}

extension [Inspection.Side] {
  /// The tokens of each side by its name.
  var tokensByName: [String: [String]] {
    Dictionary(uniqueKeysWithValues: map { ($0.name, $0.tokens) })
  }
}

import ArgumentParser
import S2SMetrics
import S2SModels
import S2SReports
import Seq2Seq

/// `s2s inspect gates`: what the gates do over time.
struct InspectGatesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "gates", abstract: "Show the gates of each layer over a text",
    discussion: """
      Text has the mean of each gate and the share of its units that are nearly shut (below 0.1) or open \
      (above 0.9); JSON has all activations, and the picture those of the units that change most.

      Examples:
        s2s inspect gates --text "Le chat dort." --output gates.html
        s2s inspect gates --json input.txt
      """)

  @OptionGroup var arguments: InspectArguments
  @Option(
    help: "The units of each gate to draw, those that change most",
    transform: ArgumentKind.count(1...1_000))
  var units = 24
  @OptionGroup var kernels: KernelArguments

  func run() throws {
    try kernels.pin()
    try arguments.run(title: "Gates") { inspector, text in
      let found = try inspector.inspect(text)
      guard found.layers.contains(where: { !$0.gates.isEmpty }) else {
        throw InspectionError.noGates
      }
      return InspectArguments.View(
        text: self.text(of: found), json: try encodeJSON(GateRecord(found)),
        pictures: arguments.drawing.output == nil ? [] : found.gatePictures(units: units))
    }
  }

  private func text(of found: Inspection) -> String {
    found.layers.map { layer in
      let header = layer.gates.flatMap { $0.isGate ? [$0.name, "< 0.1", "> 0.9"] : [$0.name] }
      let rows = found.sides[layer.side].tokens.enumerated().map { place, token in
        [token]
          + layer.gates.flatMap { gate in
            let values = gate.values[place].map { Double($0) }
            func share(_ isIn: (Double) -> Bool) -> String {
              fixed(100 * Double(values.count(where: isIn)) / Double(values.count), 0) + " %"
            }
            let mean = fixed(values.reduce(0, +) / Double(values.count), 2)
            return gate.isGate ? [mean, share { $0 < 0.1 }, share { $0 > 0.9 }] : [mean]
          }
      }
      let meanings = layer.gates.map { "\($0.name) \($0.meaning)" }.joined(separator: ", ")
      return "\(meanings)\n" + TextTable(header: [layer.name] + header, rows: rows).plain
    }.joined(separator: "\n") + "\n"
  }
}

extension Inspection.Gate {
  /// Whether it is between 0 and 1, and not a candidate.
  fileprivate var isGate: Bool { meaning.hasSuffix("gate") }
}

/// The gates as JSON.
private struct GateRecord: Encodable {
  struct Layer: Encodable {
    let name: String
    let side: String
    let gates: [String: [[Float]]]
  }

  let tokens: [String: [String]]
  let layers: [Layer]

  init(_ found: Inspection) {
    tokens = found.sides.tokensByName
    layers = found.layers.map { layer in
      Layer(
        name: layer.name, side: found.sides[layer.side].name,
        gates: Dictionary(uniqueKeysWithValues: layer.gates.map { ($0.name, $0.values) }))
    }
  }
}

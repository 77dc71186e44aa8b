import ArgumentParser
import S2SFiles
import S2SModels
import S2SReports
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
        s2s inspect gradients --mean --model models/a --model models/b --output flow.svg input.txt
      """)

  @OptionGroup var arguments: InspectArguments
  @Option(
    name: .customLong("of"),
    help: "The output whose loss is looked at: last, all (their sum), or its number from 1",
    transform: { try LossArgument($0) })
  var loss = LossArgument(loss: .last)
  @Flag(help: "The geometric mean of all texts by distance, for several models side by side")
  var mean = false
  @OptionGroup var kernels: KernelArguments

  func validate() throws {
    if mean, loss.loss == .all {
      throw ValidationError(
        "the sum of all losses has no distance to average by; leave out --of all.")
    }
  }

  func run() throws {
    try kernels.pin()
    if mean { return try runMean() }
    try arguments.run(title: "Gradients") { inspector, text in
      let found = try inspector.inspect(text, loss: loss.loss)
      return InspectArguments.View(
        text: self.text(of: found), json: try encodeJSON(GradientRecord(found)),
        pictures: [found.gradientPicture])
    }
  }

  private func runMean() throws {
    var profile = GradientProfile()
    try arguments.runEach(title: "Gradients") { inspector, name, text in
      profile.add(try inspector.inspect(text, loss: loss.loss), of: name)
    } _: {
      InspectArguments.View(
        text: text(of: profile),
        json: try profile.lines.map { try encodeJSON(ProfileRecord($0)) }.joined(separator: "\n"),
        pictures: [profile.picture])
    }
  }

  private func text(of profile: GradientProfile) -> String {
    let lines = profile.lines
    let distances = Set(lines.flatMap { $0.points.map(\.distance) }).sorted()
    let names = lines.enumerated().map { "\($0 + 1)  \($1.name)\n" }.joined()
    return names + "\n"
      + TextTable(
        header: ["steps"] + lines.indices.map { "\($0 + 1)" },
        rows: distances.map { distance in
          ["\(distance)"]
            + lines.map { line in
              line.points.first { $0.distance == distance }.map { InspectionText.short($0.norm) }
                ?? ""
            }
        }
      ).plain + notes(on: lines)
  }

  /// Where lines end before the texts do.
  private func notes(on lines: [GradientProfile.Line]) -> String {
    lines.enumerated().compactMap { place, line in
      line.zeroFrom.map {
        "\(place + 1): from \(grouped($0)) steps on all norms are 0, or too small for 32 bits.\n"
      }
    }.joined()
  }

  private func text(of found: Inspection) -> String {
    let loss = found.output.map { "output \($0 + 1), \(found.outputs[$0])" } ?? "all outputs"
    let sides = found.sides.indices.compactMap { side -> String? in
      let lines = zip(found.layers, found.gradientLines).filter { $0.0.side == side }.flatMap(\.1)
      guard !lines.isEmpty else { return nil }
      let grid = TextTable(
        header: [found.sides[side].name] + lines.map(\.name),
        rows: found.sides[side].tokens.enumerated().map { place, token in
          [token] + lines.map { InspectionText.short($0.norms[place]) }
        })
      return grid.plain
    }
    return "\(found.gradientWords.norms) for the loss of \(loss)\n" + sides.joined(separator: "\n")
      + "\n"
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
    default:
      guard let output = Int(text), (1...Self.most).contains(output) else { throw NoOutput() }
      loss = .output(output - 1)
    }
  }

  private static let most = 1_000_000

  private struct NoOutput: Error, CustomStringConvertible {
    let description = "it has to be last, all, or a whole number from 1 to \(LossArgument.most)"
  }
}

/// The norms as JSON.
private struct GradientRecord: Encodable {
  struct Layer: Encodable {
    let name: String
    let side: String
    let norms: [Double]
    let memory_norms: [Double]?
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
        memory_norms: $0.memoryNorms, distances: $0.distances)
    }
  }
}

/// A line of a profile as JSON.
private struct ProfileRecord: Encodable {
  let name: String
  let distances: [Int]
  let norms: [Double]
  let counts: [Int]
  /// The distance from which on all norms are 0 in 32 bits; not there where none is.
  let zero_from: Int?

  init(_ line: GradientProfile.Line) {
    name = line.name
    distances = line.points.map(\.distance)
    norms = line.points.map(\.norm)
    counts = line.points.map(\.count)
    zero_from = line.zeroFrom
  }
}

extension [Inspection.Side] {
  /// The tokens of each side by its name.
  var tokensByName: [String: [String]] {
    Dictionary(uniqueKeysWithValues: map { ($0.name, $0.tokens) })
  }
}

import ArgumentParser
import S2SModels
import S2SReports
import Seq2Seq

/// `s2s inspect eigenvalues`: what repeated multiplication by a recurrent matrix does.
struct InspectEigenvaluesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "eigenvalues",
    abstract: "Show the eigenvalues of recurrent matrices, or what they do to a linear recurrence",
    discussion: """
      Of a model, the magnitudes of the eigenvalues of each recurrent matrix. With --radius, random matrices \
      whose largest eigenvalue has that magnitude, and the norm of h_t = W h_{t-1}: it grows or falls as the \
      magnitude to the power of t.

      Examples:
        s2s inspect eigenvalues --model models/lm-en --output spectra.svg
        s2s inspect eigenvalues --radius 0.9,1,1.1 --steps 50 --output eigenvalues.svg
      """)

  @OptionGroup var drawing: PictureArguments
  @Option(
    help: "A model's directory or file (default: the newest under models/)",
    transform: ArgumentKind.path)
  var model: String?
  @Option(
    help: "Magnitudes of the largest eigenvalue of random matrices, such as 0.9,1,1.1",
    transform: { try RadiusList($0) })
  var radius: RadiusList?
  @Option(
    help: "The steps of the recurrence", transform: ArgumentKind.count(1...100_000))
  var steps = 50
  @Option(help: "The size of random matrices", transform: ArgumentKind.count(1...2_000))
  var hidden = 64
  @Option(help: "The seed of random matrices") var seed: UInt64 = 1
  @Flag(help: "Print JSON, an object a line") var json = false

  func validate() throws {
    guard radius == nil || model == nil else {
      throw ValidationError("random matrices are of no model; leave out --model or --radius.")
    }
  }

  func run() throws {
    try drawing.check(inputs: [])
    let output = OutputWriter()
    guard let radius else {
      let choice = ModelChoice(paths: [model].compactMap(\.self), source: nil, target: nil)
      let found = try Inspector(path: choice.files(task: nil)[0]).eigenvalues()
      guard !found.isEmpty else { throw InspectionError.noRecurrentMatrices }
      try json ? output.write(Self.json(of: found)) : output.show(Self.text(of: found))
      try output.flush()
      return try drawing.draw([Inspector.picture(ofEigenvalues: found)], title: "Eigenvalues")
    }
    let found = radius.values.map {
      LinearRecurrence(radius: $0, size: hidden, steps: steps, seed: seed)
    }
    try json ? output.write(Self.json(of: found)) : output.show(Self.text(of: found))
    try output.flush()
    try drawing.draw([LinearRecurrence.picture(found)], title: "Eigenvalues")
  }
}

// MARK: - Forms

extension InspectEigenvaluesCommand {
  private static func text(of found: [(name: String, magnitudes: [Double])]) -> String {
    TextTable(
      header: ["matrix", "largest", "median", "least"],
      rows: found.map { name, magnitudes in
        [
          name, InspectionText.short(magnitudes[0]),
          InspectionText.short(magnitudes[magnitudes.count / 2]),
          InspectionText.short(magnitudes[magnitudes.count - 1]),
        ]
      }
    ).plain
  }

  private static func text(of found: [LinearRecurrence]) -> String {
    let last = (found.first?.norms.count ?? 1) - 1
    let shown = Set([0, 1, 2, 5, 10, 20, 50, 100, last]).filter { $0 <= last }.sorted()
    return TextTable(
      header: ["‖h_t‖ / ‖h_0‖ at t ="] + shown.map { "\($0)" },
      rows: found.map { one in
        ["|λ| = \(one.radius)"] + shown.map { InspectionText.short(one.norms[$0]) }
      }
    ).plain + found.compactMap { note(on: $0) }.joined()
  }

  /// Where the numbers of a recurrence end.
  private static func note(on one: LinearRecurrence) -> String? {
    let large = one.tooLargeFrom.map { "above the largest number, 1.8e308, from t = \($0) on" }
    let small = one.tooSmallFrom.map { "below the smallest number, 4.9e-324, from t = \($0) on" }
    return (large ?? small).map { "|λ| = \(one.radius): the norm is \($0).\n" }
  }

  private struct MatrixRecord: Encodable {
    let matrix: String
    let magnitudes: [Double]
  }

  private struct RecurrenceRecord: Encodable {
    let radius: Double
    let norms: [Double]
    /// Where the norm leaves the range of numbers; not there where it does not.
    let too_large_from: Int?
    let too_small_from: Int?
  }

  private static func json(of found: [(name: String, magnitudes: [Double])]) throws -> String {
    try found.map {
      try encodeJSON(MatrixRecord(matrix: $0.name, magnitudes: $0.magnitudes)) + "\n"
    }.joined()
  }

  private static func json(of found: [LinearRecurrence]) throws -> String {
    try found.map {
      // JSON has no infinity: where the norm is above all numbers, the list ends.
      try encodeJSON(
        RecurrenceRecord(
          radius: $0.radius, norms: Array($0.norms.prefix(while: \.isFinite)),
          too_large_from: $0.tooLargeFrom, too_small_from: $0.tooSmallFrom)) + "\n"
    }.joined()
  }
}

/// The value of `--radius`.
struct RadiusList: Equatable {
  let values: [Double]

  init(_ text: String) throws {
    let kind = ArgumentKind.number(0...100)
    values = try ArgumentKind.parts(of: text).map(kind)
  }
}

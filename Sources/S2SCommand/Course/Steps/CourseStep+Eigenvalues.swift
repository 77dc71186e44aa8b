import S2STensors
import Seq2Seq

extension CourseStep {
  /// The recurrence alone, without inputs and without a nonlinearity.
  static let eigenvalues = CourseStep(
    title: "A state that feeds itself",
    idea: """
      Take tanh and the inputs away from a recurrent net, and a product with W remains at every step. The \
      eigenvalues of W decide what becomes of the state, and of a gradient on its way back.
      """,
    equation: """
      h_t = tanh(W h_{t-1} + U x_t + b)
      without tanh, U and b:  h_t = W h_{t-1} = W^t h_0
      """,
    commands: "s2s inspect eigenvalues --radius 0.9,1,1.1 --steps 100 --output eigenvalues.svg",
    exercises: [radius, elmanSize])

  private static let radius = Exercise(
    question: """
      With which radius is the state after 100 steps as long as the first one? Find one for which \
      ‖h_100‖ / ‖h_0‖ is from 0.9 to 1.1.
      """,
    answer: "RADIUS",
    hint: """
      s2s inspect eigenvalues --radius 1.01,1.02,1.03 --steps 100 shows the norm for several radii; it has to \
      be above 1, because most of a random state lies along smaller eigenvalues.
      """
  ) { text in
    guard let radius = ArgumentKind.decimal(text), (0...100).contains(radius) else {
      throw CourseError.noNumber(text)
    }
    let norm = LinearRecurrence(radius: radius, size: 64, steps: 100, seed: 1).norms[100]
    let sentence = "With \(text) it is \(InspectionText.short(norm)) after 100 steps."
    return (0.9...1.1).contains(norm) ? .right(sentence) : .wrong(sentence)
  }

  private static let elmanSize = Exercise.count(
    """
    How many numbers are there to learn in an Elman cell with 64 units and inputs of width 32? As in PyTorch, \
    the bias b is the sum of two vectors, and both are kept.
    """,
    answer: "NUMBER",
    hint: "W is 64 by 64, U is 64 by 32, and each of the two biases has 64 numbers."
  ) { parameters(of: "elman", inputs: 32, units: 64) }

  /// The parameters of a cell, as the library registers them.
  static func parameters(of cell: String, inputs: Int, units: Int) -> Int {
    var table = ParameterTable()
    _ = CellKind(rawValue: cell)?.make(
      CellDesign("cell", inputSize: inputs, hiddenSize: units), in: &table)
    return table.totalCount
  }
}

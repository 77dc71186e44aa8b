import Seq2Seq

extension CourseModel {
  static let lstm = CourseModel("lstm", step: 4)
}

extension CourseStep {
  /// What the gates of an LSTM do over a sentence.
  static let gates = CourseStep(
    title: "Gates",
    idea: """
      An LSTM has a memory c_t that is added to instead of being multiplied by W. Gates between 0 and 1 decide \
      what is kept (f), written (i) and shown (o). The same net as in step 2, with another cell.
      """,
    equation: """
      i, f, o = sigmoid(W h_{t-1} + U x_t + b)      g = tanh(W_g h_{t-1} + U_g x_t + b_g)
      c_t = f * c_{t-1} + i * g                     h_t = o * tanh(c_t)
      """,
    commands: """
      s2s train lm --train corpora/phrasebook/train.en --valid corpora/phrasebook/valid.en \\
        --unit character --cell lstm --hidden 96 --embedding 32 --dropout 0 --threads 1 \\
        --learning-rate 0.006 --steps 2500 --validate-every 250 --model models/course/lstm
      s2s eval --model models/course/lstm --test corpora/phrasebook/test.en
      s2s inspect gradients --mean --model models/course/elman --model models/course/lstm \\
        --output flow.svg lines.en
      s2s inspect gates --model models/course/lstm --units 4 --output gates.svg \\
        --text "\(sentence)"
      """,
    exercises: [size, forgetting])

  private static let sentence = "The cat sleeps."

  private static let size = Exercise.count(
    """
    How many numbers are there to learn in a GRU with 64 units and inputs of width 32? It has two gates and a \
    candidate, and the two biases of step 1.
    """,
    answer: "NUMBER",
    hint: "Each of the three has the parameters of an Elman cell of that size (exercise 1b)."
  ) { parameters(of: "gru", inputs: 32, units: 64) }

  private static let forgetting = Exercise.count(
    """
    In the table for "\(sentence)", in which row, counted from 1, is the mean of the forget gate f the \
    smallest?
    """,
    answer: "ROW",
    hint: "Count the rows below the one with the names; f is one of the columns with a mean."
  ) {
    let found = try CourseModel.lstm.inspector().inspect(InspectedText(sentence))
    guard let gate = found.layers.first?.gates.first(where: { $0.name == "f" }) else {
      throw InspectionError.noGates
    }
    return gate.values.map { -$0.reduce(0, +) }.largestPlace + 1
  }
}

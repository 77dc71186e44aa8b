import Seq2Seq

extension CourseModel {
  static let attention = CourseModel("attention", step: 8)

  /// The weights of attention for each output.
  ///
  /// - Throws: `InspectionError.noAttention`, `noOutput`.
  func attention(to text: String) throws -> (outputs: [String], weights: [[Float]]) {
    let found = try inspector().inspect(InspectedText(text))
    guard let weights = found.attention else { throw InspectionError.noAttention }
    return (found.outputs, weights)
  }
}

extension CourseStep {
  /// The same translator, which looks at all states of the encoder.
  static let attention = CourseStep(
    title: "Attention",
    idea: """
      Instead of one vector for a sentence, the decoder makes one for each output: a mean of all states of the \
      encoder, by weights that it computes anew at every step.
      """,
    equation: """
      a_s = softmax over s of h'_t . K m_s      c_t = sum of a_s m_s      h~_t = tanh(W_c [c_t; h'_t])
      """,
    commands: """
      s2s train --src fr --tgt en --cell gru --attention general --no-bidirectional --hidden 128 \\
        --embedding 96 --vocabulary-size 2000 --dropout 0.1 --learning-rate 0.003 --threads 1 \\
        --steps 2000 --validate-every 500 --model models/course/attention
      s2s eval --model models/course/attention --metrics bleu
      s2s inspect attention --model models/course/attention --output attention.svg \\
        --text "\(sentence)"
      s2s inspect relevance --model models/course/fixed --output without.svg \\
        --text "\(sentence)"
      """,
    exercises: [third, backwards])

  private static let sentence = "La serveuse curieuse aide son frère."

  private static let third = Exercise.count(
    """
    To which token of "\(sentence)" does models/course/attention attend most when it writes its third token? \
    The token's number, counted from 1.
    """,
    answer: "NUMBER",
    hint: "The column 'most' of s2s inspect attention has the number before the token."
  ) {
    let weights = try CourseModel.attention.attention(to: sentence).weights
    guard weights.count > 2 else { throw InspectionError.noOutput(3, count: weights.count) }
    return weights[2].largestPlace + 1
  }

  private static let backwards = Exercise(
    question: """
      In that sentence attention goes back, to the noun behind which the adjective stands. Find another French \
      sentence for which models/course/attention goes back: an output before the end mark attends most to a \
      token that stands before the one which the output before attended to most.
      """,
    answer: "SENTENCE",
    hint: """
      What stands in another order in English? An adjective behind its noun, or an object before its verb.
      """
  ) { text in
    guard text != sentence else { return .wrong("That is the sentence of this step.") }
    let found = try CourseModel.attention.attention(to: text)
    let places = found.weights.dropLast().map(\.largestPlace)
    let back = zip(places, places.dropFirst()).enumerated().first { $0.element.1 < $0.element.0 }
    guard let back else { return .wrong("For this sentence it goes from left to right.") }
    return .right(
      "It goes back from token \(back.element.0 + 1) to \(back.element.1 + 1) for "
        + "'\(found.outputs[back.offset + 1])'.")
  }
}

import S2SMetrics
import Seq2Seq

extension CourseModel {
  static let kinds = CourseModel("kinds", step: 6)
}

extension CourseStep {
  /// Many to one: a classifier of sentences.
  static let kinds = CourseStep(
    title: "Many to one: a classifier",
    idea: """
      The whole text, one answer: statement, question or exclamation, without the mark at the end. Relevance \
      divides the score of the answer among the words that gave it.
      """,
    equation: """
      P(label | x) = softmax(W s + b)      s = mean of h_1 ... h_T, read in both directions
      score of the label = sum of the words' relevances + that of the biases
      """,
    commands: """
      s2s train classifier --train corpora/classifier/train.tsv --valid corpora/classifier/valid.tsv \\
        --cell gru --hidden 32 --embedding 32 --threads 1 --model models/course/kinds
      s2s eval --model models/course/kinds --test corpora/classifier/test.tsv
      s2s inspect relevance --model models/course/kinds --output relevance.svg \\
        --text "\(sentence)"
      """,
    exercises: [relevance, invention])

  private static let sentence = "what a lovely garden"

  private static let relevance = Exercise.count(
    """
    Which token of "the cat sleeps in the garden, doesn't it" has the largest relevance for the label that \
    models/course/kinds gives it? Its number, counted from 1.
    """,
    answer: "NUMBER",
    hint: """
      s2s inspect relevance numbers the tokens, and names the two that mattered most; the largest is above 0.
      """
  ) {
    let text = InspectedText("the cat sleeps in the garden, doesn't it")
    let map = try CourseModel.kinds.inspector().relevance(text)
    return (map.relevances.first?.first ?? []).map { Float($0) }.largestPlace + 1
  }

  private static let invention = Exercise(
    question: """
      Write a text of four words or more that is not in corpora/classifier/train.tsv, and that \
      models/course/kinds takes for an exclamation with a probability of at least 0.9.
      """,
    answer: "TEXT",
    hint: """
      Look at exclamations: grep exclamation corpora/classifier/valid.tsv, and at what matters in them: \
      s2s inspect relevance.
      """
  ) { text in
    guard text.split(separator: " ").count >= 4 else { return .wrong("It is too short.") }
    let known = try CourseText.lines("corpora/classifier/train.tsv")
    guard !known.contains(where: { $0.hasSuffix("\t" + text.lowercased()) }) else {
      return .wrong("The model has learned this very text.")
    }
    guard let answer = try Classifier(path: CourseModel.kinds.found()).classify([text]).first else {
      throw InspectionError.emptyText
    }
    let sentence = "The model says \(answer.label), \(fixed(Double(answer.probability), 3))."
    return answer.label == "exclamation" && answer.probability >= 0.9
      ? .right(sentence) : .wrong(sentence)
  }
}

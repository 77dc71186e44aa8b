import Seq2Seq

extension CourseModel {
  static let fixed = CourseModel("fixed", step: 7)
}

extension CourseStep {
  /// A translator whose decoder knows the source by one vector.
  static let vectors = CourseStep(
    title: "A translator with one vector",
    idea: """
      The reader of step 5 becomes an encoder of French, the writer a decoder of English. All that the decoder \
      knows of a sentence is one vector. Sentences whose vectors are alike lie close together in the picture.
      """,
    equation: """
      s = h_T of the encoder         h'_0 = s          h'_t = cell(h'_{t-1}, [y_{t-1}; s])
      P(y_t | y_1 ... y_{t-1}, x) = softmax(V h'_t + c)
      cosine of two sentences = s_1 . s_2 / (|s_1| |s_2|)
      """,
    commands: """
      s2s train --src fr --tgt en --cell gru --attention none --no-bidirectional --hidden 128 \\
        --embedding 96 --vocabulary-size 2000 --dropout 0.1 --learning-rate 0.003 --threads 1 \\
        --steps 2000 --validate-every 500 --model models/course/fixed
      s2s eval --model models/course/fixed --metrics bleu
      printf '%s\\n' "Le chat cherche le chien." "Le chien cherche le chat." \\
        "Le chat ne cherche pas le chien." "Le chien ne cherche pas le chat." \\
        "Le chat cherchera le chien." "Le chien cherchera le chat." \\
        "Est-ce que le chat cherche le chien ?" "Est-ce que le chien cherche le chat ?" > some.fr
      s2s translate --model models/course/fixed some.fr
      s2s inspect vectors --model models/course/fixed --nearest 1 --output vectors.svg some.fr
      """,
    exercises: [nearest, order])

  private static let nearest = Exercise.count(
    """
    Take the first 100 lines of corpora/phrasebook/test.fr. The vector of which of them, counted from 1, is \
    nearest to that of line 1 for models/course/fixed?
    """,
    answer: "LINE",
    hint: """
      head -n 100 makes the file, and s2s inspect vectors --nearest 1 names the nearest text of each; grep -n \
      finds its line.
      """
  ) {
    let lines = try CourseText.lines(CourseText.french, first: 100)
    let map = try CourseModel.fixed.inspector().map(of: lines.map { InspectedText($0) })
    return (map.nearest(to: 0, count: 1).first?.index ?? 0) + 1
  }

  private static let order = Exercise.number(
    """
    Does the vector hold the order of words? What is the cosine of "\(pair[0])" and "\(pair[1])" for \
    models/course/fixed?
    """,
    answer: "COSINE", tolerance: 0.01,
    hint: "Give both to s2s inspect vectors, each with --text."
  ) {
    let map = try CourseModel.fixed.inspector().map(of: pair.map { InspectedText($0) })
    return map.nearest(to: 0, count: 1).first?.cosine ?? 0
  }

  private static let pair = ["Le chat cherche le chien.", "Le chien cherche le chat."]
}

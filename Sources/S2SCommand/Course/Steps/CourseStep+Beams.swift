import Seq2Seq

extension CourseStep {
  /// From probabilities to a translation.
  static let beams = CourseStep(
    title: "Search",
    idea: """
      The model gives probabilities to tokens; a search has to find a probable sentence. Greedy search takes the \
      best token at every step, a beam keeps several beginnings.
      """,
    equation: """
      log P(y | x) = sum of log P(y_t | y_1 ... y_{t-1}, x)      score = log P(y | x) / length
      """,
    commands: """
      s2s translate --model models/course/attention --beam 1 corpora/phrasebook/test.fr > greedy.en
      s2s translate --model models/course/attention --beam 5 corpora/phrasebook/test.fr > beam.en
      s2s inspect beam --model models/course/attention --beam 3 --output beam.svg \\
        --text "La serveuse curieuse aide son frère."
      """,
    exercises: [difference])

  private static let difference = Exercise(
    question: """
      Which line of corpora/phrasebook/test.fr does models/course/attention translate otherwise with --beam 5 \
      than with --beam 1? The number of one.
      """,
    answer: "LINE",
    hint: "diff greedy.en beam.en names lines that differ."
  ) { text in
    guard let number = Int(text.replacing(",", with: "")) else { throw CourseError.noCount(text) }
    let lines = try CourseText.lines(CourseText.french)
    guard (1...lines.count).contains(number) else {
      throw CourseError.noLine(number, path: CourseText.french, count: lines.count)
    }
    let line = [lines[number - 1]]
    let greedy = try CourseModel.attention.translations(of: line, beam: 1)[0]
    let beam = try CourseModel.attention.translations(of: line)[0]
    return greedy == beam
      ? .wrong("Both are '\(beam)'") : .right("Greedy: '\(greedy)' Beam: '\(beam)'")
  }
}

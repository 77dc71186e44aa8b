import S2SFiles
import S2SMetrics
import Seq2Seq

extension CourseModel {
  static let mine = CourseModel("mine")
}

/// Two systems' translations of the test text, by BLEU.
private struct CourseComparison {
  let first: Double
  let second: Double
  /// The chance of such a difference; `nil` where there is none.
  let pValue: Double?

  /// As `s2s eval --hyp FIRST --compare SECOND --metrics bleu` has it.
  init(_ first: [String], _ second: [String]) throws {
    let references = try CourseText.lines(CourseText.english, first: first.count)
    let comparison = try PairedTest.bootstrap().compare(
      [PairedTest.System("second", hypotheses: second)],
      with: PairedTest.System("first", hypotheses: first), references: [references],
      metrics: MetricSelection(names: "bleu").metrics())
    let results = comparison.columns[0].results
    (self.first, self.second) = (results[0].score, results[1].score)
    pValue = results[1].verdict?.pValue
  }
}

extension CourseStep {
  /// Whether a number can be trusted.
  static let evaluation = CourseStep(
    title: "Evaluation",
    idea: """
      BLEU counts the word sequences that a translation shares with a reference. Other sentences would give \
      another number. A test draws the sentences again, 1,000 times, and says how often chance alone makes \
      such a difference.
      """,
    equation: """
      BLEU = min(1, e^(1 - r/c)) * (p_1 p_2 p_3 p_4)^(1/4)
      p = share of resamples whose difference, less its mean, is above the one that was seen
      """,
    commands: """
      s2s translate --model models/course/fixed --beam 5 corpora/phrasebook/test.fr > fixed.en
      s2s eval --hyp beam.en --compare greedy.en --compare fixed.en --ref corpora/phrasebook/test.en \\
        --metrics bleu
      s2s plot --hyp beam.en --hyp fixed.en --ref corpora/phrasebook/test.en \\
        --sources corpora/phrasebook/test.fr --output lengths.svg
      s2s plot models/course/attention models/course/fixed --output curves.svg
      """,
    exercises: [chance, mine])

  private static let chance = Exercise(
    question: """
      How many sentences does a test need? Give a number of lines, 5 or more, so few that those first lines of \
      the test set do not show the difference in BLEU between beam 5 and beam 1 for models/course/attention: p \
      is 0.05 or more.
      """,
    answer: "LINES",
    hint: """
      head -n 50 cuts beam.en, greedy.en and the references to 50 lines; s2s eval --hyp, --compare and --ref \
      compare them.
      """
  ) { text in
    guard let count = Int(text.replacing(",", with: "")) else { throw CourseError.noCount(text) }
    guard count >= 5 else { return .wrong("That is less than 5.") }
    let all = try CourseText.lines(CourseText.french)
    guard count <= all.count else {
      throw CourseError.tooManyLines(count, path: CourseText.french, count: all.count)
    }
    let lines = Array(all.prefix(count))
    let found = try CourseComparison(
      CourseModel.attention.translations(of: lines),
      CourseModel.attention.translations(of: lines, beam: 1))
    let sentence =
      "BLEU is \(fixed(found.first, 1)) against \(fixed(found.second, 1)), and p is "
      + "\(fixed(found.pValue ?? 1, 3))."
    return (found.pValue ?? 1) >= 0.05 ? .right(sentence) : .wrong(sentence)
  }

  private static let mine = Exercise(
    question: """
      The last one: train models/course/mine, a translator from French to English with no more parameters than \
      models/course/attention and a better BLEU on the test set, with p below 0.05.
      """,
    answer: nil,
    hint: """
      More steps help, and so may another cell, --bidirectional, --tie-embeddings or --schedule linear; \
      s2s info shows the parameters.
      """
  ) { _ in
    let most = try CourseModel.attention.file().parameterCount
    let count = try CourseModel.mine.file().parameterCount
    guard count <= most else {
      return .wrong("It has \(grouped(count)) parameters, and \(grouped(most)) are allowed.")
    }
    let lines = try CourseText.lines(CourseText.french)
    let found = try CourseComparison(
      CourseModel.attention.translations(of: lines), CourseModel.mine.translations(of: lines))
    let sentence =
      "BLEU is \(fixed(found.second, 1)) against \(fixed(found.first, 1)), and p is "
      + "\(fixed(found.pValue ?? 1, 3))."
    return found.second > found.first && (found.pValue ?? 1) < 0.05
      ? .right(sentence) : .wrong(sentence)
  }
}

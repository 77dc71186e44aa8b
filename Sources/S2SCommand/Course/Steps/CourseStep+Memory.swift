import S2SCorpora
import S2SFiles
import S2SMetrics
import Seq2Seq

extension CourseModel {
  static let reversingLSTM = CourseModel("reverse-lstm", step: 5)
  static let reverser = CourseModel("reverser")

  /// The share of examples that it answers without a mistake, in percent.
  func exactAnswers(to examples: [GeneratedExample]) throws -> Double {
    // As the files of the corpus have them: spaces between the letters.
    func spaced(_ letters: String) -> String { letters.map(String.init).joined(separator: " ") }
    let answers = try translations(of: examples.map { spaced($0.input) }, beam: 1)
    let right = zip(answers, examples).count { $0 == spaced($1.output ?? "") }
    return 100 * Double(right) / Double(examples.count)
  }
}

extension CourseStep {
  /// What a state can carry from an encoder to a decoder.
  static let memory = CourseStep(
    title: "What a state remembers",
    idea: """
      One net reads letters, another writes them from the last one to the first, and knows of them only the \
      last state of the reader. That needs no knowledge of a language, so it shows what a state can hold.
      """,
    equation: """
      s = h_T of the reader          h'_0 = s          h'_t = cell(h'_{t-1}, [y_{t-1}; s])
      P(y_t | y_1 ... y_{t-1}, x) = softmax(V h'_t + c)
      """,
    commands: """
      s2s corpus task reverse --length 8 --alphabet abcdefgh --pairs 12000 --valid 500 --test 500 \\
        --output corpora/reverse
      for cell in elman lstm; do
        s2s train --src input --tgt output --corpus corpora/reverse --tokens spaces \\
          --cell $cell --attention none --no-bidirectional --no-reverse-source \\
          --hidden 64 --embedding 16 --dropout 0 --label-smoothing 0 --learning-rate 0.004 \\
          --steps 2000 --validate-every 250 --threads 1 --model models/course/reverse-$cell
        s2s eval --model models/course/reverse-$cell --corpus corpora/reverse --metrics exact --beam 1
      done
      s2s plot models/course/reverse-elman models/course/reverse-lstm --output memory.svg
      """,
    exercises: [longer, reverser])

  /// The 500 test examples that `s2s corpus task reverse` draws.
  private static func reversals(
    _ lengths: ClosedRange<Int>, pairs: Int, valid: Int
  ) throws -> [GeneratedExample] {
    let (shortest, longest) = (lengths.lowerBound, lengths.upperBound)
    let sequences = try SymbolSequences("abcdefgh", from: shortest, through: longest)
    return try GeneratedCorpus(
      ReverseTask(sequences), .init(examples: pairs, validation: valid, test: 500)
    ).test
  }

  private static let longer = Exercise.number(
    """
    It has learned lengths up to 8. How many percent of 500 texts of 9 and 10 letters does \
    models/course/reverse-lstm reverse without a mistake, with --beam 1?
    """,
    answer: "PERCENT", tolerance: 0.02,
    hint: """
      s2s corpus task reverse --minimum-length 9 --length 10 --alphabet abcdefgh --pairs 501 --valid 0 --test 500 \
      --output corpora/longer makes the test set.
      """
  ) { try CourseModel.reversingLSTM.exactAnswers(to: reversals(9...10, pairs: 501, valid: 0)) }

  private static let reverser = Exercise(
    question: """
      Train a net without attention, models/course/reverser, that has fewer parameters than \
      models/course/reverse-lstm and reverses at least 90 % of the 500 test texts without a mistake.
      """,
    answer: nil,
    hint: """
      A GRU has three quarters of the parameters of an LSTM. What it lacks may be time (--steps), or another \
      --learning-rate.
      """
  ) { _ in
    let (old, new) = (CourseModel.reversingLSTM, CourseModel.reverser)
    let (most, count) = (try old.file().parameterCount, try new.file().parameterCount)
    guard try new.file().options()["attention"].map({ "\($0)" }) == "none" else {
      return .wrong("It has attention, so its state need not remember.")
    }
    guard count < most else {
      return .wrong("It has \(grouped(count)) parameters, and the LSTM \(grouped(most)).")
    }
    let share = try new.exactAnswers(to: reversals(1...8, pairs: 12_000, valid: 500))
    let sentence = "It reverses \(fixed(share, 1)) % of them."
    return share >= 90 ? .right(sentence) : .wrong(sentence)
  }
}

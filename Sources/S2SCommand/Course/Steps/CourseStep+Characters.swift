import Glibc
import S2SFiles
import S2SMetrics
import Seq2Seq

extension CourseModel {
  static let elman = CourseModel("elman", step: 2)
  static let otherElman = CourseModel("elman-2")

  /// Bits per character of the English test text.
  func bitsPerCharacter() throws -> Double {
    try LanguageModelEvaluator(path: found()).fit(CourseText.lines(CourseText.english))
      .bitsPerCharacter
  }
}

extension CourseStep {
  /// An Elman net that predicts the next character.
  static let characters = CourseStep(
    title: "An Elman net that writes",
    idea: """
      A language model reads a character, changes its state, and gives every character a probability of being \
      the next. To write, draw one, and read it in turn. One step with a tiny \
      learning rate saves a net as it is before training.
      """,
    equation: """
      h_t = tanh(W h_{t-1} + U x_t + b)
      P(x_{t+1} | x_1 ... x_t) = softmax(V h_t + c)
      """,
    commands: """
      s2s train lm --train corpora/phrasebook/train.en --valid corpora/phrasebook/valid.en \\
        --unit character --cell elman --hidden 96 --embedding 32 --dropout 0 --threads 1 \\
        --learning-rate 0.000001 --steps 1 --model models/course/elman-new
      s2s train lm --train corpora/phrasebook/train.en --valid corpora/phrasebook/valid.en \\
        --unit character --cell elman --hidden 96 --embedding 32 --dropout 0 --threads 1 \\
        --learning-rate 0.002 --steps 2500 --validate-every 250 --model models/course/elman
      s2s generate --model models/course/elman-new --prompt "The" --seed 1
      s2s generate --model models/course/elman --prompt "The" --seed 1
      s2s eval --model models/course/elman --test corpora/phrasebook/test.en
      s2s plot models/course/elman --output elman.svg
      """,
    exercises: [perplexity, better])

  private static let perplexity = Exercise.number(
    """
    With b bits per character, a character is as hard to guess as one of 2^b that are equally likely. What is \
    2^b for models/course/elman on corpora/phrasebook/test.en?
    """,
    answer: "NUMBER", tolerance: 0.01,
    hint: "s2s eval prints bits_per_character; take 2 to the power of it."
  ) { exp2(try CourseModel.elman.bitsPerCharacter()) }

  private static let better = Exercise(
    question: """
      Train another Elman net, models/course/elman-2, that has fewer bits per character on the same text and \
      no more parameters.
      """,
    answer: nil,
    hint: "More steps cost no parameters, and another learning rate may do more in as many steps."
  ) { _ in
    let (old, new) = (CourseModel.elman, CourseModel.otherElman)
    let (least, most) = (try old.bitsPerCharacter(), try old.file().parameterCount)
    let (bits, count) = (try new.bitsPerCharacter(), try new.file().parameterCount)
    guard try new.cell() == "elman" else { return .wrong("Its cell is \(try new.cell()).") }
    guard count <= most else {
      return .wrong("It has \(grouped(count)) parameters, and \(grouped(most)) are allowed.")
    }
    let sentence = "It has \(fixed(bits, 3)) bits per character, and the first \(fixed(least, 3))."
    return bits < least ? .right(sentence) : .wrong(sentence)
  }
}

import Glibc
import S2SMetrics
import Seq2Seq

extension CourseModel {
  static let newElman = CourseModel("elman-new", step: 2)
  static let keeper = CourseModel("keeper")

  /// The mean norm of the gradient by the hidden states of the first layer at distances from the loss of the
  /// last character, over the first lines of the English test text.
  ///
  /// - Throws: `CourseError.fewLines` where no text is long enough, too.
  func gradientNorms(at distances: [Int]) throws -> [Double] {
    var profile = GradientProfile()
    let inspector = try inspector()
    let lines = try CourseText.lines(CourseText.english, first: 200)
    for line in lines { profile.add(try inspector.inspect(InspectedText(line)), of: "") }
    let points = profile.lines.first?.points ?? []
    return distances.map { distance in points.first { $0.distance == distance }?.norm ?? 0 }
  }
}

extension CourseStep {
  /// How far back a loss is felt.
  static let gradients = CourseStep(
    title: "Where gradients go",
    idea: """
      The gradient by an early state is that by a late one, multiplied at every step between them by W and by \
      the slope of tanh, which is at most 1. Both nets of step 2 are looked at: before training and after.
      """,
    equation: """
      dL/dh_{t-1} = W^T (tanh'(a_t) * dL/dh_t)      a_t = W h_{t-1} + U x_t + b
      """,
    commands: """
      head -n 200 corpora/phrasebook/test.en > lines.en
      s2s inspect gradients --mean --model models/course/elman-new --model models/course/elman \\
        --output gradients.svg lines.en
      """,
    exercises: [factor, keep])

  private static let factor = Exercise.number(
    """
    By which factor does the norm change per step in models/course/elman-new, from 5 to 15 steps from the \
    loss? It is the tenth root of the norm at 15, divided by the norm at 5.
    """,
    answer: "FACTOR", tolerance: 0.02,
    hint: "Take both norms from the table that s2s inspect gradients --mean prints."
  ) {
    let norms = try CourseModel.newElman.gradientNorms(at: [5, 15])
    return pow(norms[1] / norms[0], 0.1)
  }

  private static let keep = Exercise(
    question: """
      Save another untrained Elman net, models/course/keeper, that hands gradients back: at 20 steps from the \
      loss the norm has to be at least half of that at 1 step.
      """,
    answer: nil,
    hint: """
      With which first weights does a product with W change no length? s2s train lm --help lists the choices \
      of --initialization.
      """
  ) { _ in
    let cell = try CourseModel.keeper.cell()
    guard cell == "elman" else { return .wrong("Its cell is \(cell).") }
    let norms = try CourseModel.keeper.gradientNorms(at: [1, 20])
    let sentence =
      "The norm at 20 steps is \(InspectionText.short(norms[1] / norms[0])) of that at 1 step."
    return norms[1] >= norms[0] / 2 ? .right(sentence) : .wrong(sentence)
  }
}

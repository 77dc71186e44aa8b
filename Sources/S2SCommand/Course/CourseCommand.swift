import ArgumentParser

/// `s2s course`: ten steps with exercises.
struct CourseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "course",
    abstract: "A course on recurrent nets in ten steps, with exercises that are checked",
    discussion: """
      Without a word behind it, lists the steps. docs/course.md has them with pictures.

      Examples:
        s2s course
        s2s course show 1
        s2s course check 1b 6272
      """,
    subcommands: [CourseShowCommand.self, CourseCheckCommand.self])

  func run() throws {
    let output = OutputWriter()
    for (index, step) in Course.steps.enumerated() {
      let names = zip("ab", step.exercises).map { "\(index + 1)\($0.0)" }.joined(separator: ", ")
      let number = index < 9 ? " \(index + 1)" : "\(index + 1)"
      let space = String(repeating: " ", count: max(2, 52 - step.title.count))
      try output.show("\(number)  \(step.title)\(space)\(names)\n")
    }
    try output.show(
      "\ns2s course show 1 prints a step, s2s course check 1a ANSWER checks an exercise.\n")
    try output.flush()
  }
}

extension CourseCommand {
  /// Words with `--` before a negative number that is an answer: the parser would take it for an option.
  static func endingOptions(_ words: [String]) -> [String] {
    guard words.first == configuration.commandName, !words.contains("--"),
      let place = words.firstIndex(where: ArgumentKind.isNegativeNumber), place > 1
    else { return words }
    return Array(words[..<place]) + ["--"] + Array(words[place...])
  }
}

/// `s2s course show`: the text of a step.
struct CourseShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Print a step: its equation, its commands and its exercises",
    discussion: """
      Example:
        s2s course show 1
      """)

  @Argument(
    help: "The number of the step", transform: ArgumentKind.count(1...Course.steps.count))
  var step: Int

  func run() throws {
    let output = OutputWriter()
    try output.show(Course.steps[step - 1].text(number: step))
    try output.flush()
  }
}

/// `s2s course check`: whether an answer is right.
struct CourseCheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Check the answer to an exercise",
    discussion: """
      What is right is computed, or measured on the models that the steps train under models/course. A wrong \
      answer gets a hint, and the exit code is 1.

      Example:
        s2s course check 1b 6272
      """)

  @Argument(
    help: "The exercise, such as 1a; 1 alone is the first of its step",
    transform: ArgumentKind.exercise)
  var exercise: String
  @Argument(
    help: "The answer, in quotes if it has spaces; none where the answer is a model",
    transform: ArgumentKind.word)
  var answer: String?

  func run() throws {
    guard let (name, exercise) = Course.exercise(exercise) else { return }
    if let placeholder = exercise.answer, answer == nil {
      throw CourseError.noAnswer(exercise: name, answer: placeholder)
    }
    if exercise.answer == nil, answer != nil { throw CourseError.needlessAnswer(exercise: name) }
    let finding = try exercise.check(answer ?? "")
    let output = OutputWriter()
    try output.show(
      finding.isRight
        ? "Right. \(finding.sentence)\n" : "Not yet. \(finding.sentence)\nHint: \(exercise.hint)\n")
    try output.flush()
    if !finding.isRight { throw ExitCode(1) }
  }
}

extension ArgumentKind {
  /// The name of an exercise of the course.
  fileprivate static let exercise: @Sendable (String) throws -> String = { text in
    guard Course.exercise(text) != nil else { throw NoExercise() }
    return text
  }

  /// The end of the parser's sentence.
  private struct NoExercise: Error, CustomStringConvertible {
    var description: String {
      let last = Course.exercises.last?.name ?? ""
      return "it has to be an exercise from 1a to \(last), and s2s course lists them"
    }
  }
}

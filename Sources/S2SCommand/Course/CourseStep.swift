import S2SFiles

/// A step of the course: an equation, commands that take less than two minutes, and exercises.
///
/// `docs/course.md` has the same words, and more; a test compares them.
struct CourseStep: Sendable {
  /// The title.
  let title: String
  /// What the step is about, in a few sentences.
  let idea: String
  /// The equation, a line each.
  let equation: String
  /// What to type; a backslash at the end of a line goes on.
  let commands: String
  /// One or two exercises.
  let exercises: [Exercise]
}

/// A course in ten steps, from one recurrent cell to the evaluation of a translator.
enum Course {
  /// The steps in their order; the first is number 1.
  static let steps: [CourseStep] = [
    .eigenvalues, .characters, .gradients, .gates, .memory, .kinds, .vectors, .attention, .beams,
    .evaluation,
  ]

  /// The exercises with their names, such as `1a`.
  static let exercises: [(name: String, exercise: Exercise)] = steps.indices.flatMap { index in
    zip("ab", steps[index].exercises).map { ("\(index + 1)\($0)", $1) }
  }

  /// The exercise of a name; a number alone is the first of its step.
  static func exercise(_ name: String) -> (name: String, exercise: Exercise)? {
    let name = name.lowercased()
    return exercises.first { $0.name == name || $0.name == name + "a" }
  }
}

/// A question, and how its answer is checked.
struct Exercise: Sendable {
  /// The question.
  let question: String
  /// What stands for the answer where the check is typed, such as `RADIUS`; `nil` where the answer is a model.
  let answer: String?
  /// What helps after a wrong answer.
  let hint: String
  /// Computes or measures whether an answer is right; the answer is empty where a model is.
  let check: @Sendable (_ answer: String) throws -> Finding

  /// What a check found.
  struct Finding: Equatable, Sendable {
    let isRight: Bool
    /// What was computed or measured, a sentence.
    let sentence: String

    static func right(_ sentence: String) -> Finding { Finding(isRight: true, sentence: sentence) }
    static func wrong(_ sentence: String) -> Finding { Finding(isRight: false, sentence: sentence) }
  }
}

// MARK: - Kinds of exercises

extension Exercise {
  /// A question whose answer is a number that the check measures.
  ///
  /// - Parameters:
  ///   - tolerance: how far an answer may be from it, as a share of it.
  ///   - measure: what is right.
  static func number(
    _ question: String, answer: String, tolerance: Double, hint: String,
    measure: @escaping @Sendable () throws -> Double
  ) -> Exercise {
    Exercise(question: question, answer: answer, hint: hint) { text in
      guard let number = ArgumentKind.decimal(text) else { throw CourseError.noNumber(text) }
      let right = try measure()
      return abs(number - right) <= tolerance * abs(right)
        ? .right("It is \(InspectionText.short(right)).") : .wrong("It is not \(text).")
    }
  }

  /// A question whose answer is a whole number that the check computes; `6,272` is one, too.
  static func count(
    _ question: String, answer: String, hint: String,
    compute: @escaping @Sendable () throws -> Int
  ) -> Exercise {
    Exercise(question: question, answer: answer, hint: hint) { text in
      guard let number = Int(text.replacing(",", with: "")) else {
        throw CourseError.noCount(text)
      }
      return number == (try compute())
        ? .right("It is \(grouped(number)).") : .wrong("It is not \(grouped(number)).")
    }
  }
}

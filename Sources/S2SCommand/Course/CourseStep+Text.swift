/// A step as the terminal shows it.
extension CourseStep {
  /// The text, in lines of at most 80 letters but for commands.
  func text(number: Int) -> String {
    let tasks = zip("ab", exercises).map { letter, exercise in
      let name = "\(number)\(letter)"
      return Self.wrapped("\(name)  \(exercise.question)") + "\n"
        + Self.indented(exercise.command(name))
    }
    return
      (["Step \(number): \(title)", Self.wrapped(idea), Self.indented(equation)]
      + [Self.indented(commands)] + tasks).joined(separator: "\n\n") + "\n"
  }

  private static func indented(_ text: String) -> String {
    text.split(separator: "\n").map { "    " + $0 }.joined(separator: "\n")
  }

  private static func wrapped(_ text: String) -> String {
    var lines = [""]
    for word in text.split(separator: " ") {
      let line = lines[lines.count - 1]
      if line.isEmpty {
        lines[lines.count - 1] = String(word)
      } else if line.count + 1 + word.count <= 80 {
        lines[lines.count - 1] += " " + word
      } else {
        lines.append(String(word))
      }
    }
    return lines.joined(separator: "\n")
  }
}

extension Exercise {
  /// What to type for its check.
  func command(_ name: String) -> String {
    "s2s course check \(name)" + (answer.map { " \($0)" } ?? "")
  }
}

import Foundation
import TestSupport
import Testing

@testable import S2SCommand

/// `s2s course`: its steps, the page about it, and answers that cannot be checked.
@Suite struct CourseCommandTests {
  @Test func listsAndShowsSteps() throws {
    let command = try Command()
    let list = try command.run("course")
    #expect(list.status == 0 && list.error.isEmpty)
    for (index, step) in Course.steps.enumerated() {
      #expect(list.output.contains("\(index + 1)  \(step.title)"))
      let shown = try command.run("course", "show", "\(index + 1)")
      #expect(shown.status == 0 && shown.output.hasPrefix("Step \(index + 1): \(step.title)\n"))
      for line in step.commands.split(separator: "\n") { #expect(shown.output.contains(line)) }
    }
  }

  @Test func everyExerciseHasAName() {
    #expect(Course.steps.count == 10)
    #expect(Course.exercises.count == Course.steps.map(\.exercises.count).reduce(0, +))
    for (name, exercise) in Course.exercises {
      #expect(Course.exercise(name)?.exercise.question == exercise.question)
      #expect(exercise.question.last == "?" || exercise.question.last == ".", "\(name)")
    }
    #expect(Course.exercise("3")?.name == "3a" && Course.exercise("3A")?.name == "3a")
  }

  @Test(arguments: [
    (["check", "11"], 64, "it has to be an exercise from 1a to 10b"),
    (["check", "7c", "1"], 64, "it has to be an exercise"), (["check"], 64, "needs <exercise>"),
    (["show", "11"], 64, "from 1 to 10"), (["show"], 64, "needs <step>"),
    (["repeat"], 64, "there is no command s2s course repeat"),
    (["check", "1a"], 64, "exercise 1a asks for an answer: s2s course check 1a RADIUS"),
    (["check", "1a", "wide"], 64, "the answer is \"wide\"; it has to be a number"),
    (["check", "1b", "6272.5"], 64, "it has to be a whole number"),
    (["check", "2b", "3"], 64, "the answer to exercise 2b is a model"),
    (["check", "2a", "4"], 66, "no model at models/course/elman; step 2 trains it"),
    (["check", "3b"], 66, "no model at models/course/keeper; train one there with --model"),
    (["check", "9", "1"], 66, "cannot open corpora/phrasebook/test.fr"),
    (["show", "-1"], 64, "it has to be a whole number from 1 to 10"),
    (["check", "1a", "-1"], 64, "the answer is \"-1\"; it has to be a number"),
    (["check", "7b", "-0.5"], 66, "no model at models/course/fixed; step 7 trains it"),
    (["check", "9a", "-3"], 66, "cannot open corpora/phrasebook/test.fr"),
  ])
  func whatCannotBeChecked(words: [String], status: Int32, sentence: String) throws {
    let result = try Command().run(["course"] + words)
    #expect(result.status == status && result.output.isEmpty, "\(result.error)")
    #expect(result.error.contains(sentence), "\(result.error)")
    #expect(result.error.split(separator: "\n").count == 1)
  }

  @Test(arguments: [
    ("1a", "1.015", "Right. With 1.015 it is 0.984"),
    ("1a", "1.1", "Not yet. With 1.1 it is 3.1e3"),
    ("1b", "6272", "Right. It is 6,272."), ("1b", "6208", "Not yet. It is not 6,208."),
    ("1b", "-3", "Not yet. It is not -3."), ("4a", "18,816", "Right. It is 18,816."),
    ("4a", "25088", "Hint: Each of the three has"),
  ])
  func answersThatNeedNoModel(exercise: String, answer: String, words: String) throws {
    let result = try Command().run("course", "check", exercise, answer)
    #expect(result.output.contains(words) && result.error.isEmpty, "\(result)")
    #expect(result.status == (result.output.hasPrefix("Right.") ? 0 : 1))
  }

  // MARK: - The page

  /// The text of each step's section on the page, with one space for white space and no back quotes.
  private static func sections() throws -> [String] {
    let page = try String(
      contentsOf: SourceScan.root.appending(path: "docs/course.md"), encoding: .utf8)
    return page.components(separatedBy: "\n## ").filter { $0.hasPrefix("Step ") }.map(plain)
  }

  private static func plain(_ text: String) -> String {
    text.replacing("`", with: "").replacing("**", with: "").split(whereSeparator: \.isWhitespace)
      .joined(separator: " ")
  }

  @Test func thePageSaysTheSame() throws {
    let sections = try Self.sections()
    try #require(sections.count == Course.steps.count)
    for (index, step) in Course.steps.enumerated() {
      let section = sections[index]
      #expect(section.hasPrefix("Step \(index + 1): \(step.title) "))
      for part in [step.idea, step.equation, step.commands] {
        #expect(section.contains(Self.plain(part)), "step \(index + 1) lacks: \(part)")
      }
      for (letter, exercise) in zip("ab", step.exercises) {
        let name = "\(index + 1)\(letter)"
        #expect(section.contains("\(name). \(Self.plain(exercise.question))"), "\(name)")
        #expect(section.contains(exercise.command(name)), "\(name)")
      }
    }
  }

  /// Pictures stand in the folder beside the page, and every one of them is shown.
  @Test func thePageShowsItsPictures() throws {
    let page = try String(
      contentsOf: SourceScan.root.appending(path: "docs/course.md"), encoding: .utf8)
    let named = Set(page.matches(of: /\]\(course\/([a-z-]+\.svg)\)/).map { String($0.1) })
    let folder = SourceScan.root.appending(path: "docs/course").path
    #expect(named == Set(try FileManager.default.contentsOfDirectory(atPath: folder)))
    #expect(named.count >= Course.steps.count)
    let commands = Course.steps.map(\.commands).joined(separator: "\n")
    for name in named { #expect(commands.contains("--output \(name)"), "\(name)") }
  }
}

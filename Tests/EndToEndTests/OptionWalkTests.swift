import Foundation
import S2SOptions
import Seq2Seq
import Testing

@testable import S2SCommand

/// Walks every option of every task: none is accepted and does nothing, and none is left out of
/// help, configuration files, `s2s info` or the documentation.
@Suite struct OptionWalkTests {
  /// A task's options with all that the walk needs of their types.
  struct Walk: CustomStringConvertible, Sendable {
    let description: String
    /// The names of the options of learning and shape.
    let names: [String]
    /// What is wrong with an option; empty when nothing is.
    let problems: @Sendable (String) throws -> [String]
    let help: String
  }

  static let walks: [Walk] = TaskKind.all.map { walk($0) }

  private static func walk<Task: LearningTask & SendableMetatype>(_ task: Task.Type) -> Walk {
    Walk(
      description: Task.name, names: Task.Options.options.fields.map(\.name),
      problems: { try problems($0, of: Task.self) },
      help: TrainTaskCommand<Task>.helpMessage(columns: 200))
  }

  /// A value that is not the one an option has already.
  private static func other(
    than value: OptionValue?, _ field: OptionField<some Settings>
  ) -> OptionValue {
    switch field.kind {
    case .flag: value == true ? false : true
    case .choice(let words): .text(words.first { .text($0) != value } ?? "")
    case .text, .path: "other"
    case .count, .number:
      candidates.first { candidate in
        let number = Double("\(candidate)") ?? .nan
        guard number != value.flatMap({ Double("\($0)") }) else { return false }
        return field.range?.contains(number) ?? true
      } ?? 0
    }
  }

  private static let candidates: [OptionValue] = [7, 301, 3, 1, 0.25, 0.5, 0]

  /// Sets an option alone, and looks for it wherever it has to show.
  private static func problems<Task: LearningTask>(
    _ name: String, of task: Task.Type
  ) throws -> [String] {
    let table = Task.Options.options
    guard let field = table[name] else { return ["is not in the table"] }
    let standard = Task.Options()
    let value = other(than: field.value(standard), field)
    let changed = try standard.changed(by: [name: value])
    var problems: [String] = []
    if changed == standard { problems.append("\(value) changes nothing") }
    let stored = try JSONDecoder().decode(
      Task.Options.self, from: JSONEncoder().encode(changed))
    if stored != changed { problems.append("\(value) does not come back from a file") }
    if !field.help.contains(" ") && field.help.count < 4 { problems.append("has no help") }
    // A shorthand shows as what it stands for.
    let shown = table.shown(of: changed, besides: standard).map(\.name)
    if field.value(changed) != nil && !shown.contains(name) { problems.append("is not shown") }
    let differs = table.differences(changed, from: standard)
    if differs.isEmpty && !field.mayChange {
      problems.append("is resumed with another value without a word")
    }
    return problems
  }

  @Test(arguments: walks) func everyOptionDoesSomethingAndShows(_ walk: Walk) throws {
    #expect(walk.names.count > 30)
    #expect(Set(walk.names).count == walk.names.count, "a name stands twice")
    for name in walk.names {
      #expect(try walk.problems(name) == [], "--\(name)")
    }
  }

  @Test(arguments: walks) func everyOptionIsInTheHelp(_ walk: Walk) {
    for name in walk.names {
      let isThere = walk.help.contains("--\(name) ") || walk.help.contains("--\(name)/--no-\(name)")
      #expect(isThere, "--\(name)")
    }
  }

  /// Every value out of an option's range is refused, with its name and the range.
  @Test(arguments: ["-1", "1e300", "nan", "99999999999999999999999999"])
  func everyNumberHasBounds(text: String) throws {
    let table = TranslatorOptions.options
    for field in table.fields where field.kind == .number || field.kind == .count {
      let value: OptionValue =
        Int128(text).map { .integer($0) } ?? .number(Double(text) ?? .nan)
      let isCount = field.kind == .count
      if isCount && ["1e300", "nan"].contains(text) { continue }
      if field.name == "forget-bias" && text == "-1" { continue }
      #expect(throws: OptionError.self, "--\(field.name) \(text)") {
        let options = try TranslatorOptions().changed(by: [field.name: value])
        try table.check(options, given: [field.name: value])
      }
    }
  }

  /// Every count but a seed has an upper bound that is one to a person, too.
  @Test func everyCountHasAnUpperBound() {
    func unbounded<Task: LearningTask>(_ task: Task.Type) -> [String] {
      Task.Options.options.fields.filter {
        $0.kind == .count && ($0.range?.upper ?? .infinity) > 1e12
      }
      .map(\.name)
    }
    for task in TaskKind.all { #expect(unbounded(task) == ["seed"]) }
  }

  private static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// The pages say what each option is for.
  @Test func everyOptionIsInTheDocumentation() throws {
    let folder = Self.root.appending(path: "docs")
    let pages = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix(".md") }
      .map { try String(contentsOf: folder.appending(path: $0), encoding: .utf8) }.joined()
    for name in Set(Self.walks.flatMap(\.names)) {
      #expect(
        pages.contains("--\(name)`") || pages.contains("--\(name) "), "--\(name) is on no page")
    }
  }

  /// A model knows the options that it was trained with, and says those that matter.
  @Test func infoNamesThem() throws {
    let command = try Command()
    try command.makeCorpus()
    _ = try command.trainSmall(
      "--steps", "1", "--length-bucket", "3", "--layers", "2", "--residual")
    let info = try command.run("info", "models/fr-en")
    for line in ["length-bucket", "residual", "layers", "hidden", "seed"] {
      #expect(info.output.contains("\(line)  "), "\(info.output)")
    }
    // Whatever a person did not say is said, too.
    for name in TranslatorOptions().values.keys {
      #expect(info.output.contains("\(name) "), "\(name)")
    }
    let json = try command.run("info", "models/fr-en", "--json")
    let object = try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any]
    let options = try #require(object?["options"] as? [String: Any])
    #expect(options["length-bucket"] as? Int == 3 && options["residual"] as? Bool == true)
    // All but what has no value stands there.
    for name in TranslatorOptions().values.keys { #expect(options[name] != nil, "\(name)") }
  }

  /// The shell completes options and the words that they may have.
  @Test func completesOptions() throws {
    let result = try Command().run("--generate-completion-script", "bash")
    #expect(result.status == 0, "\(result.error)")
    for word in ["--length-bucket", "--no-residual", "additive", "lm", "tagger"] {
      #expect(result.output.contains(word), "\(word)")
    }
  }

  @Test func suggestsWhatWasMeant() throws {
    let result = try Command().run("train", "--src", "fr", "--tgt", "en", "--length-buckt", "3")
    #expect(result.status == 64 && result.error.contains("did you mean --length-bucket?"))
  }
}

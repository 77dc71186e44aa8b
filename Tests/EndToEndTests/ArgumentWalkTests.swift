import Foundation
import S2SOptions
import Seq2Seq
import Testing

@testable import S2SCommand

/// Walks every argument of every command: none takes what it cannot mean.
///
/// The bounds of a task's own options are those of its table, and `OptionWalkTests` walks them.
@Suite struct ArgumentWalkTests {
  /// What the command says of itself.
  private struct ToolInfo: Decodable {
    var command: Command

    struct Command: Decodable {
      var commandName: String
      var subcommands: [Command]?
      var arguments: [Argument]?
    }

    struct Argument: Decodable {
      var kind: String
      var valueName: String?
      var preferredName: Name?

      struct Name: Decodable { var name: String }
    }
  }

  /// An argument with a value, and the command before it.
  private struct Walked {
    var command: [String]
    /// `nil` for one without a name.
    var option: String?
  }

  private static func walked() throws -> [Walked] {
    let text = try Command().run("--experimental-dump-help").output
    let root = try JSONDecoder().decode(ToolInfo.self, from: Data(text.utf8)).command
    return walked(root.subcommands ?? [], under: [])
  }

  private static func walked(_ commands: [ToolInfo.Command], under path: [String]) -> [Walked] {
    commands.filter { $0.commandName != "help" }.flatMap { command in
      let path = path + [command.commandName]
      let own = (command.arguments ?? []).filter { $0.kind != "flag" }
        .map { Walked(command: path, option: $0.preferredName?.name) }
      return own + walked(command.subcommands ?? [], under: path)
    }
  }

  /// Whether the parser refuses a value of an argument; what else it says of the words does not count.
  private static func refuses(_ argument: Walked, _ value: String) -> Bool {
    let words = argument.command + (argument.option.map { ["--\($0)"] } ?? []) + [value]
    let leaf = S2SCommand.leaf(of: ArgumentKind.joiningNegativeNumbers(words))
    do {
      _ = try leaf.type.parseAsRoot(leaf.arguments)
      return false
    } catch {
      // Making the sentence takes longer than parsing.
      return "\(error)".contains("unableToParseValue")
    }
  }

  /// An empty path means the root of the file system as soon as a name is added to it.
  @Test func nothingIsEmpty() throws {
    let walked = try Self.walked()
    #expect(walked.count > 150)
    for argument in walked where !Self.lists.contains(argument.option ?? "") {
      #expect(Self.refuses(argument, ""), "\(argument)")
    }
  }

  /// Lists and formulas, which say themselves what is wrong with them.
  private static let lists: Set = ["metrics", "rouge-types", "smooth"]

  /// Every count has an upper bound, and a negative number is a bad value, not a missing one.
  @Test(arguments: ["4294967296", "99999999999999999999", "-1"])
  func everyCountHasBounds(value: String) throws {
    let tables = TaskKind.all.reduce(into: Set<String>()) { $0.formUnion(Self.optionNames($1)) }
    for argument in try Self.walked() {
      guard let option = argument.option, !Self.words.contains(option) else { continue }
      if argument.command.first == "train" && tables.contains(option) { continue }
      if option == "seed" && value == "4294967296" { continue }
      #expect(Self.refuses(argument, value), "\(argument) \(value)")
    }
  }

  private static func optionNames<Task: LearningTask>(_ task: Task.Type) -> [String] {
    Task.Options.options.fields.map(\.name) + RunSettings.options.fields.map(\.name)
  }

  /// Options whose values are names, words, or numbers that are no counts.
  private static let words: Set = [
    "src", "tgt", "lang", "model", "from", "config", "corpus", "train", "valid", "test", "hyp",
    "ref",
    "sources", "output", "list", "html", "training-text", "compare", "prefix-file", "forbid",
    "forbid-file", "require", "require-file", "meteor-function-words", "metrics", "rouge-types",
    "rouge-split", "rouge-separator", "smooth", "smooth-value", "time-limit", "seeds", "weights",
    "list-weight", "diversity", "prompt", "text", "captions", "alphabet", "features",
    "valid-features",
    "names", "temperature", "top-p", "length-penalty", "coverage-penalty", "max-length-ratio",
    "quantity", "tensorboard", "min-log-probability", "downloads", "parts",
  ]

  @Test func wordsMayLookLikeNegativeNumbers() throws {
    let joined = ArgumentKind.joiningNegativeNumbers
    #expect(joined(["eval", "--digits", "-1"]) == ["eval", "--digits=-1"])
    #expect(joined(["x", "--a=2", "-1", "-2"]) == ["x", "--a=2", "-1", "-2"])
    #expect(joined(["x", "--", "--a", "-1"]) == ["x", "--", "--a", "-1"])
    #expect(joined(["x", "--hyp", "-"]) == ["x", "--hyp", "-"])
    #expect(joined(["x", "--require", "-5"]) == ["x", "--require=-5"])
  }

  /// Spaces around commas mean nothing in any list.
  @Test func listsMayHaveSpaces() throws {
    #expect(ArgumentKind.parts(of: " a, b c ,") == ["a", "b c", ""])
    #expect(try RadiusList("0.9, 1").values == [0.9, 1])
    #expect(try WeightList.kind("1, 0.3").values == [1, 0.3])
    #expect(try PenaltyList.kind("1, 5, 10").weights.critical == 10)
    #expect(try NameList.kind("ours, theirs").names == ["ours", "theirs"])
    #expect(try SeedList(in: ["seeds": "1, 2"])?.seeds == [1, 2])
  }

  /// Numbers that are no counts are refused, too, when the command looks at them.
  @Test(arguments: [
    ["eval", "--ref", "a", "--hyp", "a", "--smooth", "floor", "--smooth-value", "-1"],
    ["train", "--src", "fr", "--tgt", "en", "--learning-rate", "-1"],
    ["train", "--src", "fr", "--tgt", "en", "--learning-rate", "-1e300"],
  ])
  func negativeNumbersAreValues(arguments: [String]) throws {
    let command = try Command()
    try command.makeCorpus()
    try command.write("a b c d\n", to: "a")
    let result = try command.run(arguments)
    #expect(result.status == 64, "\(result.error)")
    #expect(result.error.contains("it has to be"), "\(result.error)")
  }
}

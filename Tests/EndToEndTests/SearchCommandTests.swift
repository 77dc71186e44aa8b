import Foundation
import Testing

/// The two ways to number tokens: a subset of one encoding for each side, or an encoding of its own.
enum Vocabularies: String, CaseIterable {
  case joint, separate

  /// The option of training.
  var option: String { self == .joint ? "--joint-vocabulary" : "--no-joint-vocabulary" }
}

/// The ways to search, from the command line.
@Suite struct SearchCommandTests {
  static let lines = Data("un deux trois\nquatre cinq\n\nsix\n".utf8)

  /// A model that has seen a few updates: it says something, if not what is right.
  static func trained(_ vocabularies: Vocabularies, _ more: String...) throws -> Command {
    let command = try Command()
    try command.makeCorpus()
    _ = try command.trainSmall("--steps", "20", options: [vocabularies.option] + more)
    return command
  }

  @Test(arguments: Vocabularies.allCases)
  func samplesBelongToTheSeedAlone(_ vocabularies: Vocabularies) throws {
    let command = try Self.trained(vocabularies)
    func draw(_ more: String...) throws -> String {
      let result = try command.run(
        ["translate", "--sample", "--nbest", "2", "--format", "tsv"] + more, input: Self.lines)
      #expect(result.status == 0, "\(result.error)")
      return result.output
    }
    let first = try draw()
    #expect(first.split(separator: "\n").count == 7)
    #expect(try draw("--seed", "1", "--batch-sentences", "1", "--threads", "1") == first)
    #expect(try draw("--seed", "2") != first)
    #expect(try draw("--temperature", "0.3", "--top-k", "5", "--top-p", "0.9") != first)
  }

  @Test(arguments: Vocabularies.allCases)
  func distinctSamplesDiffer(_ vocabularies: Vocabularies) throws {
    let command = try Self.trained(vocabularies)
    let result = try command.run(
      "translate", "--sample", "--distinct", "--temperature", "0.2", "--nbest", "8",
      input: Data("un\n".utf8))
    #expect(result.status == 0, "\(result.error)")
    let lines = result.output.split(separator: "\n")
    #expect(Set(lines).count == lines.count)
  }

  @Test(arguments: Vocabularies.allCases)
  func groupsOfABeamDiffer(_ vocabularies: Vocabularies) throws {
    let command = try Self.trained(vocabularies)
    let result = try command.run(
      "translate", "--beam", "4", "--beam-groups", "4", "--diversity", "50", "--nbest", "4",
      input: Data("un deux trois\n".utf8))
    #expect(result.status == 0, "\(result.error)")
    #expect(Set(result.output.split(separator: "\n").map { $0.prefix(3) }).count > 1)
  }

  @Test(arguments: Vocabularies.allCases)
  func wordsComeAndDoNot(_ vocabularies: Vocabularies) throws {
    let command = try Self.trained(vocabularies)
    try command.write("seven\n\none \n", to: "prefixes.txt")
    try command.write("\nten\tnine\n\n", to: "required.txt")
    let result = try command.run(
      "translate", "--prefix-file", "prefixes.txt", "--require-file", "required.txt", "--require",
      "four", "--forbid", "two", "--beam", "8", "--format", "json",
      input: Data("un deux\ndeux\ntrois\n".utf8))
    #expect(result.status == 0, "\(result.error)")
    let lines = try result.output.split(separator: "\n").map {
      try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any] ?? [:]
    }
    let texts = lines.map { ($0["translations"] as? [[String: Any]])?[0]["text"] as? String ?? "" }
    #expect(texts.map { $0.hasPrefix("seven") } == [true, false, false])
    #expect(texts[2].hasPrefix("one"))
    let words = texts.map { Set($0.split { !$0.isLetter }.map(String.init)) }
    #expect(words.allSatisfy { $0.contains("four") && !$0.contains("two") }, "\(texts)")
    #expect(words[1].isSuperset(of: ["ten", "nine"]), "\(texts)")
    #expect(lines.allSatisfy { ($0["missing_required"] as? [String]) == [] })
  }

  @Test(arguments: [("one\n", "1 line"), ("a\nb\nc\nd\ne\n", "5 lines"), ("", "0 lines")])
  func filesBesideTheInputMatchItLineByLine(text: String, count: String) throws {
    let command = try Self.trained(.joint)
    try command.write(text, to: "beside.txt")
    for option in ["--prefix-file", "--require-file"] {
      let result = try command.run("translate", option, "beside.txt", input: Self.lines)
      #expect(result.status == 65)
      #expect(
        result.error.contains(
          "beside.txt has \(count) but the input has 4; they must match line by line."))
    }
    #expect(try command.run("translate", "--prefix-file", "none.txt").status == 66)
  }

  @Test(arguments: Vocabularies.allCases)
  func contradictionsAreNamedWithTheirLine(_ vocabularies: Vocabularies) throws {
    let command = try Self.trained(vocabularies)
    try command.write("one\n\ntwo three\n\n", to: "beside.txt")
    for option in ["--prefix-file", "--require-file"] {
      let result = try command.run(
        "translate", option, "beside.txt", "--forbid", "three", input: Self.lines)
      #expect(result.status == 65, "\(result.error)")
      #expect(result.error.contains("beside.txt, line 3: ") && result.error.contains("\"three\""))
      #expect(result.output.split(separator: "\n", omittingEmptySubsequences: false).count == 3)
    }
    let both = try command.run("translate", "--require", "one two", "--forbid", "two")
    #expect(both.status == 64 && both.error.contains("\"two\" in it is forbidden"))
    #expect(try command.run("translate", "--forbid", " ").error.contains("the empty phrase"))
  }

  @Test(arguments: Vocabularies.allCases)
  func coverageNeedsAttention(_ vocabularies: Vocabularies) throws {
    let without = try Self.trained(vocabularies)
      .run("translate", "--coverage-penalty", "0.2", input: Self.lines)
    #expect(without.status == 64 && without.error.contains("the model has no attention"))
    let with = try Self.trained(vocabularies, "--attention", "dot")
      .run("translate", "--coverage-penalty", "0.2", "--length-formula", "gnmt", input: Self.lines)
    #expect(with.status == 0, "\(with.error)")
  }

  @Test(arguments: [
    (["--sample", "--beam", "5"], "--sample keeps no beam"),
    (["--temperature", "0.5"], "--temperature needs --sample"),
    (["--top-k", "5"], "--top-k needs --sample"),
    (["--top-p", "0.5"], "--top-p needs --sample"),
    (["--seed", "5"], "--seed needs --sample"),
    (["--distinct"], "--distinct needs --sample"),
    (["--diversity", "1"], "--diversity needs --beam-groups"),
    (["--beam-groups", "2"], "a beam of 5 cannot be divided into 2 equal groups"),
    (["--beam-groups", "0"], "--beam-groups is 0; it has to be"),
    (["--beam-groups", "5", "--diversity", "nan"], "--diversity is nan"),
    (["--sample", "--temperature", "0"], "the temperature is 0.0"),
    (["--sample", "--temperature", "inf"], "--temperature is inf"),
    (["--sample", "--top-k", "0"], "--top-k is 0"),
    (["--sample", "--top-p", "0"], "--top-p is 0.0"),
    (["--sample", "--top-p", "1.5"], "--top-p is 1.5"),
    (["--sample", "--coverage-penalty", "1"], "samples are not ranked"),
    (["--coverage-penalty=-1"], "the coverage penalty is -1.0"),
    (["--sample", "--require", "a"], "only ordinary beam search can require words"),
    (["--beam-groups", "5", "--require-file", "x"], "leave out --sample and --beam-groups"),
    (["--shortlist", "--prefix-file", "x"], "a shortlist may lack the words"),
    (["--sample", "--nbest", "0"], "--nbest is 0; it has to be"),
    (["--length-formula", "wrong"], "wrong"),
  ])
  func refusesWhatSaysNothingTogether(options: [String], message: String) throws {
    let command = try Command()
    try command.write("", to: "models/none/model.safetensors")
    let result = try command.run(["translate", "--model", "models/none"] + options)
    #expect(result.status == 64, "\(result.error)")
    #expect(result.error.contains(message), "\(result.error)")
    #expect(result.error.filter { $0 == "\n" }.count == 1)
  }
}

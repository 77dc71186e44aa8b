import Foundation
import TestSupport
import Testing

@testable import S2SCommand

/// `s2s course check` beside what a reader finds by the commands of the page, with nets that are trained in
/// seconds.
@Suite struct CourseCheckTests {
  private static let home = Result { () throws -> Command in
    let command = try Command()
    try copyCorpora(to: command)
    for words in trainings { try run(words, in: command) }
    return command
  }

  /// The bundled corpora: all of the test set, and some of the lines to train on.
  private static func copyCorpora(to command: Command) throws {
    for name in ["train.fr", "train.en", "valid.fr", "valid.en", "test.fr", "test.en"] {
      let file = SourceScan.root.appending(path: "corpora/phrasebook/\(name)")
      let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
      let count = name.hasPrefix("train") ? 4_000 : name.hasPrefix("valid") ? 60 : lines.count
      try command.write(
        lines.prefix(count).map { $0 + "\n" }.joined(), to: "corpora/phrasebook/\(name)")
    }
    try FileManager.default.createSymbolicLink(
      at: command.home.appending(path: "corpora/classifier"),
      withDestinationURL: SourceScan.root.appending(path: "corpora/classifier"))
  }

  private static let english = [
    "lm", "--train", "corpora/phrasebook/train.en", "--valid", "corpora/phrasebook/valid.en",
    "--unit", "character", "--embedding", "16",
  ]
  private static let french = [
    "--src", "fr", "--tgt", "en", "--cell", "gru", "--no-bidirectional", "--hidden", "48",
    "--embedding", "48", "--no-reverse-source", "--initialization", "xavier", "--dropout", "0",
    "--label-smoothing", "0", "--learning-rate", "0.005",
  ]

  private static let trainings: [[String]] = [
    english + ["--cell", "elman", "--hidden", "24", "--steps", "1"]
      + ["--learning-rate", "0.000001", "--model", "models/course/elman-new"],
    english + ["--cell", "elman", "--hidden", "24", "--steps", "20"]
      + ["--model", "models/course/elman"],
    english + ["--cell", "lstm", "--hidden", "24", "--steps", "20"]
      + ["--model", "models/course/lstm"],
    [
      "classifier", "--train", "corpora/classifier/train.tsv", "--valid",
      "corpora/classifier/valid.tsv", "--cell", "gru", "--hidden", "32", "--embedding", "32",
      "--model", "models/course/kinds",
    ],
    french + ["--attention", "none", "--steps", "60", "--model", "models/course/fixed"],
    french + ["--attention", "general", "--steps", "300", "--model", "models/course/attention"],
  ]

  @discardableResult
  private static func run(_ words: [String], in command: Command) throws -> String {
    let isTraining = !["corpus", "eval", "inspect", "translate", "course", "classify"].contains(
      words[0])
    let end = ["--validate-every", "0", "--threads", "1", "--overwrite"]
    let result = try command.run(isTraining ? ["train"] + words + end : words)
    #expect(result.status == 0, "\(words) \(result.error)")
    return result.output
  }

  /// The objects that a command prints: a line each, or all in a list.
  private func objects(_ words: String...) throws -> [[String: Any]] {
    let text = try Self.run(words, in: Self.home.get())
    func parsed(_ text: some StringProtocol) -> Any? {
      try? JSONSerialization.jsonObject(with: Data(text.utf8))
    }
    if let list = parsed(text) as? [[String: Any]] { return list }
    if let one = parsed(text) as? [String: Any] { return [one] }
    return try text.split(separator: "\n").map { try #require(parsed($0) as? [String: Any]) }
  }

  /// Checks an answer that has to be right, or wrong.
  private func check(_ exercise: String, _ answer: String?, isRight: Bool) throws {
    let words = ["course", "check", exercise] + [answer].compactMap(\.self)
    let result = try Self.home.get().run(words)
    #expect(result.status == (isRight ? 0 : 1), "\(words) \(result.output) \(result.error)")
    #expect(result.output.hasPrefix(isRight ? "Right. " : "Not yet. "), "\(words) \(result.output)")
    #expect(result.output.contains("\nHint: ") == !isRight)
  }

  private func score(_ name: String, _ words: [[String: Any]]) throws -> Double {
    try #require(words.first { $0["name"] as? String == name }?["score"] as? Double)
  }

  // MARK: - Language models

  @Test func charactersOfTheElmanNet() throws {
    let measured = try objects(
      "eval", "--model", "models/course/elman", "--test", "corpora/phrasebook/test.en", "--json")
    let right = exp2(try score("bits_per_character", measured))
    try check("2a", "\(right)", isRight: true)
    try check("2a", "\(right * 1.05)", isRight: false)
  }

  @Test func aBetterElmanNet() throws {
    let elman = Self.english + ["--cell", "elman", "--model", "models/course/elman-2"]
    for (words, isRight) in [
      (["--hidden", "24", "--steps", "60"], true), (["--hidden", "24", "--steps", "5"], false),
      (["--hidden", "40", "--steps", "60"], false),
    ] {
      try Self.run(elman + words, in: Self.home.get())
      try check("2b", nil, isRight: isRight)
    }
  }

  @Test func theFactorOfTheGradient() throws {
    let test = try String(
      contentsOf: Self.home.get().home.appending(path: "corpora/phrasebook/test.en"),
      encoding: .utf8)
    let lines = test.components(separatedBy: "\n").prefix(200).joined(separator: "\n")
    try Self.home.get().write(lines + "\n", to: "lines.en")
    let profile = try objects(
      "inspect", "gradients", "--mean", "--json", "--model", "models/course/elman-new", "lines.en")
    let distances = try #require(profile[0]["distances"] as? [Int])
    let norms = try #require(profile[0]["norms"] as? [Double])
    func norm(_ distance: Int) throws -> Double {
      norms[try #require(distances.firstIndex(of: distance))]
    }
    let right = pow(try norm(15) / norm(5), 0.1)
    try check("3a", "\(right)", isRight: true)
    try check("3a", "\(right / 2)", isRight: false)
  }

  @Test func aNetThatKeepsGradients() throws {
    let net = Self.english + ["--hidden", "24", "--steps", "1", "--learning-rate", "0.000001"]
    for (words, isRight) in [
      (["--cell", "elman", "--initialization", "orthogonal"], true), (["--cell", "elman"], false),
      (["--cell", "gru"], false),
    ] {
      try Self.run(net + words + ["--model", "models/course/keeper"], in: Self.home.get())
      try check("3b", nil, isRight: isRight)
    }
  }

  @Test func theTokenThatForgets() throws {
    let found = try objects(
      "inspect", "gates", "--json", "--model", "models/course/lstm", "--text",
      "The cat sleeps.")
    let layers = try #require(found[0]["layers"] as? [[String: Any]])
    let gates = try #require(layers[0]["gates"] as? [String: [[Double]]])
    let sums = try #require(gates["f"]).map { $0.reduce(0, +) }
    let right = try #require(sums.indices.min { sums[$0] < sums[$1] }) + 1
    try check("4b", "\(right)", isRight: true)
    try check("4b", "\(right % sums.count + 1)", isRight: false)
  }

  // MARK: - Memory and a classifier

  @Test func reversals() throws {
    let command = try Self.home.get()
    let reverse = ["corpus", "task", "reverse", "--alphabet", "abcdefgh", "--test", "500"]
    try Self.run(
      reverse + ["--length", "8", "--pairs", "12000", "--valid", "500"]
        + ["--output", "corpora/reverse"], in: command)
    try Self.run(
      reverse + ["--minimum-length", "9", "--length", "10", "--pairs", "501", "--valid", "0"]
        + ["--output", "corpora/longer"], in: command)
    let lstm = ["--cell", "lstm", "--hidden", "72", "--attention", "none"]
    try Self.run(
      Self.reverse + lstm + ["--steps", "200", "--model", "models/course/reverse-lstm"],
      in: command)
    let measured = try objects(
      "eval", "--model", "models/course/reverse-lstm", "--corpus", "corpora/longer", "--metrics",
      "exact", "--beam", "1", "--json")
    let right = try score("exact", measured)
    try check("5a", "\(right)", isRight: true)
    try check("5a", "\(right + 5)", isRight: false)
    for (words, isRight) in [
      (["--cell", "lstm", "--hidden", "64", "--attention", "none", "--steps", "2000"], true),
      (["--cell", "gru", "--hidden", "16", "--attention", "none", "--steps", "4"], false),
      (["--cell", "gru", "--hidden", "16", "--attention", "dot", "--steps", "4"], false),
      (["--cell", "lstm", "--hidden", "80", "--attention", "none", "--steps", "4"], false),
    ] {
      let reverser = Self.reverse + words + ["--model", "models/course/reverser"]
      try Self.run(reverser, in: command)
      try check("5b", nil, isRight: isRight)
    }
  }

  private static let reverse = [
    "--src", "input", "--tgt", "output", "--corpus", "corpora/reverse", "--tokens", "spaces",
    "--embedding", "16", "--no-reverse-source", "--dropout", "0", "--label-smoothing", "0",
    "--learning-rate", "0.004", "--no-bidirectional",
  ]

  @Test func aTextForTheClassifier() throws {
    try check("6b", try clearExclamation(), isRight: true)
    for text in ["what a dress", "the cat sleeps in the garden", "open the box"] {
      try check("6b", text, isRight: false)
    }
    let lines = try String(
      contentsOf: Self.home.get().home.appending(path: "corpora/classifier/train.tsv"),
      encoding: .utf8
    ).split(separator: "\n")
    let known = lines.first {
      $0.hasPrefix("exclamation\t") && $0.split(separator: " ").count > 4
    }
    try check("6b", String(try #require(known).dropFirst(12)), isRight: false)
  }

  /// The text for validation that is an exclamation with the greatest probability, of four words or more.
  private func clearExclamation() throws -> String {
    let file = try Self.home.get().home.appending(path: "corpora/classifier/valid.tsv")
    let texts = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
      .compactMap { $0.split(separator: "\t").last }
      .filter { $0.split(separator: " ").count >= 4 }
    try Self.home.get().write(texts.map { $0 + "\n" }.joined(), to: "valid.txt")
    let found = try objects(
      "classify", "--model", "models/course/kinds", "--format", "json", "valid.txt")
    let chances = found.map { ($0["probabilities"] as? [String: Double])?["exclamation"] ?? 0 }
    return String(texts[try #require(chances.indices.max { chances[$0] < chances[$1] })])
  }

  @Test func theTokenThatMatters() throws {
    let found = try objects(
      "inspect", "relevance", "--json", "--model", "models/course/kinds", "--text",
      "the cat sleeps in the garden, doesn't it")
    let outputs = try #require(found[0]["outputs"] as? [[String: Any]])
    let values = try #require(outputs[0]["relevances"] as? [String: [Double]])["text"] ?? []
    let right = try #require(values.indices.max { values[$0] < values[$1] }) + 1
    try check("6a", "\(right)", isRight: true)
    try check("6a", "\(right % values.count + 1)", isRight: false)
  }

  // MARK: - Translators

  private func french(first count: Int) throws -> [String] {
    let text = try String(
      contentsOf: Self.home.get().home.appending(path: "corpora/phrasebook/test.fr"),
      encoding: .utf8)
    return Array(text.components(separatedBy: "\n").prefix(count))
  }

  @Test func neighboursAndCosines() throws {
    let lines = try french(first: 100)
    try Self.home.get().write(lines.map { $0 + "\n" }.joined(), to: "some.fr")
    let found = try objects(
      "inspect", "vectors", "--json", "--model", "models/course/fixed", "--nearest", "1", "some.fr")
    let nearest = try #require((found[0]["nearest"] as? [[String: Any]])?.first?["text"] as? String)
    let right = try #require(lines.firstIndex(of: nearest)) + 1
    try check("7a", "\(right)", isRight: true)
    try check("7a", "\(right % 100 + 1)", isRight: false)
    let pair = try objects(
      "inspect", "vectors", "--json", "--model", "models/course/fixed",
      "--text", "Le chat cherche le chien.", "--text", "Le chien cherche le chat.")
    let cosine = try #require((pair[0]["nearest"] as? [[String: Any]])?.first?["cosine"] as? Double)
    try check("7b", "\(cosine)", isRight: true)
    try check("7b", "\(cosine / 2)", isRight: false)
  }

  /// The place of the largest weight of attention for each output of each text.
  private func places(_ texts: [String]) throws -> [[Int]] {
    try Self.home.get().write(texts.map { $0 + "\n" }.joined(), to: "attended.fr")
    let found = try objects(
      "inspect", "attention", "--json", "--model", "models/course/attention", "attended.fr")
    return try found.map { one in
      try #require(one["weights"] as? [[Double]]).map { row in
        row.indices.reduce(0) { row[$1] > row[$0] ? $1 : $0 }
      }
    }
  }

  @Test func whereAttentionLooks() throws {
    let third = try places(["La serveuse curieuse aide son frère."])[0]
    try #require(third.count > 2)
    try check("8a", "\(third[2] + 1)", isRight: true)
    try check("8a", "\(third[2] + 2)", isRight: false)
    try check("8b", "La serveuse curieuse aide son frère.", isRight: false)
    var answers: [Bool: String] = [:]
    let lines = try french(first: 60)
    for (line, all) in zip(lines, try places(lines)) {
      let places = all.dropLast()
      answers[zip(places, places.dropFirst()).contains { $0 > $1 }] = line
    }
    for (isRight, line) in answers { try check("8b", line, isRight: isRight) }
    #expect(answers[true] != nil)
  }

  @Test func searchesAndTheirDifference() throws {
    let command = try Self.home.get()
    let texts = try [1, 5].map { beam in
      try Self.run(
        ["translate", "--model", "models/course/attention", "--beam", "\(beam)"]
          + ["corpora/phrasebook/test.fr"], in: command)
    }
    let lines = texts.map { Array($0.components(separatedBy: "\n").dropLast()) }
    let equal = zip(lines[0], lines[1]).map { $0 == $1 }
    try check("9a", "\(try #require(equal.firstIndex(of: false)) + 1)", isRight: true)
    try check("9a", "\(try #require(equal.firstIndex(of: true)) + 1)", isRight: false)
    let beyond = try command.run("course", "check", "9a", "1001")
    #expect(beyond.status == 64 && beyond.error.contains("has no line 1,001; it has 1,000"))
    try check("10a", "5", isRight: true)
    try check("10a", "1000", isRight: try pValue(lines, first: 1_000) >= 0.05)
    try check("10a", "4", isRight: false)
    let many = try command.run("course", "check", "10a", "2000")
    #expect(many.status == 64, "\(many.error)")
    #expect(
      many.error.contains("the answer is 2,000, and corpora/phrasebook/test.fr has 1,000 lines"))
  }

  /// p of beam 5 against greedy search on the first lines of the test set.
  private func pValue(_ texts: [[String]], first count: Int) throws -> Double {
    let command = try Self.home.get()
    let english = try String(
      contentsOf: command.home.appending(path: "corpora/phrasebook/test.en"), encoding: .utf8)
    let files = texts + [english.components(separatedBy: "\n")]
    for (name, lines) in zip(["greedy.en", "beam.en", "test.en"], files) {
      try command.write(lines.prefix(count).map { $0 + "\n" }.joined(), to: name)
    }
    let compared = try objects(
      "eval", "--hyp", "beam.en", "--compare", "greedy.en", "--ref", "test.en", "--metrics", "bleu",
      "--json")
    return try #require((compared[1]["BLEU"] as? [String: Any])?["p_value"] as? Double)
  }

  /// What other tests call `attention` is the better model here.
  @Test func aBetterTranslator() throws {
    let command = try Command()
    try Self.copyCorpora(to: command)
    let net = Self.french + ["--attention", "general", "--steps", "4", "--model"]
    try Self.run(net + ["models/course/attention"], in: command)
    let mine = command.home.appending(path: "models/course/mine")
    for (words, isRight) in [(nil, true), ([], false), (["--layers", "2"], false)] {
      if let words {
        try Self.run(net + ["models/course/mine"] + words, in: command)
      } else {
        let better = try Self.home.get().home.appending(path: "models/course/attention")
        try FileManager.default.copyItem(at: better, to: mine)
      }
      let result = try command.run("course", "check", "10b")
      #expect(result.status == (isRight ? 0 : 1), "\(result.output) \(result.error)")
    }
  }
}

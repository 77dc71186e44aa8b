import Foundation
import Testing

@testable import S2SCommand

/// `s2s inspect`: text, JSON and pictures of models of every task.
@Suite struct InspectCommandTests {
  /// A translator, a language model, a classifier, a tagger and a captioner, each after a step.
  private static func command() throws -> Command {
    let command = try Command()
    try command.makeCorpus(pairs: 100)
    let translator = try command.trainSmall("--steps", "1", "--attention", "general")
    #expect(translator.status == 0, "\(translator.error)")
    try command.write(
      (0..<40).map { "\($0 % 2 == 0 ? "even" : "odd")\tone two \($0)\n" }.joined(),
      to: "labels.tsv")
    try command.write(
      (0..<40).map { "w\($0 % 5)\tN\nruns\tV\n\n" }.joined(), to: "tags.tsv")
    let small = ["--hidden", "8", "--embedding", "8", "--steps", "1", "--threads", "1"]
    for (task, file) in [
      ("lm", "corpora/phrasebook/train.en"), ("classifier", "labels.tsv"), ("tagger", "tags.tsv"),
    ] {
      let run = try command.run(
        ["train", task, "--train", file, "--model", "models/\(task)"] + small)
      #expect(run.status == 0, "\(run.error)")
    }
    let scenes = try command.run(
      "corpus", "scenes", "--train", "20", "--valid", "5", "--test", "5", "--output", "scenes")
    #expect(scenes.status == 0, "\(scenes.error)")
    let captioner = try command.run(
      ["train", "captioner", "--corpus", "scenes", "--model", "models/captioner"] + small)
    #expect(captioner.status == 0, "\(captioner.error)")
    return command
  }

  private static func objects(_ text: String) throws -> [[String: Any]] {
    try text.split(separator: "\n").map {
      try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
    }
  }

  @Test func everyTaskAndForm() throws {
    let command = try Self.command()
    for (kind, models) in [
      ("gradients", ["fr-en", "lm", "classifier", "tagger", "captioner"]),
      ("gates", ["fr-en", "lm", "classifier", "tagger", "captioner"]),
      ("relevance", ["fr-en", "lm", "classifier", "tagger", "captioner"]),
      ("vectors", ["fr-en", "lm", "classifier", "tagger", "captioner"]),
      ("attention", ["fr-en"]), ("beam", ["fr-en", "captioner"]),
    ] {
      for model in models {
        let texts =
          model == "captioner"
          ? [
            "--features", "scenes/test.features.safetensors", "--text", "0", "--text", "1",
            "--text", "4",
          ]
          : ["--text", "un deux", "--text", "trois", "--text", "six un"]
        let arguments = ["inspect", kind, "--model", "models/\(model)"] + texts
        let text = try command.run(arguments)
        #expect(text.status == 0 && text.output.count > 40, "\(kind) \(model): \(text.error)")
        let json = try command.run(
          arguments + ["--json", "--output", "\(kind)-\(model).svg"])
        #expect(json.status == 0, "\(kind) \(model): \(json.error)")
        #expect(try Self.objects(json.output).count == 3, "\(kind) \(model)")
        let page = try command.run(arguments + ["--output", "\(kind)-\(model).html"])
        #expect(page.status == 0, "\(kind) \(model): \(page.error)")
        for ending in ["svg", "html"] {
          let file = String(
            decoding: try command.bytes(of: "\(kind)-\(model).\(ending)"), as: UTF8.self)
          #expect(file.contains("</svg>") && !file.contains("http://www.w3.org/1999"))
          #expect(!file.replacing("http://www.w3.org/2000/svg", with: "").contains("http"))
        }
      }
    }
  }

  /// A line may give the answer, and the answer is what is looked at.
  @Test func answersAfterATab() throws {
    let command = try Self.command()
    func outputs(_ model: String, _ line: String) throws -> [String] {
      let found = try command.run(
        "inspect", "gradients", "--json", "--model", "models/\(model)", "-",
        input: Data("\(line)\n".utf8))
      #expect(found.status == 0, "\(found.error)")
      return try #require(try Self.objects(found.output)[0]["outputs"] as? [String])
    }
    #expect(try outputs("fr-en", "un deux\ttwo").joined().contains("two"))
    #expect(try outputs("classifier", "one\todd") == ["odd"])
    #expect(try outputs("tagger", "w1 runs\tV N") == ["V", "N"])
  }

  /// Without texts, every picture is looked at; a row may have its caption after a tab.
  @Test func picturesByTheirRows() throws {
    let command = try Self.command()
    let features = ["--features", "scenes/test.features.safetensors", "--json"]
    let all = try command.run(["inspect", "vectors"] + features)
    #expect(all.status == 0, "\(all.error)")
    #expect(all.error.contains("models/captioner"))
    #expect(
      try Self.objects(all.output).map { $0["text"] as? String } == ["0", "1", "2", "3", "4"])
    let given = try command.run(
      ["inspect", "gradients", "-"] + features, input: Data("2\ta small circle\n".utf8))
    #expect(given.status == 0, "\(given.error)")
    let outputs = try #require(try Self.objects(given.output)[0]["outputs"] as? [String])
    #expect(outputs.joined().contains("small"))
    let beyond = try command.run(
      ["inspect", "gates", "-"] + features, input: Data("2\n5\n".utf8))
    #expect(beyond.status == 65 && beyond.error.contains("line 2: there is no picture '5'"))
  }

  /// The relevances and the biases sum to the logit in what is printed, too.
  @Test func relevancesSum() throws {
    let command = try Self.command()
    let found = try command.run(
      "inspect", "relevance", "--json", "--model", "models/tagger", "--text", "w1 runs")
    let outputs = try #require(try Self.objects(found.output)[0]["outputs"] as? [[String: Any]])
    #expect(outputs.count == 2)
    for output in outputs {
      let relevances = try #require(output["relevances"] as? [String: [Double]])
      let biases = try #require(output["biases"] as? Double)
      let logit = try #require(output["logit"] as? Double)
      let words = try #require(relevances["text"])
      #expect(words.count == 2 && logit != 0)
      #expect(abs(words.reduce(biases, +) - logit) < 1e-3 * max(1, abs(logit)))
    }
  }

  /// Two vectors of three numbers, as NumPy writes them.
  private static let narrow: Data = {
    let header = "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }"
    let padded = header + String(repeating: " ", count: 117 - header.count) + "\n"
    return Data([0x93]) + Data("NUMPY".utf8) + Data([1, 0, 118, 0]) + Data(padded.utf8)
      + Data(repeating: 0, count: 24)
  }()

  /// Blank lines are left out of every look, with one warning; with nothing else there is nothing to draw, and
  /// what is there stays.
  @Test func blankLinesAndNoLines() throws {
    let command = try Self.command()
    try command.write("one\n\n \t\ntwo\nthree\n", to: "blank.txt")
    try command.write("\n\n", to: "blanks.txt")
    try command.write("", to: "empty.txt")
    for look in [
      ["gradients"], ["gradients", "--mean"], ["gates"], ["attention"], ["relevance"], ["vectors"],
      ["beam"],
    ] {
      let arguments = ["inspect"] + look + ["--model", "models/fr-en"]
      let found = try command.run(arguments + ["--json", "blank.txt"])
      #expect(found.status == 0, "\(look) \(found.error)")
      #expect(
        found.error
          == "warning: 2 lines have no text and are left out, the first at blank.txt, line 2.\n")
      // The mean has an object for each line of the chart.
      let count = try Self.objects(found.output).count
      #expect(look.count > 1 ? count > 1 : count == 3, "\(look) \(count)")
      for (name, file) in [("keep.svg", "empty.txt"), ("keep.html", "blanks.txt")] {
        try command.write("kept", to: name)
        let none = try command.run(arguments + [file, "--output", name, "--overwrite"])
        #expect(none.status == 65 && none.output.isEmpty, "\(look) \(none)")
        #expect(none.error.contains("there is nothing to draw, so \(name) is not written."))
        #expect(try command.bytes(of: name) == Data("kept".utf8))
      }
    }
  }

  /// The eigenvalues of a model are drawn, too; cells without recurrent matrices have none.
  @Test func eigenvaluesOfModels() throws {
    let command = try Command()
    try command.makeCorpus(pairs: 100)
    for cell in ["lstm", "min-gru"] {
      let trained = try command.run(
        "train", "lm", "--train", "corpora/phrasebook/train.en", "--steps", "1", "--hidden", "8",
        "--embedding", "8", "--cell", cell, "--model", "models/\(cell)")
      #expect(trained.status == 0, "\(trained.error)")
    }
    let found = try command.run(
      "inspect", "eigenvalues", "--model", "models/lstm", "--output", "spectra.html")
    #expect(found.status == 0 && found.output.contains("weight_hh, f"), "\(found)")
    let page = String(decoding: try command.bytes(of: "spectra.html"), as: UTF8.self)
    #expect(page.contains("</svg>") && page.contains("weight_hh, f"))
    let none = try command.run("inspect", "eigenvalues", "--model", "models/min-gru")
    #expect(none.status == 64 && none.output.isEmpty, "\(none)")
    #expect(none.error.contains("no recurrent matrices"))
  }

  /// Where the norm of a recurrence is above or below all numbers, text and JSON say so.
  @Test func recurrencesSayWhereNumbersEnd() throws {
    let arguments = ["inspect", "eigenvalues", "--radius", "0.1, 5", "--steps", "1000"]
    let text = try Command().run(arguments)
    #expect(text.status == 0 && !text.output.contains("nan"), "\(text)")
    #expect(
      text.output.contains("|λ| = 5.0: the norm is above the largest number, 1.8e308, from t = "))
    #expect(
      text.output.contains("|λ| = 0.1: the norm is below the smallest number, 4.9e-324, from t ="))
    let json = try Command().run(arguments + ["--json"]).output.split(separator: "\n")
    #expect(json.count == 2 && json[0].contains("\"too_small_from\":"))
    #expect(!json[0].contains("too_large_from") && !json[1].contains("too_small_from"))
    let record = try #require(try Self.objects(String(json[1])).first)
    let end = try #require(record["too_large_from"] as? Int)
    #expect((record["norms"] as? [Double])?.count == end)
  }

  /// What rounds to ten has the next power.
  @Test(
    arguments: [
      (9.96e-12, "1.0e-11"), (9.94e-12, "9.9e-12"), (-996_000, "-1.0e6"), (0.5, "0.500"), (0, "0"),
      (.greatestFiniteMagnitude, "1.8e308"), (.leastNonzeroMagnitude, "4.9e-324"), (3_149, "3.1e3"),
    ] as [(Double, String)])
  func numbersAreShort(value: Double, text: String) {
    #expect(InspectionText.short(value) == text)
  }

  @Test(arguments: [
    (["attention", "--model", "models/lm", "--text", "one"], 64, "no attention"),
    (["beam", "--model", "models/lm", "--text", "one"], 64, "only translators and captioners"),
    (["gates", "--model", "models/captioner", "--text", "1"], 64, "--features"),
    (
      [
        "gates", "--model", "models/lm", "--text", "1", "--features",
        "scenes/test.features.safetensors",
      ], 64, "leave out --features"
    ),
    (
      [
        "vectors", "--model", "models/captioner", "--text", "one", "--features",
        "scenes/test.features.safetensors",
      ], 65, "no picture 'one'"
    ),
    (["gates", "--features", "missing.npy"], 66, "missing.npy"),
    (["gradients", "--model", "models/lm", "--text", "one", "--of", "99"], 64, "no output 99"),
    (["gradients", "--model", "models/lm", "--text", "one", "--of", "0"], 64, "--of"),
    (
      ["gradients", "--model", "models/lm", "--text", "one", "--of", "x"], 64,
      "it has to be last, all, or a whole number from 1 to 1000000"
    ),
    (
      [
        "gates", "--model", "models/fr-en", "--text", "a", "--features",
        "scenes/test.features.safetensors",
      ], 64, "this model reads texts"
    ),
    (
      ["gradients", "--features", "narrow.npy", "--text", "0"], 65,
      "narrow.npy has vectors of 3 numbers"
    ),
    (["vectors", "--features", "narrow.npy"], 65, "narrow.npy has vectors of 3 numbers"),
    (["gates", "--model", "models/lm", "--text", " "], 65, "no words"),
    (["gates", "--model", "models/lm", "missing.txt"], 66, "missing.txt"),
    (
      ["gradients", "--model", "models/tagger", "blank.txt"], 65,
      "blank.txt, line 4: there are 2 tags"
    ),
    (["vectors", "--model", "models/lm", "--text", "one"], 64, "2 or more"),
    (["vectors", "--model", "models/lm", "--text", "one", "--output", "a.svg"], 64, "3 or more"),
    (
      ["vectors", "--model", "models/lm", "--text", "one", "--text", "one", "--output", "a.svg"],
      64,
      "3 or more"
    ),
    (["gates", "--model", "models/lm", "--text", "one", "--output", "a.png"], 64, ".svg or .html"),
    (
      ["gates", "--model", "models/lm", "--text", "one", "labels.tsv"], 64, "leave one of them out"
    ),
    (["gates", "--model", "models/lm", "--text", "one", "--output", "tags.tsv.svg"], 73, "exists"),
  ])
  func whatIsWrong(_ words: [String], status: Int32, sentence: String) throws {
    let command = try Self.command()
    try command.write("one\n\n \t\ntwo\tN V\n", to: "blank.txt")
    try Self.narrow.write(to: command.home.appending(path: "narrow.npy"))
    try command.write("kept", to: "tags.tsv.svg")
    let result = try command.run(["inspect"] + words)
    #expect(result.status == status, "\(result.error)")
    #expect(result.error.contains(sentence), "\(result.error)")
    #expect(result.error.split(separator: "\n").count <= 3, "\(result.error)")
    #expect(try command.bytes(of: "tags.tsv.svg") == Data("kept".utf8))
  }
}

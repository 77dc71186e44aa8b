import Foundation
import Testing

/// `s2s train captioner`, `s2s caption`, and the commands that take a model of any task.
@Suite struct CaptionCommandTests {
  private func trained() throws -> Command {
    let command = try Command()
    let scenes = try command.run(
      "corpus", "scenes", "--train", "6", "--valid", "2", "--test", "3", "--size", "24")
    #expect(scenes.status == 0, "\(scenes.error)")
    for seed in ["1", "2"] {
      let result = try command.run(
        "train", "captioner", "--corpus", "corpora/scenes", "--model", "models/\(seed)", "--seed",
        seed, "--hidden", "8", "--embedding", "8", "--steps", "20", "--learning-rate", "0.03",
        "--threads", "1")
      #expect(result.status == 0, "\(result.error)")
    }
    return command
  }

  private static let vectors = "corpora/scenes/test.features.safetensors"

  @Test func captionsEachVector() throws {
    let command = try trained()
    let base = ["caption", "--model", "models/1", "--features", Self.vectors]
    let text = try command.run(base)
    #expect(text.status == 0, "\(text.error)")
    let lines = text.output.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
    #expect(lines.count == 3)
    let table = try command.run(base + ["--n-best", "2", "--format", "tsv"])
    let rows = table.output.split(separator: "\n").map { $0.split(separator: "\t") }
    #expect(rows.first?.prefix(2) == ["0", "1"] && Set(rows.map { $0[0] }).count == 3)
    let json = try command.run(base + ["--format", "json"])
    let first = try #require(json.output.split(separator: "\n").first)
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(first.utf8)) as? [String: Any])
    #expect(object["row"] as? Int == 0 && object["caption"] as? String == String(lines[0]))
    try command.write(text.output, to: "out.txt")
    let page = try command.run(
      "corpus", "gallery", Self.vectors, "--captions", "out.txt", "--output", "page.html")
    #expect(page.status == 0, "\(page.error)")
  }

  @Test func evaluates() throws {
    let command = try trained()
    let base = ["eval", "--model", "models/1", "--test", "corpora/scenes/test.en"]
    let result = try command.run(
      base + [
        "--metrics", "bleu,cider,exact,perplexity", "--json", "--html", "r.html", "--output",
        "out.txt",
      ])
    #expect(result.status == 0, "\(result.error)")
    #expect(result.error.contains("Test set: corpora/scenes/test.features.safetensors"))
    for name in ["BLEU", "CIDEr-D", "exact", "perplexity"] {
      #expect(result.output.contains("\"\(name)\""), "\(name)")
    }
    let captions = try command.run(
      "caption", "--model", "models/1", "--features", Self.vectors)
    #expect(
      try String(contentsOf: command.home.appending(path: "out.txt"), encoding: .utf8)
        == captions.output)
    let compared = try command.run(
      base + ["--metrics", "chrf", "--compare", "out.txt", "--compare", "models/2"])
    #expect(compared.status == 0, "\(compared.error)")
    #expect(compared.output.contains("out.txt") && compared.output.contains("models/2"))
    let runs = try command.run(base + ["--metrics", "chrf,perplexity", "--model", "models/2"])
    #expect(runs.status == 0, "\(runs.error)")
    #expect(runs.output.contains("perplexity"))
    try command.write("a circle\n\ntwo squares\n", to: "own.en")
    let own = try command.run(
      "eval", "--model", "models/1", "--test", "own.en", "--features", Self.vectors)
    #expect(own.status == 0, "\(own.error)")
    #expect(own.error.contains("1 picture has no caption in the test set and is left out."))
  }

  @Test func saysWhatItMeets() throws {
    let command = try trained()
    try command.write("one\n", to: "one.en")
    try command.write("one two\n", to: "plain.txt")
    let model = ["--model", "models/1"]
    let train = ["train", "captioner", "--model", "models/x"]
    let test = ["--test", "corpora/scenes/test.en"]
    let cases: [([String], Int32, String)] = [
      (["translate"] + model, 65, #"a model of the task "captioner""#),
      (["caption"] + model, 64, "--features"),
      (["caption", "--features", "none.npy"] + model, 66, "none.npy"),
      (["caption", "--features", "plain.txt"] + model, 65, "plain.txt"),
      (["caption", "--features", Self.vectors, "--n-best", "2"] + model, 64, "--format"),
      (["caption", "--features", Self.vectors, "--model", "none"], 66, "none"),
      (["eval"] + model + ["--test", "one.en"], 66, "no vectors beside one.en"),
      (["eval"] + model + ["--test", "one.en", "--features", Self.vectors], 65, "1 line"),
      (["eval"] + model + ["--features", Self.vectors], 64, "--test"),
      (["eval"] + model + test + ["--ensemble"], 64, "--ensemble"),
      (["eval"] + model + test + ["--coverage-penalty", "0.5"], 64, "writes captions"),
      (["eval"] + model + test + ["--compare", "one.en"], 65, "one.en"),
      (["eval"] + model + test + ["--output", "corpora/scenes/test.en"], 73, "test.en"),
      (train + ["--corpus", "corpora/scenes", "--train", "one.en"], 64, "--train"),
      (train + ["--corpus", "corpora/scenes", "--features", Self.vectors], 64, "--features"),
      (train + ["--train", "one.en"], 66, "no vectors beside one.en"),
      (train + ["--train", "one.en", "--features", Self.vectors], 65, "1 line"),
      (train + ["--corpus", "corpora/scenes", "--tgt", "de"], 66, "train.de"),
      (train, 64, "--train"),
    ]
    for (arguments, status, part) in cases {
      let result = try command.run(arguments)
      #expect(result.status == status, "\(arguments): \(result.error)")
      #expect(result.error.contains(part), "\(arguments): \(result.error)")
      #expect(result.error.split(separator: "\n").count <= 3, "\(arguments): \(result.error)")
      #expect(result.output.isEmpty)
    }
  }
}

import Foundation
import Testing

/// `s2s eval` on several runs of a system.
@Suite struct EvalRunsTests {
  private static let runs = [
    "the cat sat\na dog barked\nit rains a lot\n", "the cat sits\na dog barked\nit rains a bit\n",
    "the cats sat\na dog barks\nit rains a lot\n", "the cat sat\nthe dog barked\nrain\n",
  ]

  private func command() throws -> Command {
    let command = try Command()
    for (name, text) in zip(["a1", "a2", "b1", "b2"], Self.runs) {
      try command.write(text, to: name)
    }
    try command.write("the cat sat\na dog barked\nit rains a lot\n", to: "ref")
    return command
  }

  @Test func meansAndDeviationsAreThoseOfTheRuns() throws {
    let command = try command()
    let scores = try ["a1", "a2"].map { name in
      let one = try command.run(
        "eval", "--hyp", name, "--ref", "ref", "--metrics", "chrf", "--json", "--digits", "9")
      let object = try JSONSerialization.jsonObject(with: Data(one.output.utf8)) as? [String: Any]
      return try #require(object?["score"] as? Double)
    }
    let result = try command.run(
      "eval", "--hyp", "a1", "--hyp", "a2", "--ref", "ref", "--compare", "b1", "--compare", "b2",
      "--metrics", "chrf", "--json", "--samples", "50")
    #expect(result.status == 0, "\(result.error)")
    let systems = try #require(
      try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [[String: Any]])
    #expect(systems.map { $0["runs"] as? [String] } == [["a1", "a2"], ["b1", "b2"]])
    let first = try #require(systems[0]["chrF2"] as? [String: Any])
    let mean = try #require(first["mean"] as? Double)
    #expect(abs(mean - (scores[0] + scores[1]) / 2) < 1e-8)
    let deviation = try #require(first["s_opt"] as? Double)
    #expect(abs(deviation - abs(scores[0] - scores[1]) / 2.0.squareRoot()) < 1e-8)
    let second = try #require(systems[1]["chrF2"] as? [String: Any])
    #expect((second["p_value"] as? Double).map { $0 > 0 && $0 <= 1 } == true)
    #expect((second["signature"] as? String)?.contains("|runs:2|bs:1000|ar:50|") == true)
  }

  @Test func aTableHasARowPerRun() throws {
    let command = try command()
    let result = try command.run(
      "eval", "--hyp", "a1", "--hyp", "-", "--ref", "ref", "--metrics", "bleu,ter", "--html",
      "p.html",
      input: Data(Self.runs[1].utf8))
    #expect(result.status == 0, "\(result.error)")
    let rows = result.output.split(separator: "\n").prefix(6).compactMap {
      $0.split(separator: " ").first
    }
    #expect(rows == ["2", "a1", "standard", "mean", "s_opt", "s_sel"])
    let page = String(decoding: try command.bytes(of: "p.html"), as: UTF8.self)
    #expect(page.contains("s_opt") && page.contains("runs:2|"))
  }

  @Test(arguments: [
    (["--hyp", "a1", "--hyp", "a1"], "given twice"),
    (["--hyp", "a1", "--hyp", "a2", "--compare", "b1"], "there are 2 --hyp and 1 --compare"),
    (["--hyp", "a1", "--hyp", "a2", "--compare", "b1", "--compare", "b1"], "given twice"),
    (["--hyp", "a1", "--hyp", "a2", "--sentence-level"], "--sentence-level is for one output"),
    (["--hyp", "a1", "--hyp", "a2", "--by-length"], "--by-length is for one output"),
    (["--hyp", "a1", "--hyp", "a2", "--confidence"], "--confidence is for one output"),
    (
      [
        "--hyp", "a1", "--hyp", "a2", "--compare", "b1", "--compare", "b2", "--test-kind",
        "bootstrap",
      ], "use randomization"
    ),
  ])
  func refusesWhatIsOfOneOutput(arguments: [String], part: String) throws {
    let result = try command().run(["eval", "--ref", "ref"] + arguments)
    #expect(result.status == 64 && result.error.contains(part), "\(result.error)")
  }

  @Test func namesTheRunOfAnotherLength() throws {
    let command = try command()
    try command.write("the cat sat\n", to: "short")
    let result = try command.run("eval", "--hyp", "a1", "--hyp", "short", "--ref", "ref")
    #expect(result.status == 65 && result.error.contains("short has 1 line"), "\(result.error)")
  }

  /// Models are translated one after the other, and compared with models.
  @Test func modelsAreRunsToo() throws {
    let command = try Command()
    try command.makeCorpus(pairs: 60)
    for seed in ["1", "2"] {
      _ = try command.trainSmall(
        "--steps", "2", "--seed", seed, "--threads", "1", "--model", "models/m\(seed)")
    }
    let runs = ["eval", "--model", "models/m1", "--model", "models/m2", "--threads", "1"]
    let result = try command.run(runs + ["--metrics", "chrf,perplexity", "--json"])
    #expect(result.status == 0, "\(result.error)")
    let systems = try #require(
      try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [[String: Any]])
    #expect(systems[0]["runs"] as? [String] == ["models/m1", "models/m2"])
    let perplexity = try #require(systems[0]["perplexity"] as? [String: Any])
    #expect((perplexity["scores"] as? [Double])?.count == 2)
    let pair = try command.run(
      "eval", "--model", "models/m1", "--compare", "models/m2", "--metrics", "chrf", "--threads",
      "1", "--output", "out.txt")
    #expect(pair.status == 0 && pair.output.contains("models/m2"), "\(pair.error)")
    #expect(try command.bytes(of: "out.txt").count { $0 == 10 } == 40)
    let mixed = try command.run(runs + ["--compare", "none.txt", "--compare", "models/m2"])
    #expect(mixed.status == 66 && mixed.error.contains("none.txt"), "\(mixed.error)")
  }
}

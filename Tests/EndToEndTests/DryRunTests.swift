import Foundation
import Testing

/// `s2s train --dry-run`: what a run will need, before it.
@Suite struct DryRunTests {
  /// As far as the figures may be from those of the run.
  private static let tolerance = 0.25

  @Test func memoryIsThatOfTheRun() throws {
    let command = try Command()
    try command.makeCorpus()
    // Parameters and batches large enough to count beside the program.
    let options = [
      "--hidden", "400", "--embedding", "200", "--batch-sentences", "100", "--steps", "3",
      "--threads", "2",
    ]
    let dry = try command.run(
      ["train"] + Command.small.prefix(4) + options + ["--dry-run", "--json"])
    #expect(dry.status == 0, "\(dry.error)")
    let object = try JSONSerialization.jsonObject(with: Data(dry.output.utf8))
    let figures = try #require((object as? [String: Any])?["forecast"] as? [String: Any])
    let forecast = try #require(figures["memoryBytes"] as? Double) / 1e6
    let model = try #require(figures["parameterBytes"] as? Double) / 1e6
    #expect(!FileManager.default.fileExists(atPath: command.home.appending(path: "models").path))
    let run = try command.run(["train"] + Command.small.prefix(4) + options)
    #expect(run.status == 0, "\(run.error)")
    let peak = try #require(run.error.firstMatch(of: /at most ([\d,]+) MB of memory/)?.1)
    let memory = try #require(Double(peak.replacing(",", with: "")))
    #expect(memory > model && model > 30)
    #expect(abs(forecast / memory - 1) < Self.tolerance, "\(forecast) MB, not \(memory)")
  }

  @Test func printsTheFiguresAndNothingElse() throws {
    let command = try Command()
    try command.makeCorpus()
    let before = try FileManager.default.subpathsOfDirectory(atPath: command.home.path).sorted()
    let result = try command.trainSmall("--dry-run", "--epochs", "3")
    #expect(result.status == 0, "\(result.error)")
    let titles = result.output.split(separator: "\n").map { $0.prefix { $0 != " " } }
    #expect(titles == ["Model:", "Memory:", "Steps:", "Time:", ""])
    #expect(result.output.contains(" per epoch, and 3 validations\n"))
    #expect(result.error.contains("Preset tiny") && result.error.contains("Nothing was trained"))
    let after = try FileManager.default.subpathsOfDirectory(atPath: command.home.path)
    #expect(after.filter { !$0.hasPrefix(".") }.sorted() == before)
  }

  @Test func jsonGoesWithDryRuns() throws {
    let result = try Command().trainSmall("--json")
    #expect(result.status == 64 && result.error.contains("--json needs --dry-run"))
  }
}

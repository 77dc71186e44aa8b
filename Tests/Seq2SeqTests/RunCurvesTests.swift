import Foundation
import S2SFiles
import TestSupport
import Testing

@testable import Seq2Seq

/// Curves of runs.
@Suite struct RunCurvesTests {
  private let folder = TemporaryDirectory()

  private static func record(
    _ step: Int, _ training: Double?, _ validation: Double?, bleu: Double? = nil
  ) -> TrainingRecord {
    var record = TrainingRecord(step: step, epoch: Double(step) / 100, seconds: Double(step) * 2)
    record.tokens = step * 50
    record.trainingLoss = training
    record.validationLoss = validation
    record.learningRate = 0.001
    if let bleu { record.scores["bleu"] = bleu }
    return record
  }

  private static func run(_ name: String, _ losses: [Double], steps: Int = 10) -> RunHistory {
    RunHistory(
      name: name,
      records: losses.enumerated().map { record(($0 + 1) * steps, $1, $1 + 1, bleu: $1 * 10) })
  }

  @Test func readsARun() throws {
    let text = """
      {"step":10,"epoch":0.1,"seconds":3.0,"training_loss":2.0,"validation_loss":2.5,"scores":{"f1":9.0}}
      {"step":20,"epoch":0.2,"seconds":6.0,"tra
      """
    try Directory.create(folder.file("m"))
    try text.write(toFile: folder.file("m/history.jsonl"), atomically: true, encoding: .utf8)
    for path in ["m", "m/", "m/history.jsonl", "m/model.safetensors"] {
      let run = try RunHistory(folder.file(path))
      #expect(run.records.map(\.step) == [10] && run.scoreNames == ["f1"])
      #expect(run.name == folder.file("m"))
    }
  }

  @Test func saysWhatIsMissing() throws {
    let empty = folder.file("empty")
    try Directory.create(empty)
    #expect(throws: PlotError.noHistory(directory: empty)) { try RunHistory(empty) }
    #expect(throws: ModelError.notFound(path: folder.file("none"))) {
      try RunHistory(folder.file("none"))
    }
    try Data().write(to: URL(filePath: empty + "/history.jsonl"))
    #expect(throws: PlotError.emptyHistory(path: empty + "/history.jsonl")) {
      try RunHistory(empty)
    }
    try "{}\n".write(toFile: empty + "/history.jsonl", atomically: true, encoding: .utf8)
    #expect(throws: TrainingError.self) { try RunHistory(empty) }
    let curves = RunCurves([Self.run("a", [1])])
    let names = ["loss", "perplexity", "bleu", "learning-rate"]
    #expect(throws: PlotError.unknownQuantity("f1", measured: names)) {
      try curves.curves(of: .score("f1"))
    }
    var old = curves
    old.runs[0] = RunHistory(name: "a", records: [TrainingRecord(step: 1, epoch: 1, seconds: 1)])
    #expect(old.quantities.isEmpty)
  }

  @Test func drawsAgainstAnything() throws {
    var curves = RunCurves([Self.run("a", [3, 2])])
    let places: [(RunPlace, [Double])] = [
      (.steps, [10, 20]), (.epochs, [0.1, 0.2]), (.tokens, [500, 1_000]), (.time, [20, 40]),
    ]
    for (against, expected) in places {
      curves.against = against
      let all = try curves.curves(of: .loss)
      #expect(all.map(\.part) == [.training, .validation])
      #expect(all[0].points.map(\.x) == expected && all[0].points.map(\.y) == [3, 2])
    }
    curves.runs[0] = Self.run("a", [3, 2], steps: 600)
    let chart = try curves.chart(of: .loss)
    #expect(chart.horizontal.title == "minutes of training and validating")
    #expect(chart.series[0].points.map(\.x) == [20, 40])
  }

  /// The loss of training comes from the records between validations where there are any.
  @Test func trainingIsDrawnOnce() throws {
    let run = RunHistory(
      name: "a",
      records: [
        Self.record(5, 4, nil), Self.record(10, 3, nil), Self.record(10, 3.5, 5),
        Self.record(15, 2, nil),
      ])
    let curves = try RunCurves([run]).curves(of: .loss)
    #expect(curves[0].points.map(\.y) == [4, 3, 2])
    #expect(curves[1].points.map(\.x) == [10] && curves[1].points.map(\.y) == [5])
  }

  @Test func namesRunsAsShortAsTheyDiffer() throws {
    func names(_ paths: [String], joins: Bool = false) -> [String] {
      var curves = RunCurves(paths.map { Self.run($0, [1, 2]) })
      curves.joinsSeeds = joins
      return curves.names
    }
    #expect(names(["models/a", "models/b"]) == ["a", "b"])
    #expect(names(["x/a", "y/a"]) == ["x/a", "y/a"])
    #expect(names(["/m/x/a", "/m/y/a", "/m/y/b"]) == ["x/a", "y/a", "y/b"])
    #expect(names(["m", "m/m"]) == ["m", "m/m"] && names(["/x/a", "x/a"]) == ["/x/a", "x/a"])
    #expect(names(["m/a-seed1", "m/a-seed20"], joins: true) == ["a", "a"])
    #expect(names(["m/a-seed1", "m/a-seedx"], joins: true) == ["a", "a-seedx"])
    let chart = try RunCurves([Self.run("m/a", [1, 2]), Self.run("m/b", [2, 3])]).chart(of: .loss)
    #expect(
      chart.series.map(\.name) == ["a, training", "a, validation", "b, training", "b, validation"])
    #expect(Set(chart.series.map { $0.look?.mark }) == [0, 1])
  }

  /// The events of each run have a directory of their own.
  @Test func eventsHaveTheirOwnDirectories() throws {
    func places(_ paths: [String]) throws -> [String] {
      try RunCurves(paths.map { Self.run($0, [1]) }).eventDirectories(in: "runs")
    }
    #expect(try places(["m/a", "m/b"]) == ["runs/a", "runs/b"])
    #expect(try places(["a/x", "b/x"]) == ["runs/a/x", "runs/b/x"])
    #expect(throws: PlotError.repeatedRun(name: "./a/x")) { try places(["a/x", "./a/x"]) }
  }

  /// Runs with different seeds are one curve with a range, also where they were measured elsewhere.
  @Test func joinsSeeds() throws {
    var curves = RunCurves([
      Self.run("m/a-seed1", [4, 2]), Self.run("m/a-seed2", [6, 4]),
      Self.run("m/b-seed1", [1, 1]),
    ])
    curves.joinsSeeds = true
    let joined = try curves.curves(of: .score("bleu"))
    #expect(joined.map(\.run) == ["a", "b"])
    #expect(
      joined[0].points == [.init(10, 50, low: 40, high: 60), .init(20, 30, low: 20, high: 40)])
    #expect(joined[1].points.map(\.low) == [nil, nil])
    #expect(try curves.chart(of: .score("bleu")).note.contains("range"))
    let between = JoinedRuns([
      [.init(0, 0), .init(10, 10), .init(20, nil)], [.init(5, 1), .init(15, 3)],
    ]).points
    #expect(
      between == [.init(5, 3, low: 1, high: 5), .init(10, 6, low: 2, high: 10)])
  }

  /// In a few lines, as the documentation has it.
  @Test func isUsedInAFewLines() throws {
    let curves = RunCurves([Self.run("m/a", [3, 2]), Self.run("m/b", [2, 1])])
    let path = folder.file("curves.svg")
    try Picture.write(curves.pictures(of: curves.quantities), to: path, title: curves.title)
    let svg = try String(contentsOfFile: path, encoding: .utf8)
    #expect(svg.contains("BLEU on the validation set") && svg.contains("Learning rate"))
  }
}

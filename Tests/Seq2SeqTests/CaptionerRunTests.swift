import Foundation
import S2SCorpora
import S2SMetrics
import S2SModels
import S2SOptions
import S2STensors
import S2STraining
import Seq2Seq
import TestSupport
import Testing

/// A captioner in whole runs: what the house gives to every task.
@Suite struct CaptionerRunTests {
  private let folder = TemporaryDirectory()
  private static let colours = ["red", "blue", "green"]
  private static let shapes = ["circle", "square"]

  /// Six kinds of pictures; the features are a mixture of what they show.
  private func write(_ part: String, _ numbers: Range<Int>) throws {
    var (values, first, second) = ([Float](), "", "")
    for number in numbers {
      let (colour, shape) = (number % 3, number / 3 % 2)
      let noise = Float(number * 7 % 11) / 50
      values += (0..<3).map { ($0 == colour ? 9 : 4) + noise } + [Float(shape) * 100 - noise, 5]
      first += "a \(Self.colours[colour]) \(Self.shapes[shape])\n"
      second += "\n"
    }
    folder.write(first, to: "\(part).en")
    folder.write(second, to: "\(part).2.en")
    try writeFeatures(values, width: 5, to: "\(part).features.npy")
  }

  private func writeFeatures(_ values: [Float], width: Int, to name: String) throws {
    let header =
      "{'descr': '<f4', 'fortran_order': False, 'shape': (\(values.count / width), \(width)), }\n"
    let start = [0x93] + Array("NUMPY".utf8) + [1, 0, UInt8(header.utf8.count), 0]
    let data = values.withUnsafeBytes { Array($0) }
    try Data(start + Array(header.utf8) + data).write(to: URL(fileURLWithPath: folder.file(name)))
  }

  private func request(
    _ name: String, steps: Int, mode: TrainingMode = .create
  ) throws -> TrainingRequest<CaptionerCorpus, CaptionerOptions> {
    try write("train", 0..<120)
    try write("valid", 120..<150)
    try write("test", 150..<180)
    var request = TrainingRequest<CaptionerCorpus, CaptionerOptions>(
      CaptionerCorpus(directory: folder.path))
    request.modelPath = folder.file(name)
    request.mode = mode
    request.threads = 2
    request.set(\.learning.steps, to: steps)
    if mode != .resume {
      request.options.merge(
        [
          "hidden": 12, "embedding": 8, "vocabulary-size": 300, "batch-sentences": 8,
          "learning-rate": 0.03, "dropout": 0.05, "validate-every": 20, "patience": 100,
          "schedule": "constant",
        ], uniquingKeysWith: { first, _ in first })
    }
    return request
  }

  private func train(_ name: String, steps: Int, mode: TrainingMode = .create) throws {
    try CaptionerTrainer(request(name, steps: steps, mode: mode)).run()
  }

  private func cider(_ name: String) throws -> Double {
    var evaluation = ModelEvaluation()
    evaluation.corpus.directory = folder.path
    evaluation.request.metrics = MetricSelection([.bleu, .cider])
    evaluation.translation.threads = 1
    let scores = try evaluation.evaluate(folder.file(name)).scores
    #expect(scores.map(\.name) == ["BLEU", "CIDEr-D"])
    return scores[1].score
  }

  @Test(arguments: ["both"]) func saysWhatItSees(context: OptionValue) throws {
    var request = try request("model", steps: 300)
    request.options["context"] = context
    request.options["metric"] = "cider"
    request.options["validation-metrics"] = "bleu"
    try CaptionerTrainer(request).run()
    let captioner = try Captioner(path: folder.file("model"))
    let pictures = try FeatureRows(path: folder.file("test.features.npy"))
    let captions = try captioner.captions(of: pictures, threads: 2)
    #expect(captions[0][0].text == "a red circle" && captions[4][0].text == "a blue square")
    #expect(try cider("model") > 7)
    let records = try TrainingLog.records(in: folder.file("model/history.jsonl"))
    #expect(records.contains { $0.scores["bleu"] != nil && $0.scores["cider"] != nil })
  }

  @Test func captionsDependOnThePictureAlone() throws {
    try train("model", steps: 30)
    let captioner = try Captioner(path: folder.file("model"))
    let pictures = try FeatureRows(path: folder.file("test.features.npy"))
    var search = Captioner.usualSearch
    search.nbest = 3
    let all = try captioner.captions(of: pictures, search: search, threads: 1)
    #expect(try captioner.captions(of: pictures, search: search, threads: 3) == all)
    let one = try FeatureRows(Array(pictures[7]), width: 5)
    #expect(try captioner.captions(of: one, search: search) == [all[7]])
    #expect(all.allSatisfy { $0.count <= 3 && Set($0.map(\.text)).count == $0.count })
    #expect(throws: CancellationError.self) {
      try captioner.captions(of: pictures, isCancelled: { true })
    }
    let narrow = try FeatureRows([1, 2, 3], width: 3)
    #expect(throws: FeatureError.width(path: "vectors", width: 3, wanted: 5)) {
      try captioner.captions(of: narrow)
    }
  }

  @Test func evaluatesRunsAndOtherSystems() throws {
    try train("model", steps: 20)
    try train("other", steps: 10)
    let (model, other) = (folder.file("model"), folder.file("other"))
    folder.write(String(repeating: "a red circle\n", count: 30), to: "out.txt")
    var request = EvaluationRequest()
    request.metrics = MetricSelection([.chrf], measures: [.perplexity])
    request.comparedFiles = [folder.file("out.txt"), other]
    let selection = CaptionSelection(directory: folder.path)
    var finished: [String] = []
    let evaluation = try CaptionerEvaluator(path: model).run(selection, request) {
      finished.append($0.model)
      #expect($0.captions.count == 30)
    }
    #expect(finished == [model, other] && evaluation.others.count == 2)
    #expect(evaluation.fit?.sentences.count == 30)
    request.comparedFiles = []
    let runs = try CaptionerEvaluator(runs: [model, other]).run(selection, request)
    let single = try [model, other].map {
      try CaptionerEvaluator(path: $0).run(selection, request).scores
    }
    for name in ["chrF2", "perplexity"] {
      let found = try ([runs.scores] + single).map { scores in
        try #require(scores.first { $0.name == name }).score
      }
      #expect(abs(found[0] - (found[1] + found[2]) / 2) < 1e-9, "\(name)")
    }
    folder.write("one\n", to: "out.txt")
    request.comparedFiles = [folder.file("out.txt")]
    #expect(throws: MetricError.self) {
      try CaptionerEvaluator(path: model).run(selection, request)
    }
  }

  @Test func resumingContinuesExactly() throws {
    try train("whole", steps: 33)
    try train("parts", steps: 17)
    try train("parts", steps: 33, mode: .resume)
    #expect(
      try ShortRun.tensors(folder.file("whole/training.safetensors"))
        == ShortRun.tensors(folder.file("parts/training.safetensors")))
  }

  @Test func canBeQuantizedAndAveraged() throws {
    try train("model", steps: 120)
    let path = folder.file("model/model.safetensors")
    try ModelFile(path: path).quantized().write(to: folder.file("small.safetensors"))
    #expect(try abs(cider("small.safetensors") - cider("model")) < 1)
    try ModelAverage(paths: [path, path]).model().write(to: folder.file("mean.safetensors"))
    #expect(try cider("mean.safetensors") == cider("model"))
  }

  @Test func readsTablesAndSetsPicturesAside() throws {
    var request = try request("model", steps: 1)
    let lines = (0..<60).flatMap { row in
      ["\(row)\ta thing\n", row % 2 == 0 ? "\(row)\tanother thing\n" : "\n"]
    }
    folder.write(lines.joined(), to: "captions.tsv")
    request.corpus = CaptionerCorpus(
      train: folder.file("captions.tsv"), features: folder.file("train.features.npy"))
    let forecast = try CaptionerTrainer(request).forecast()
    #expect(forecast.task == "captioner" && forecast.trainingExamples == 81)
    #expect(!folder.names.contains("model"))
  }

  @Test func refusesCaptionsThatDoNotFit() throws {
    let good = try request("model", steps: 1)
    func refused(_ error: CaptionError, _ change: (inout CaptionerCorpus) -> Void) throws {
      var request = good
      request.corpus = CaptionerCorpus(
        train: folder.file("own.en"), features: folder.file("train.features.npy"))
      change(&request.corpus)
      #expect(throws: error) { try CaptionerTrainer(request).run() }
    }
    let own = folder.file("own.en")
    folder.write("one\ntwo\n", to: "own.en")
    try refused(
      .unequalCount(
        path: own, lines: 2, features: folder.file("train.features.npy"), rows: 120)
    ) { _ in }
    folder.write("", to: "own.en")
    try refused(.empty(path: own)) { _ in }
    folder.write("0\tone\n120\ttwo\n", to: "own.tsv")
    let table = folder.file("own.tsv")
    try refused(.rowOutOfRange(path: table, line: 2, row: 120, rows: 120)) { $0.train = table }
    folder.write("one\n", to: "own.tsv")
    try refused(.noRow(path: table, line: 1)) { $0.train = table }
    try refused(.noCaptions(.train, directory: folder.path, language: "de")) {
      $0 = CaptionerCorpus(directory: folder.path, target: "de")
    }
  }
}

import Foundation
import S2SOptions
import S2STensors
import S2STraining
import TestSupport
import Testing

@testable import Seq2Seq

/// Every option of every task changes what a run leaves behind: none is accepted and does nothing.
@Suite struct EveryOptionRunTests {
  private let folder = TemporaryDirectory()

  init() {
    // Lengths, numbers and words differ from line to line.
    let french = ["maison", "chaise", "fenêtre", "couloir", "tableau", "lumière", "cuisine"]
    let english = ["house", "chair", "window", "corridor", "picture", "light", "kitchen"]
    func lines(_ words: [String]) -> String {
      var text = ""
      for number in 0..<60 {
        let line = (0...number % 5).map { words[(number + $0) % 7] }.joined(separator: " ")
        text += line + " \(1_000 + number * 7)\n"
      }
      return text
    }
    folder.write(lines(french), to: "train.fr")
    folder.write(lines(english), to: "train.en")
    let labelled = lines(english).split(separator: "\n").enumerated()
      .map { "\($0 % 3)\t\($1)\n" }.joined()
    folder.write(labelled, to: "labelled.tsv")
    // Two columns of tags, the first of which mark spans.
    let tagged = lines(english).split(separator: "\n").map { line in
      line.split(separator: " ").map { word in
        "\(word)\t\(word.count % 2 == 0 ? "B-X" : "O")\t\(word.count)\n"
      }.joined() + "\n"
    }
    folder.write(tagged.joined(), to: "train.tsv")
    folder.write(Self.pictures, to: "train.npy")
  }

  /// Sixty vectors of four numbers, as NumPy writes them.
  private static var pictures: [UInt8] {
    let header = "{'descr': '<f4', 'fortran_order': False, 'shape': (60, 4), }\n"
    let values = (0..<240).flatMap { number in
      withUnsafeBytes(of: Float(number * 37 % 19) / 19) { Array($0) }
    }
    return [0x93] + Array("NUMPY".utf8) + [1, 0, UInt8(header.utf8.count), 0] + Array(header.utf8)
      + values
  }

  /// What an option needs beside it, where it means nothing alone.
  private static let companions: [String: OptionValues] = [
    "nonlinearity": ["cell": "elman"], "residual": ["layers": 2],
    "input-to-all-layers": ["layers": 2], "merge": ["bidirectional": true],
    "input-feeding": ["attention": "general"], "attend-after": ["attention": "dot", "layers": 3],
    "coverage": ["attention": "additive"],
    "copy": ["attention": "general", "joint-vocabulary": true],
    "momentum": ["optimizer": "sgd"],
    // Validations that are not the best so far.
    "decay": ["learning-rate": 3.0, "validate-every": 1, "schedule": "plateau"],
    "patience": ["learning-rate": 3.0, "validate-every": 1],
    "dropout-layers": ["layers": 2], "length-bucket": ["batch-sentences": 3],
    "gradient-regularizer": ["cell": "elman"],
    "coverage-loss": ["attention": "additive", "coverage": true], "r-drop": ["dropout": 0.5],
    "scheduled-sampling-floor": ["scheduled-sampling": "linear", "scheduled-sampling-updates": 1],
    "scheduled-sampling-updates": ["scheduled-sampling": "linear"],
    "warmup": ["learning-rate": 0.1], "tie-embeddings": ["embedding": 4],
    "minimum-count": ["tokens": "words"],
    "lanes": ["stream": true], "bptt": ["stream": true],
    "average-after": ["learning-rate": 3.0, "validate-every": 1],
  ]

  /// A value that changes something, where the first other one need not.
  private static let values: OptionValues = [
    "clip": 0.01, "clip-value": 0.001, "epochs": 1, "steps": 3, "patience": 1, "validate-every": 2,
    "keep-checkpoints": 2, "maximum-length": 3, "batch-tokens": 20, "batch-sentences": 2,
    "length-bucket": 1, "vocabulary-size": 300, "learning-rate": 0.1, "warmup": 9, "layers": 2,
    "hidden": 5, "embedding": 6, "dropout": 0.7, "dropout-embeddings": 0.7, "dropout-output": 0.7,
    "dropout-layers": 0.7, "zoneout": 0.5, "forget-bias": 2, "ema": 0.5, "weight-decay": 0.5,
    "label-smoothing": 0.5, "gradient-regularizer": 0.5, "coverage-loss": 0.5, "momentum": 0.5,
    "decay": 0.25, "scheduled-sampling-floor": 0.1, "scheduled-sampling-updates": 7, "seed": 9,
    "bridge": "dense", "merge": "sum", "schedule": "linear", "log-every": 1, "minimum-count": 30,
    "truncate": 2, "lanes": 3, "bptt": 5, "weight-drop": 0.5, "activation-penalty": 5.0,
    "softmaxes": 2, "mogrifier": 2, "change-penalty": 5.0, "average-after": 1, "sampled-softmax": 9,
    "r-drop": 3.0, "attend-after": 1, "typing-variants": 0.5,
    "character-embedding": 5, "character-hidden": 5, "word-dropout": 0.4, "column": "3",
  ]

  /// The same for tasks whose presets or corpora ask for others.
  private static let valuesOfTasks: [String: OptionValues] = [
    "tagger": ["vocabulary-size": 3, "schedule": "constant"]
  ]

  /// Whether another suite has an option.
  ///
  /// Files of subwords and texts with them have `OwnTokensRunTests`. Minimum risk needs a trained model (`MinimumRiskRunTests`), scheduled sampling with its usual
  /// pace many updates (`ScheduledSamplingRunTests`), and bfloat16 a processor.
  private static func isElsewhere(_ name: String) -> Bool {
    name.hasPrefix("minimum-risk") || name == "subwords" || name == "join"
      || name == "scheduled-sampling"
      || name == "precision" && !BFloat16.isAvailable
  }

  /// What a run with some options leaves behind, but for times and the options' own names.
  private func traces<Task: LearningTask & SendableMetatype>(
    _ task: Task.Type, _ corpus: Task.Corpus, _ options: OptionValues
  ) throws -> [[UInt8]] {
    let path = folder.file("model")
    var request = TrainingRequest<Task.Corpus, Task.Options>(corpus)
    request.modelPath = path
    request.threads = 1
    request.mode = .overwrite
    request.options = ["hidden": 4, "embedding": 3, "epochs": 2].merging(options) { $1 }
    if options["batch-tokens"] == nil && options["batch-sentences"] == nil
      && options["stream"] != true
    {
      request.options["batch-sentences"] = 8
    }
    try? FileManager.default.removeItem(atPath: path)
    try ModelTrainer(request, task: task).run()
    try checkConfiguration(task, of: path + "/model.safetensors")
    let names = try FileManager.default.contentsOfDirectory(atPath: path).sorted()
    let weights = try ["model.safetensors", "training.safetensors"].flatMap {
      try ShortRun.tensors("\(path)/\($0)").sorted { $0.key < $1.key }.map(\.value)
    }
    let records = try TrainingLog.records(in: path + "/history.jsonl").map { record in
      "\(record.step) \(record.validationLoss ?? 0) \(record.scores) \(record.isBest ?? false)"
    }
    return weights + [Array(names.joined().utf8), Array(records.joined().utf8)]
  }

  /// The file of the run asks for the same run: nothing of it is forgotten.
  private func checkConfiguration<Task: LearningTask>(_ task: Task.Type, of file: String) throws {
    let model = try ModelFile(path: file)
    let configuration = try model.configuration()
    var request = try TrainingRequest<Task.Corpus, Task.Options>(configuration)
    request.mode = .overwrite
    let prepared = try Preparation<Task>(request, clockStart: 0, writes: false) { _ in }
    #expect(prepared.configuration() == configuration)
    let options = try model.options()
    for (name, value) in prepared.setup.options.values where name != "batch-tokens" {
      #expect(options[name] == value, "--\(name)")
    }
  }

  private func check<Task: LearningTask & SendableMetatype>(
    _ task: Task.Type, _ corpus: Task.Corpus
  ) throws {
    let standard = Task.Options.preset(exampleCount: 54).options
    var plain: [OptionValues: [[UInt8]]] = [:]
    for field in Task.Options.options.fields where !Self.isElsewhere(field.name) {
      let companions = (Self.companions[field.name] ?? [:])
        .filter { Task.Options.options[$0.key] != nil }
      let without = try plain[companions] ?? traces(task, corpus, companions)
      plain[companions] = without
      let value = try #require(
        Self.valuesOfTasks[Task.name]?[field.name] ?? Self.values[field.name]
          ?? Self.other(field, than: standard))
      let with = try traces(task, corpus, companions.merging([field.name: value]) { $1 })
      #expect(with != without, "--\(field.name) \(value) changes nothing")
    }
  }

  /// The other value of a flag, or a word that is not chosen yet.
  private static func other<Options>(
    _ field: OptionField<Options>, than standard: Options
  ) -> OptionValue? {
    let value = field.value(standard)
    switch field.kind {
    case .flag: return value == true ? false : true
    case .choice(let words): return words.last { .text($0) != value }.map { .text($0) }
    case .count, .number, .text, .path: return nil
    }
  }

  /// Where the examples of a task are.
  private func corpus<Task: LearningTask>(of task: Task.Type) throws -> Task.Corpus {
    let all: [String: OptionValues] = [
      "translate": ["src": "fr", "tgt": "en", "train": .text(folder.file("train"))],
      "lm": ["train": .text(folder.file("train.en"))],
      "classifier": ["train": .text(folder.file("labelled.tsv"))],
      "tagger": ["train": .text(folder.file("train.tsv"))],
      "captioner": [
        "train": .text(folder.file("train.en")), "features": .text(folder.file("train.npy")),
      ],
    ]
    var corpus = Task.Corpus()
    try Task.Corpus.options.apply(
      #require(all[Task.name], "no corpus for \(Task.name)"), to: &corpus)
    return corpus
  }

  @Test func everyOptionDoesSomething() throws {
    for task in TaskKind.all { try checkAll(task) }
  }

  private func checkAll<Task: LearningTask & SendableMetatype>(_ task: Task.Type) throws {
    try check(task, corpus(of: task))
  }
}

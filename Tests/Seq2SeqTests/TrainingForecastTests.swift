import S2SOptions
import Seq2Seq
import TestSupport
import Testing

/// What is told before a run is what the run then does.
@Suite struct TrainingForecastTests {
  private let folder = TemporaryDirectory()

  init() {
    folder.write((0..<330).map { "un \($0) deux\tone \($0) two\n" }.joined(), to: "train.tsv")
  }

  private func request(_ change: (inout OptionValues) -> Void) -> TranslationTraining {
    var request = TrainingRequest(source: "fr", target: "en")
    request.corpus.train = folder.file("train.tsv")
    request.modelPath = folder.file("model")
    request.options["hidden"] = 8
    request.options["embedding"] = 8
    request.options["batch-sentences"] = 16
    request.options["schedule"] = "constant"
    request.options["patience"] = 100
    request.options["epochs"] = 2
    request.threads = 2
    request.rehearsalSeconds = 0
    change(&request.options)
    return request
  }

  /// The numbers in the weights and both moments, which follow the header of the file.
  private func storedNumbers() throws -> Int {
    let bytes = try #require(folder.bytes(of: "model/training.safetensors"))
    return (bytes.count - 8 - bytes.prefix(8).reversed().reduce(0) { $0 << 8 | Int($1) }) / 4
  }

  /// What the options of a model change.
  private static let shapes: [@Sendable (inout OptionValues) -> Void] = [
    { _ in },
    {
      $0["bidirectional"] = true
      $0["attention"] = "general"
    },
    {
      $0["tie-embeddings"] = true
      $0["layers"] = 2
      $0["context"] = "start"
    },
    {
      $0["cell"] = "elman"
      $0["attention"] = "additive"
      $0["hidden"] = 24
    },
  ]

  @Test(arguments: shapes.indices)
  func parametersAreExact(shape: Int) throws {
    let request = request {
      Self.shapes[shape](&$0)
      $0["steps"] = 1
    }
    let forecast = try TranslationTrainer(request).forecast()
    _ = try TranslationTrainer(request).run()
    #expect(try storedNumbers() == 3 * forecast.parameters)
    // Values, moments, and a gradient each for two workers.
    #expect(forecast.parameterBytes == 4 * 5 * forecast.parameters)
    #expect(forecast.memoryBytes > forecast.parameterBytes)
  }

  @Test(
    arguments: [
      (nil, nil), (nil, 7), (30, nil), (30, 10), (19, nil), (38, 19), (5, 100), (1_000, 4),
    ] as [(Int?, Int?)])
  func stepsAndValidationsAreThoseOfTheRun(steps: Int?, validateEvery: Int?) throws {
    var request = request {
      $0["steps"] = OptionValue(steps)
      $0["validate-every"] = OptionValue(validateEvery)
    }
    let forecast = try TranslationTrainer(request).forecast()
    #expect(forecast.stepsPerEpoch == 19)
    _ = try TranslationTrainer(request).run()
    let history = try #require(folder.text(of: "model/history.jsonl"))
    let lines = history.split(separator: "\n")
    #expect(lines.count == forecast.validations)
    #expect(lines.last?.contains("\"step\":\(forecast.steps),") == true, "\(history)")
    request.mode = .resume
    request.options["epochs"] = 4
    request.options["steps"] = OptionValue(steps.map { $0 + 3 })
    let rest = try TranslationTrainer(request).forecast()
    #expect(rest.steps == min(4 * 19, steps.map { $0 + 3 } ?? .max) - forecast.steps)
  }

  @Test(arguments: [1_000, 60])
  func writesNothing(shardSize: Int) throws {
    var request = request { _ in }
    request.shardSize = shardSize
    let forecast = try TranslationTrainer(request).forecast()
    #expect(forecast.trainingExamples == 297 && forecast.validationExamples == 33)
    #expect((19...20).contains(forecast.stepsPerEpoch))
    #expect(folder.names == ["train.tsv"])
  }

  @Test func endsAtTheTimeLimit() throws {
    var request = request { $0["epochs"] = 1_000_000 }
    request.timeLimit = try .init("2m")
    let forecast = try TranslationTrainer(request).forecast()
    #expect(forecast.seconds == 120 && forecast.fullSeconds > 120)
  }

  @Test func refusesWhatARunRefuses() throws {
    folder.write("", to: "model.safetensors")
    var request = request { _ in }
    request.modelPath = folder.path
    // A forecast replaces nothing, whatever is there.
    #expect(throws: Never.self) { try TranslationTrainer(request).forecast() }
    var long = request
    long.modelPath = folder.file("other")
    long.options["maximum-length"] = 1
    #expect(throws: (any Error).self) { try TranslationTrainer(long).forecast() }
  }
}

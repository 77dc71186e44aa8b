import Foundation
import S2STensors
import S2STraining
import Testing

/// The learning rates of whole runs, update by update, stopped and resumed.
@Suite struct LearningRateRunTests {
  /// PyTorch multiplies its warm-up together step by step; ours is one product.
  private static let tolerance = 1e-12
  private static let table = ParameterTable()

  /// A run of the goldens: 40 updates, a warm-up of 8 (none before a plateau), a validation every 4.
  private func state(_ kind: LearningRateSchedule.Kind) throws -> TrainerState {
    var configuration = LearningRateSchedule.Configuration()
    configuration.kind = kind
    configuration.learningRate = 0.002
    configuration.warmupSteps = kind == .plateau ? 0 : 8
    return TrainerState(
      schedule: try LearningRateSchedule(configuration), stopping: try EarlyStopping(patience: nil))
  }

  /// Trains from a state, by the given limits, until the end or a stop; returns the stored state.
  private func train(
    _ state: TrainerState, epochs: Int, steps: Int?, _ run: RecordedRun
  ) throws -> TrainerState {
    var trainer = Trainer(
      DataParallel(
        NothingToLearn(parameters: ParameterBuffer(Self.table)), workers: Workers(count: 1)),
      optimizer: Adam(Self.table),
      configuration: TrainerConfiguration(
        epochs: epochs, steps: steps, validateEvery: 4,
        clipping: GradientClipping(maximumNorm: nil), seed: 1), state: state)
    try trainer.train(run)
    return try JSONDecoder().decode(
      TrainerState.self, from: JSONEncoder().encode(trainer.state))
  }

  @Test(arguments: LearningRateSchedule.Kind.allCases, [[], [1], [7, 8, 9], [3, 20, 39]])
  func followsTheFormula(kind: LearningRateSchedule.Kind, stops: [Int]) throws {
    let expected = try LearningRateScheduleTests.golden(kind)
    try #require(expected.count == 40)
    // Two epochs of twenty batches, or forty updates of an endless run.
    for (epochs, steps) in [(2, nil), (1_000, 40)] as [(Int, Int?)] {
      let run = RecordedRun()
      var state = try state(kind)
      for stop in stops + [.max] {
        run.lastStep = stop
        state = try train(state, epochs: epochs, steps: steps, run)
      }
      #expect(run.rates.count == 40)
      for (rate, wanted) in zip(run.rates, expected) {
        #expect(abs(rate - wanted) <= Self.tolerance * wanted)
      }
      #expect(run.shown == run.atValidation)
    }
  }

  /// As in a run of as many updates as there are seconds, also after pauses.
  @Test(arguments: [[], [1], [7, 8, 9], [3, 20, 39]])
  func fallsToZeroInTheTimeThereIs(stops: [Int]) throws {
    let expected = try LearningRateScheduleTests.golden(.linear)
    let run = RecordedRun()
    run.seconds = 40
    var state = try state(.linear)
    for stop in stops + [.max] {
      run.lastStep = stop
      state = try train(state, epochs: 1_000, steps: nil, run)
    }
    #expect(run.rates.count == 40 && run.rates.last == 0)
    for (rate, wanted) in zip(run.rates, expected) {
      #expect(abs(rate - wanted) <= Self.tolerance * wanted)
    }
    #expect(state.plannedSeconds == 40 && state.elapsedSeconds == 40)
  }
}

/// Epochs of two parts of ten batches; keeps the rate of each update and of each validation.
private final class RecordedRun: TrainingRun {
  /// The losses of the goldens.
  private let losses = [5, 4, 4, 4.5, 3, 3.5, 1e9, 2.999, 2, 2.5]
  private var step = 0
  /// The update after which the run is asked to stop.
  var lastStep = 0
  /// The rate of each update.
  var rates: [Double] = []
  /// The rate that each validation shows, and that of the update before it.
  var shown: [Double] = []
  var atValidation: [Double] = []

  let partCount = 2
  /// The seconds of all updates, one each; `nil` for no limit.
  var seconds: Int?
  /// Every update takes a second, which passes after the question whether to stop.
  private(set) var now = 0.0
  var stopRequest: StopRequest? {
    if let seconds, step >= seconds { return .timeLimit }
    if step >= lastStep { return .interrupt }
    now += 1
    return nil
  }
  var secondsLeft: Double? { seconds.map { Double($0) - now } }

  func batches(ofEpoch epoch: Int, part: Int) -> [Int] { Array(0..<10) }
  func validate() throws -> ValidationResult {
    ValidationResult(loss: losses[step / 4 - 1])
  }
  func saveModel(_ state: TrainerState) throws {}
  func saveState(_ state: TrainerState) throws {}
  func didStep(_ report: StepReport) {
    step = report.state.step
    rates.append(report.learningRate)
  }
  func didValidate(_ report: ValidationReport) throws {
    shown.append(report.learningRate)
    atValidation.append(rates[rates.count - 1])
  }
}

import Foundation
import S2SFiles
import S2SOptions
import S2STraining
import Testing

@Suite struct LearningRateScheduleTests {
  /// PyTorch multiplies its warm-up together step by step; ours is one product.
  private static let tolerance = 1e-12

  private func schedule(
    _ kind: LearningRateSchedule.Kind, rate: Double = 0.002, warmup: Int = 0, decay: Double = 0.5
  ) throws -> LearningRateSchedule {
    var configuration = LearningRateSchedule.Configuration()
    configuration.kind = kind
    configuration.learningRate = rate
    configuration.warmupSteps = warmup
    configuration.decay = decay
    return try LearningRateSchedule(configuration)
  }

  /// The rates of one schedule in the golden file, in the order of steps.
  static func golden(_ kind: LearningRateSchedule.Kind) throws -> [Double] {
    let folder = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast()
    let path = folder.joined(separator: "/") + "/Goldens/learning_rates.tsv"
    let text = try MappedFile(path: path).withUnsafeBytes { String(decoding: $0, as: UTF8.self) }
    return text.split(separator: "\n").map { $0.split(separator: "\t") }
      .filter { $0[0] == kind.rawValue }.compactMap { Double($0[2]) }
  }

  @Test(arguments: [LearningRateSchedule.Kind.constant, .inverseSquareRoot, .linear])
  func followsPyTorchAfterWarmUp(kind: LearningRateSchedule.Kind) throws {
    let expected = try Self.golden(kind)
    #expect(expected.count == 40)
    let schedule = try schedule(kind, warmup: 8)
    for (index, rate) in expected.enumerated() {
      let own = schedule.rate(at: index + 1, progress: Double(index + 1) / 40)
      #expect(abs(own - rate) <= Self.tolerance * rate)
    }
  }

  @Test func decaysAsPyTorchDoesOnAPlateau() throws {
    let losses = [5, 4, 4, 4.5, 3, 3.5, .nan, 2.999, 2, 2.5]
    var schedule = try schedule(.plateau)
    var stopping = try EarlyStopping(patience: nil)
    var rates: [Double] = []
    for step in 1...40 {
      rates.append(schedule.rate(at: step))
      guard step % 4 == 0 else { continue }
      let result = ValidationResult(loss: losses[step / 4 - 1])
      schedule.didValidate(improved: stopping.record(result, step: step))
    }
    #expect(rates == (try Self.golden(.plateau)))
  }

  @Test func risesLinearlyToThePeak() throws {
    for kind in LearningRateSchedule.Kind.allCases {
      let schedule = try schedule(kind, rate: 1, warmup: 4)
      #expect([1, 2, 3, 4].map { schedule.rate(at: $0) } == [0.25, 0.5, 0.75, 1])
    }
  }

  @Test func startsAtThePeakWithoutWarmUp() throws {
    for kind in LearningRateSchedule.Kind.allCases {
      #expect(try schedule(kind, rate: 1).rate(at: 1) == 1)
    }
    #expect(try schedule(.inverseSquareRoot, rate: 1).rate(at: 16) == 0.25)
  }

  /// Warm-ups of any length, and none: the peak is reached, no update jumps, the last is 0.
  @Test(arguments: [0, 1, 2, 5, 9, 10, 20])
  func fallsInALineToTheEndOfTheRun(warmup: Int) throws {
    let schedule = try schedule(.linear, rate: 1, warmup: warmup)
    let rates = (1...10).map { schedule.rate(at: $0, progress: Double($0) / 10) }
    let top = Double(max(warmup, 1))
    for (index, rate) in rates.enumerated() {
      let step = Double(index + 1)
      #expect(abs(rate - (step <= top ? step / top : (10 - step) / (10 - top))) < 1e-12)
    }
    if warmup < 10 { #expect(rates.max() == 1 && rates[9] == 0) }
  }

  @Test func onlyALineGoesByTheRun() throws {
    for kind in LearningRateSchedule.Kind.allCases where kind != .linear {
      let schedule = try self.schedule(kind, rate: 1)
      #expect(schedule.rate(at: 5, progress: 0.9) == schedule.rate(at: 5))
    }
  }

  @Test func onlyAPlateauHearsOfValidations() throws {
    for kind in [LearningRateSchedule.Kind.constant, .inverseSquareRoot, .linear] {
      var schedule = try schedule(kind)
      schedule.didValidate(improved: false)
      #expect(schedule.scale == 1)
    }
  }

  @Test func goesOnExactlyAfterAStop() throws {
    var schedule = try schedule(.plateau, rate: 0.1, warmup: 3, decay: 0.7)
    for _ in 0..<5 { schedule.didValidate(improved: false) }
    let stored = try JSONEncoder().encode(schedule)
    let resumed = try JSONDecoder().decode(LearningRateSchedule.self, from: stored)
    #expect(resumed == schedule)
    #expect(resumed.rate(at: 9) == 0.1 * (0.7 * 0.7 * 0.7 * 0.7 * 0.7))
  }

  @Test(arguments: [
    (0, 0, 0.5), (-1, 0, 0.5), (.infinity, 0, 0.5), (.nan, 0, 0.5), (0.1, -1, 0.5), (0.1, 0, 0),
    (0.1, 0, 1.5), (0.1, 0, .nan),
  ])
  func refusesSettingsThatCannotBe(rate: Double, warmup: Int, decay: Double) {
    let error = #expect(throws: OptionError.self) {
      try schedule(.plateau, rate: rate, warmup: warmup, decay: decay)
    }
    guard case .outOfRange = error else {
      Issue.record("\(error.map { "\($0)" } ?? "no error")")
      return
    }
  }

  @Test func refusesStoredStatesThatCannotBe() throws {
    let good = try JSONEncoder().encode(try schedule(.plateau))
    let text = String(decoding: good, as: UTF8.self)
    for (old, new) in [("\"scale\":1", "\"scale\":-1"), ("0.002", "-0.002"), ("plateau", "cosine")]
    {
      #expect(text.contains(old))
      let bad = Data(text.replacing(old, with: new).utf8)
      #expect(throws: (any Error).self) {
        try JSONDecoder().decode(LearningRateSchedule.self, from: bad)
      }
    }
  }
}

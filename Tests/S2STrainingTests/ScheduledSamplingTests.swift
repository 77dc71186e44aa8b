import Glibc
import S2STraining
import Testing

@Suite struct ScheduledSamplingTests {
  /// What the logarithms and exponentials leave.
  private static let tolerance = 1e-12

  private func schedule(_ decay: ScheduledSampling.Decay, updates: Int) -> ScheduledSampling {
    var schedule = ScheduledSampling(decay)
    schedule.floor = 0
    schedule.updates = updates
    return schedule
  }

  @Test(arguments: ScheduledSampling.Decay.allCases, [1, 7, 2_000])
  func isHalfWayAfterItsUpdates(_ decay: ScheduledSampling.Decay, updates: Int) {
    var schedule = schedule(decay, updates: updates)
    #expect(abs(schedule.probability(after: updates) - 0.5) < Self.tolerance)
    schedule.floor = 0.6
    #expect(abs(schedule.probability(after: updates) - 0.8) < Self.tolerance)
    let all = (0...6 * updates).map(schedule.probability)
    #expect(zip(all, all.dropFirst()).allSatisfy { $0 >= $1 })
    #expect(all.allSatisfy { (0.6...1).contains($0) })
    #expect(all[6 * updates] < 0.65)
    #expect(schedule.probability(after: 1 << 53) >= 0.6)
  }

  /// Section 2.4 of the paper: 1 - c i, k^i, k / (k + exp(i / k)).
  @Test func followsThePapersCurves() {
    let linear = schedule(.linear, updates: 50)
    #expect(linear.probability(after: 0) == 1)
    #expect(abs(linear.probability(after: 25) - 0.75) < Self.tolerance)
    #expect(linear.probability(after: 100) == 0)
    let exponential = schedule(.exponential, updates: 50)
    #expect(exponential.probability(after: 0) == 1)
    #expect(abs(exponential.probability(after: 10) - pow(exp2(-0.02), 10)) < Self.tolerance)
    // Half of the way is done after k ln k updates: k = 4 is 2 at 8 ln 2, nearest to 6.
    let sigmoid = schedule(.inverseSigmoid, updates: 6)
    var k = 4.0
    for _ in 0..<50 { k = 6 / log(k) * 0.5 + k * 0.5 }
    for update in 0..<30 {
      let wanted = k / (k + exp(Double(update) / k))
      #expect(abs(sigmoid.probability(after: update) - wanted) < 1e-9)
    }
  }

  @Test func aFloorOfOneKeepsEveryToken() {
    for decay in ScheduledSampling.Decay.allCases {
      var schedule = ScheduledSampling(decay)
      schedule.floor = 1
      #expect(schedule.probability(after: 1_000_000) == 1)
    }
  }
}

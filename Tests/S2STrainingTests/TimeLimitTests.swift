import S2STraining
import Testing

@Suite struct TimeLimitTests {
  @Test(arguments: [
    ("90s", 90, "1m30s"), ("30m", 1800, "30m"), ("1h30m", 5400, "1h30m"), ("2h", 7200, "2h"),
    ("1d12h", 129_600, "1d12h"), ("1d1s", 86_401, "1d1s"), ("0h5m", 300, "5m"),
    ("007s", 7, "7s"), ("100m", 6000, "1h40m"),
  ])
  func readsWhatPeopleWrite(text: String, seconds: Int, shortest: String) throws {
    let limit = try TimeLimit(text)
    #expect(limit.seconds == seconds)
    #expect(limit.description == shortest)
    #expect(try TimeLimit(shortest) == limit)
  }

  @Test(arguments: [
    "", "30", "m", "s30", "30m1h", "1h1h", "30 m", "1.5h", "-5m", "+5m", "0s", "0h0m", "5min", "5M",
    "٣m", "1h30", "99999999999999999999s", "9223372036854775807d", "36601d", "30m\n",
  ])
  func refusesEverythingElse(text: String) {
    let error = #expect(throws: TrainingError.self) { try TimeLimit(text) }
    #expect(error == .invalidTimeLimit(text: text))
  }

  @Test func theClockDoesNotGoBack() {
    let readings = (0..<1000).map { _ in MonotonicClock.seconds() }
    #expect(readings == readings.sorted())
    #expect(readings[0] >= 0 && readings[999] < 3600)
  }
}

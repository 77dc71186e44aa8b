import Foundation
import S2SSearch
import Testing

@Suite struct SearchOptionsTests {
  @Test func refusesWhatCannotBe() {
    func error(_ change: (inout SearchOptions) -> Void) -> SearchError? {
      var options = SearchOptions()
      change(&options)
      do { try options.validate() } catch { return error as? SearchError }
      return nil
    }
    let positive = Double.leastNonzeroMagnitude...100
    let notNegative = 0.0...1_000
    let lengths = 0...10_000
    #expect(error { _ in } == nil)
    #expect(error { $0.beamSize = 0 } == .countOutOfRange(.beamSize, 0, allowed: 1...1_000))
    #expect(error { $0.nbest = 6 } == .countOutsideOfBeam(nbest: 6, beamSize: 5))
    #expect(error { $0.nbest = 0 } == .countOutsideOfBeam(nbest: 0, beamSize: 5))
    #expect(error { $0.groups = 2 } == .unequalGroups(beamSize: 5, groups: 2))
    #expect(
      error { $0.maximumLengthRatio = 0 } == .outOfRange(.maximumLengthRatio, 0, allowed: positive))
    #expect(error { $0.maximumLengthRatio = .nan }.map(setting) == .maximumLengthRatio)
    #expect(error { $0.extraLength = -1 } == .countOutOfRange(.extraLength, -1, allowed: lengths))
    #expect(
      error { $0.minimumLength = -1 } == .countOutOfRange(.minimumLength, -1, allowed: lengths))
    for repeats in [1, -1, 101] {
      #expect(
        error { $0.maximumRepeats = repeats }
          == .countOutOfRange(.maximumRepeats, repeats, allowed: 2...100))
    }
    #expect(error { $0.maximumRepeats = 0 } == nil)
    #expect(error { $0.normalization.exponent = .nan }.map(setting) == .lengthExponent)
    #expect(
      error { $0.normalization.exponent = -1 }
        == .outOfRange(.lengthExponent, -1, allowed: notNegative))
    #expect(error { $0.coverageWeight = .infinity }.map(setting) == .coverageWeight)
  }

  @Test func refusesWhatSamplesCannotHave() {
    func error(_ change: (inout SearchOptions) -> Void) -> SearchError? {
      var options = SearchOptions()
      options.sampling = SamplingOptions()
      change(&options)
      do { try options.validate() } catch { return error as? SearchError }
      return nil
    }
    #expect(error { _ in } == nil)
    #expect(error { $0.nbest = 0 } == .countOutOfRange(.nbest, 0, allowed: 1...1_000))
    #expect(error { $0.groups = 5 } == .meaninglessForSamples(.groups))
    #expect(error { $0.coverageWeight = 1 } == .meaninglessForSamples(.coverageWeight))
    #expect(
      error { $0.sampling?.temperature = 0 } == .outOfRange(.temperature, 0, allowed: 0.01...100))
    #expect(error { $0.sampling?.topK = 0 } == .countOutOfRange(.topK, 0, allowed: 1...1_000_000))
    #expect(error { $0.sampling?.topP = 1.5 }.map(setting) == .topP)
  }

  private func setting(_ error: SearchError) -> SearchError.Setting? {
    if case .outOfRange(let setting, _, _) = error { setting } else { nil }
  }

  @Test func limitsTheLengthByTheSource() {
    var options = SearchOptions()
    #expect(options.maximumLength(sourceLength: 7) == 24)
    options.maximumLengthRatio = 1.5
    #expect(options.maximumLength(sourceLength: 7) == 20)
    options.minimumLength = 30
    #expect(options.maximumLength(sourceLength: 7) == 31)
  }

  @Test func staysItselfAsJSON() throws {
    var options = SearchOptions()
    options.normalization = LengthNormalization(exponent: 0.6, formula: .gnmt)
    options.minimumLength = 3
    let data = try JSONEncoder().encode(options)
    #expect(try JSONDecoder().decode(SearchOptions.self, from: data) == options)
  }
}

@Suite struct LengthNormalizationTests {
  @Test(arguments: [
    (LengthNormalization(exponent: 0), 3, -6.0),
    (LengthNormalization(exponent: 1), 3, -2.0),
    (LengthNormalization(exponent: 0.5), 4, -3.0),
    (LengthNormalization(exponent: 0, formula: .gnmt), 7, -6.0),
    (LengthNormalization(exponent: 1, formula: .gnmt), 7, -3.0),
    (LengthNormalization(exponent: 0.5, formula: .gnmt), 19, -3.0),
    (LengthNormalization(exponent: 0.7, formula: .gnmt), 1, -6.0),
  ])
  func dividesByThePowerOfTheLength(
    normalization: LengthNormalization, length: Int, expected: Double
  ) {
    #expect(abs(normalization.score(-6, length: length) - expected) < 1e-12)
  }
}

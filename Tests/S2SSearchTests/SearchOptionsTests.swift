import Foundation
import S2SSearch
import Testing

@Suite struct SearchOptionsTests {
  @Test func refusesWhatCannotBe() {
    func message(_ change: (inout SearchOptions) -> Void) -> String? {
      var options = SearchOptions()
      change(&options)
      do { try options.validate() } catch { return "\(error)" }
      return nil
    }
    #expect(message { _ in } == nil)
    #expect(message { $0.beamSize = 0 }?.contains("beam of 0") == true)
    #expect(message { $0.nbest = 6 }?.contains("raise --beam") == true)
    #expect(message { $0.nbest = 0 }?.contains("0 translations") == true)
    #expect(message { $0.maximumLengthRatio = 0 }?.contains("length ratio") == true)
    #expect(message { $0.maximumLengthRatio = .nan }?.contains("length ratio") == true)
    #expect(message { $0.extraLength = -1 }?.contains("extra length") == true)
    #expect(message { $0.minimumLength = -1 }?.contains("minimum length") == true)
    #expect(message { $0.maximumRepeats = 1 }?.contains("1 repeats") == true)
    #expect(message { $0.maximumRepeats = -1 }?.contains("-1 repeats") == true)
    #expect(message { $0.maximumRepeats = 101 }?.contains("101 repeats") == true)
    #expect(message { $0.maximumRepeats = 0 } == nil)
    #expect(message { $0.normalization.exponent = .nan }?.contains("length penalty") == true)
    #expect(message { $0.normalization.exponent = -1 }?.contains("length penalty") == true)
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

import Foundation
import S2SRandom
import Testing

@Suite struct SeededGeneratorTests {
  /// The first values of the authors' C program (splitmix64.c, Vigna 2015) from this seed; they
  /// are also those of Java's SplittableRandom.
  @Test func givesThePublishedValues() {
    var generator = SeededGenerator(seed: 1_234_567)
    let values = (0..<5).map { _ in generator.next() }
    #expect(
      values == [
        6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423,
        4_593_380_528_125_082_431, 16_408_922_859_458_223_821,
      ])
  }

  @Test func startsFromZeroToo() {
    var generator = SeededGenerator(seed: 0)
    #expect(generator.next() == 0xe220_a839_7b1d_cdaf)
  }

  /// Every number counts, and so does their order.
  @Test func tellsSeveralNumbersApart() {
    let seeds = [
      SeededGenerator(seed: 1), SeededGenerator(seed: 1, 0), SeededGenerator(seed: 1, 2),
      SeededGenerator(seed: 2, 1), SeededGenerator(seed: 1, 2, 3),
      SeededGenerator(seed: 1, 3, 2), SeededGenerator(seed: 1, 0, 0),
    ]
    let firsts = seeds.map { seed in
      var generator = seed
      return generator.next()
    }
    #expect(Set(firsts).count == seeds.count)
  }

  @Test func goesOnFromWhereItWasStored() throws {
    var generator = SeededGenerator(seed: 5, 6)
    _ = generator.next()
    let stored = try JSONEncoder().encode(generator)
    var restored = try JSONDecoder().decode(SeededGenerator.self, from: stored)
    #expect(restored == generator)
    #expect(restored.next() == generator.next())
  }

  @Test func uniformNumbersFillTheUnitInterval() {
    var generator = SeededGenerator(seed: 3)
    let values = (0..<10_000).map { _ in generator.uniform() }
    #expect(values.allSatisfy { $0 >= 0 && $0 < 1 })
    let mean = values.reduce(0) { $0 + Double($1) } / 10_000
    #expect(abs(mean - 0.5) < 5 * (1 / 12.0 / 10_000).squareRoot())
  }
}

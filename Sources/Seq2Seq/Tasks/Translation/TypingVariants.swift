import S2SRandom
import S2SText

/// Which training pairs are read once more with their source typed in another way, and in which.
///
/// That is a function of the seed and the pair's number in the corpus: neither threads nor shards
/// nor a pause change it. All epochs have the same copies, so each copy is encoded once.
struct TypingVariants: Sendable {
  /// The probability that a pair is read once more.
  let rate: Double
  private let seed: UInt64

  /// Apart from all other random numbers of a run: "type".
  private static let stream: UInt64 = 0x7479_7065

  /// Draws by a seed.
  init(rate: Double, seed: UInt64) {
    self.rate = rate
    self.seed = seed
  }

  /// The ways in which a pair's source may be typed, in the order in which they are tried; none for
  /// pairs that are read only once.
  func ways(ofPair number: Int) -> [TypingVariant] {
    var generator = SeededGenerator(seed: seed, Self.stream, UInt64(number))
    guard generator.uniformDouble() < rate else { return [] }
    return generator.shuffled(TypingVariant.allCases)
  }
}

/// Sources in other ways of typing, as a model reads them when somebody types so; for one thread.
final class VariantReader {
  private let variants: TypingVariants
  private let locale: String
  private let restorer: LineRestorer

  /// Reads sources of a language in the form and with the habits that translation gives them.
  init(
    _ variants: TypingVariants, locale: String, _ normalization: TextNormalization,
    _ habits: LineHabits?
  ) {
    self.variants = variants
    self.locale = locale
    restorer = LineRestorer(locale: locale, normalization, habits)
  }

  /// What a model reads when a pair's source is typed in each of its ways, in their order, where
  /// that is not what it reads when nobody types it otherwise.
  func readings(of source: String, ofPair number: Int) -> some Sequence<String> {
    let ways = variants.ways(ofPair: number)
    let usual = ways.isEmpty ? "" : restorer.restored(source).text
    return ways.lazy.map { [locale, restorer] way in
      restorer.restored(way.applied(to: source, locale: locale)).text
    }.filter { $0 != usual }
  }
}

import S2SCorpora
import S2SOptions
import S2SText

/// Copies of training pairs whose source is typed in another way.
extension TranslationData {
  /// The sources of a sample as a model reads them in the drawn ways, each with its target.
  ///
  /// - Parameters:
  ///   - typed: the sample as it is in its files.
  ///   - sample: the same in its normal form.
  func variants(
    of typed: ParallelCorpus, _ sample: ParallelCorpus, _ habits: LineHabits,
    _ options: TranslatorOptions
  ) -> [(String, String)] {
    guard let variants = options.variants else { return [] }
    let reader = VariantReader(variants, locale: languages.source, .typed, habits)
    return typed.sources.indices.compactMap { index in
      reader.readings(of: typed.sources[index], ofPair: index)
        .first { $0 != sample.sources[index] }
        .map { ($0, sample.targets[index]) }
    }
  }

  /// What makes the copies of training pairs; `nil` for none.
  ///
  /// - Throws: `OptionError` (`excludes`) where another program has cut the text into tokens.
  func copies(
    _ texts: Texts, _ options: TranslatorOptions
  ) throws -> EncodedCorpus.CopyFactory? {
    guard let variants = options.variants else { return nil }
    try Self.checkVariants(texts, options)
    return {
      let encoder = VariantEncoder(variants, texts)
      return { encoder.copy(of: $0) }
    }
  }

  /// Refuses variants of text that another program has cut into tokens: nobody types that.
  ///
  /// - Throws: `OptionError` (`excludes`).
  static func checkVariants(_ texts: Texts, _ options: TranslatorOptions) throws {
    guard options.variants != nil, texts.sides.source.takesTokenizedText else { return }
    throw OptionError.excludes(
      option: "typing-variants", other: "subwords \(options.tokens.subwords ?? "")")
  }
}

/// Encodes copies of pairs whose source is typed in another way; for one thread.
private final class VariantEncoder {
  private let reader: VariantReader
  private let encoder: PairEncoder

  init(_ variants: TypingVariants, _ texts: Texts) {
    let (source, target) = texts.sides
    reader = VariantReader(
      variants, locale: source.locale, source.normalization, source.habits)
    // The reader normalises, once, as translation does.
    encoder = PairEncoder(source: source.normalizing(by: .nfc), target: target)
  }

  /// A copy of a pair whose source has other tokens; `nil` where no way to type it changes them, or
  /// where it is read only once.
  func copy(of original: EncodedCorpus.Original) -> ([Int32], [Int32])? {
    for text in reader.readings(of: original.source, ofPair: original.number) {
      let pair = encoder.encode(text, original.target)
      if pair.source != original.sourceTokens { return pair }
    }
    return nil
  }
}

extension TranslatorOptions {
  /// The copies that are asked for; `nil` for none.
  var variants: TypingVariants? {
    typingVariants > 0 ? TypingVariants(rate: typingVariants, seed: learning.seed) : nil
  }
}

import S2SCorpora
import S2SRandom
import S2SText

extension TranslationData {
  /// The most pairs that subwords are learned from; more of them change next to nothing.
  private static var sampleSize: Int { 500_000 }

  /// The tokenizers of both sides, learned from the training pairs.
  ///
  /// Placeholders come first: subwords are learned from what they leave, and from the sources that
  /// training reads in other ways of typing, too.
  func learnTexts(_ options: TranslatorOptions) throws -> Texts {
    var generator = SeededGenerator(seed: seed, 1)
    let typed = try train.sample(Self.sampleSize, using: &generator)
    guard options.tokens.normalizes else { return try preparedTexts(typed, options) }
    var sample = Self.normalized(typed)
    let habits = LineHabits(of: sample.sources, locale: languages.source)
    let placeholders = options.placeholders ? Self.placeholders(of: sample) : .none
    let variants = variants(of: typed, sample, habits, options)
    if !variants.isEmpty {
      sample = ParallelCorpus(pairs: zip(sample.sources, sample.targets) + variants)
    }
    if !placeholders.isEmpty {
      sample = ParallelCorpus(
        pairs: zip(sample.sources, sample.targets).lazy.map(placeholders.remainder))
    }
    let both = try learned(sample, options)
    return [
      "source": try both[0].adding(placeholders).normalizing(by: .typed, habits: habits),
      "target": try both[1].adding(placeholders).normalizing(by: .visible),
    ]
  }

  /// The tokenizers of text that another program prepared, or whose subwords it learned.
  private func preparedTexts(
    _ sample: ParallelCorpus, _ options: TranslatorOptions
  ) throws -> Texts {
    let both = try options.tokens.texts(
      of: [(sample.sources, languages.source), (sample.targets, languages.target)],
      size: options.vocabularySize, sharing: options.sharing)
    let texts = ["source": both[0], "target": both[1]]
    try Self.checkVariants(texts, options)
    return texts
  }

  /// Words or subwords of pairs in their normal form.
  private func learned(
    _ sample: ParallelCorpus, _ options: TranslatorOptions
  ) throws -> [TextPipeline] {
    let (source, target) = (languages.source, languages.target)
    let sides = [(sample.sources, source), (sample.targets, target)]
    let size = options.vocabularySize
    if options.tokens.kind == .words {
      return try options.tokens.texts(of: sides, size: size, sharing: options.sharing)
    }
    if options.shape.isHierarchical {
      return [
        try TextPipeline.learnCharacters(
          from: sample.sources, locale: source, vocabularySize: size),
        try TextPipeline.learn(from: sample.targets, locale: target, vocabularySize: size),
      ]
    }
    guard options.jointVocabulary else {
      return try sides.map {
        try TextPipeline.learn(from: $0, locale: $1, vocabularySize: size)
      }
    }
    return try TextPipeline.learnJoint(
      from: sides, vocabularySize: size, sharesNumbers: options.shape.copiesSource)
  }

  /// Pairs as the pipelines take them: what a model reads has one form for all ways to type, what it
  /// writes keeps its typography.
  private static func normalized(_ sample: ParallelCorpus) -> ParallelCorpus {
    ParallelCorpus(
      pairs: zip(sample.sources, sample.targets).lazy.map { source, target in
        (
          TextNormalization.typed.applied(to: source),
          TextNormalization.visible.applied(to: target)
        )
      })
  }

  private static func placeholders(of sample: ParallelCorpus) -> PlaceholderSet {
    var learner = PlaceholderLearner()
    for (source, target) in zip(sample.sources, sample.targets) { learner.add(source, target) }
    return learner.placeholders
  }
}

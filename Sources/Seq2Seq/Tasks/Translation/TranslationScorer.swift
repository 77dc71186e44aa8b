import S2SCorpora
import S2SMetrics
import S2SModels
import S2SSearch
import S2SText
import S2STraining

/// BLEU of greedy translations of held-out pairs, while a model trains.
struct TranslationScorer: TaskScorer {
  private let corpus: ParallelCorpus
  private let bundle: TranslationBundle
  private let threads: Int

  /// Scores a model as it is when it is asked.
  init(_ model: TranslationModel, _ corpus: ParallelCorpus, _ texts: Texts, threads: Int) {
    self.corpus = corpus
    self.threads = threads
    let (source, target) = texts.sides
    bundle = TranslationBundle(
      source: source.locale, target: target.locale, model: model, sourceText: source,
      targetText: target)
  }

  func scores() throws -> [Score] {
    let hypotheses = try translations(of: corpus.sources).map(\.text)
    let bleu = try BLEU(MetricOptions(language: bundle.target).bleu)
      .score(hypotheses: hypotheses, references: [corpus.targets.map(bundle.targetText.joined)])
    return [Score(TranslationTask.bleu, bleu.score)]
  }

  /// The sentences per thread that a rehearsal translates at most.
  private static let rehearsedSentences = 64

  /// A model that has learned little does not end its sentences, so the time goes by the tokens
  /// that it makes, and those of the references.
  func rehearse() throws -> Double {
    let start = MonotonicClock.seconds()
    let translations = try translations(
      of: corpus.sources.evenly(Self.rehearsedSentences * threads))
    let seconds = MonotonicClock.seconds() - start
    let made = translations.reduce(0) { $0 + ($1.alternatives.first?.tokens.count ?? 0) + 1 }
    let encoder = bundle.targetText.makeEncoder()
    let wanted = corpus.targets.reduce(0) { $0 + encoder.encode($1).count + 1 }
    return seconds / Double(made) * Double(wanted)
  }

  private func translations(of sources: [String]) throws -> [Translation] {
    var options = TranslationOptions()
    options.search.beamSize = 1
    options.threads = threads
    // A run that is cancelled ends between two updates, where it can be saved.
    return try Translator([bundle], options: options).translate(sources, isCancelled: { false })
  }
}

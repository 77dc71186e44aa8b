/// Beam search over a batch of sentences; with a beam of 1 it is greedy search.
///
/// At each step every live hypothesis of a sentence is continued by every token, and the best
/// continuations are kept, as many as the beam has places. One that ends takes its place out of
/// the beam, as in Marian, so a sentence is done when K have ended, and the work shrinks until
/// then. It is done earlier when the finished hypotheses cannot be beaten any more: a live one of
/// log-probability *l* can at best reach the score of *l* at the greatest length that is allowed.
/// That bound is exact, so stopping by it never changes a result.
///
/// Done sentences leave the batch at once. Equal candidates are ranked by the order of the beam,
/// then by token, and a sentence's result does not depend on the others.
public struct BeamSearch: Sendable {
  /// How to search.
  public let options: SearchOptions
  private let text: TextRules?

  /// Makes a search.
  ///
  /// - Parameter text: what tokens spell, for phrases that are forbidden or required, and for texts
  ///   that count once.
  /// - Precondition: a beam of at least 1, and from 1 to that many translations;
  ///   `SearchOptions.validate()` checks what users give.
  public init(_ options: SearchOptions = SearchOptions(), text: TextRules? = nil) {
    precondition(
      options.beamSize >= 1 && (1...options.beamSize).contains(options.nbest)
        && options.groups >= 1 && options.beamSize % options.groups == 0,
      "options that validate() accepts")
    self.options = options
    self.text = text
  }

  /// The best translations of each source, the best one first, at least one per source.
  ///
  /// Those that ended by themselves come before those that were cut at the length limit.
  ///
  /// - Parameters:
  ///   - sources: token ids, no source empty.
  ///   - demands: what the translations of each source must have and must not; empty when nothing
  ///     is demanded of any.
  ///   - decoder: what continues hypotheses.
  ///   - trace: what looks on, at the search of one sentence in one beam.
  /// - Precondition: demands for each source, or none at all; a decoder with attention for a
  ///   coverage penalty; one source and one group for a trace.
  /// - Complexity: O(*T*) steps of at most *N* *K* rows, and O(*V*) a row beside the decoder's own
  ///   work.
  public func search<Decoder: StepDecoder>(
    _ sources: [[Int32]], demands: [SentenceDemands] = [], with decoder: Decoder,
    trace: SearchTrace? = nil
  ) -> [[Hypothesis]] {
    precondition(
      trace == nil || sources.count == 1 && options.groups == 1, "a trace is of one beam")
    let task = SearchTask(sources: sources, demands: demands, text: text, trace: trace)
    if let text, demands.contains(where: { !$0.required.isEmpty }) {
      precondition(options.groups == 1, "groups of a beam cannot be made to have phrases")
      return SearchBatch.search(
        task, options, ConstrainedBeam(options, demands, text.texts), with: decoder)
    }
    precondition(demands.allSatisfy(\.required.isEmpty), "what tokens spell, to require phrases")
    if options.groups > 1 {
      return SearchBatch.search(
        task, options, DiverseBeam(options), with: decoder)
    }
    return SearchBatch.search(
      task, options, PlainBeam(options), with: decoder)
  }
}

/// One beam per sentence, ranked by probability.
struct PlainBeam: SearchStrategy {
  private let options: SearchOptions

  init(_ options: SearchOptions) { self.options = options }

  var beamsPerSentence: Int { 1 }
  var beamSize: Int { options.beamSize }
  var wanted: Int? { options.nbest }

  func choose(_ step: BeamStep, _ rules: inout TokenRules, into top: inout TopTokens) {
    for row in step.rows {
      rules.look(at: step.live.pasts[row], in: step.tree)
      step.offer(row, rules, to: &top)
    }
  }

  func merge(_ beams: ArraySlice<SentenceBeam>, in tree: HypothesisTree) -> [Hypothesis] {
    beams.flatMap { $0.finished.prefix(options.nbest).map { $0.hypothesis(in: tree) } }
  }
}

import S2SLayers
import S2STensors

/// A model at work on some sentences, a token at a time: the rows are hypotheses.
///
/// It owns what changes during a request, so any number of sessions share one model.
package final class DecodingSession {
  private let model: TranslationModel
  private let weights: PackedWeights
  private let scratch = Workspace()
  /// Where the rows live, and where `select` builds the next ones.
  private var (memory, spare) = (Workspace(), Workspace())
  private var states: [RecurrentState] = []
  private var constantShare: Matrix
  /// What attention made of the step before, where the model feeds it back.
  private var fed: Matrix?
  /// The sum of all shares so far, at each position of a row's sentence, for coverage.
  private var coverage: Matrix?
  /// The sources' states, for attention: they stay while rows come and go.
  private let sourceMemory = Workspace()
  private var source: Attention.Memory?
  /// The shares of attention of the last step, `[rows, longest]`, in `scratch`.
  private var shares: Matrix?
  /// The sentence of each row, in the order of `source`.
  private var sentences: [Int]

  /// What may be copied of each sentence, likewise; empty where nothing may.
  private let copySources: [CopyOutput.Source]

  /// The target tokens of each sentence, likewise; empty where all tokens may come up.
  private let shortlists: [[Int32]]

  /// Encodes the sources, none of them empty: one row a sentence.
  ///
  /// - Parameter shortlist: what limits the target tokens of each sentence; `nil` for nothing.
  package init(
    _ model: TranslationModel, _ weights: PackedWeights, sources: [[Int32]],
    shortlist: Shortlist? = nil
  ) {
    self.model = model
    self.weights = weights
    let tokens = PackedSources(sources, model.configuration)
    let pass = Pass(
      parameters: model.parameters, workspace: scratch, packedWeights: weights)
    let context = model.encoder.forward(tokens, in: pass).context
      .gathered(tokens.layout.positions, in: scratch)
    let start = model.decoder.start(
      context, in: Pass(parameters: model.parameters, workspace: memory, packedWeights: weights))
    (constantShare, states) = (start.constantShare, start.states)
    if let feeding = model.decoder.feeding {
      fed = memory.zeros(constantShare.rows, feeding.fedSize)
    }
    if model.configuration.hasCoverage {
      coverage = memory.zeros(constantShare.rows, tokens.layout.stepCount)
    }
    sentences = context.source.sentences
    shortlists =
      shortlist.map { list in
        tokens.layout.order.map { list.tokens(for: sources[$0]) }
      } ?? []
    copySources =
      model.decoder.copying == nil ? [] : model.decoder.copySources(context.source)
    source = model.decoder.remember(
      context.source,
      in: Pass(parameters: model.parameters, workspace: sourceMemory, packedWeights: weights))
    scratch.reset()
  }

  /// The number of hypotheses.
  package var rowCount: Int { constantShare.rows }

  /// Reads a token a row, and writes the logits of the next, `[rows, V]`; where the model may copy
  /// they are log-probabilities.
  package func step(_ tokens: [Int32], logits: UnsafeMutableBufferPointer<Float>) {
    let size = model.configuration.targetVocabularySize
    precondition(tokens.count == rowCount && logits.count >= rowCount * size, "a token a row")
    guard let base = logits.baseAddress else { return }
    scratch.reset()
    let pass = Pass(
      parameters: model.parameters, workspace: scratch, packedWeights: weights)
    let decoder = model.decoder
    let embedded = decoder.embedding.forward(tokens, in: pass)
    let top = decoder.stack.step(
      fed.map { beside(embedded, $0) } ?? embedded, constantShare: constantShare,
      previous: states, next: states, in: pass)
    let attended = source.flatMap {
      decoder.attention?.forward(
        top, $0, sentences: sentences, past: coverage.map { .sums($0) }, in: pass)
    }
    shares = attended?.shares
    if let attended, let fed { fed.copy(from: attended.outputs) }
    if let attended, let coverage { attended.addShares(to: coverage) }
    let features = decoder.features(attended?.outputs ?? top, in: pass)
    let logits = Matrix(base: base, rows: rowCount, columns: size)
    project(features, to: logits, in: pass)
    if let copying = decoder.copying, let attended {
      let inputs = CopyOutput.Inputs(
        features: features, attended: attended, embedded: embedded, sources: copySources)
      copying.mix(logits, inputs, in: pass)
    }
  }

  /// The logits of all tokens, or sentence by sentence those of its shortlist.
  private func project(_ features: Matrix, to logits: Matrix, in pass: Pass) {
    let output = model.decoder.output
    guard !shortlists.isEmpty else { return output.forward(features, into: logits, in: pass) }
    var first = 0
    while first < rowCount {
      let sentence = sentences[first]
      let end = sentences[first...].firstIndex { $0 != sentence } ?? rowCount
      output.forward(
        features.rows(first..<end), onlyOf: shortlists[sentence],
        into: logits.rows(first..<end), in: pass)
      first = end
    }
  }

  /// Adds the shares of attention that the last step paid, times a weight, to sums `[rows, width]`;
  /// nothing without attention.
  package func addAttention(times weight: Float, width: Int, to sums: inout [Float]) {
    guard let shares, let source else { return }
    for row in 0..<shares.rows {
      let share = shares.rows(row..<row + 1)
      for position in 0..<source.spans[sentences[row]].count {
        sums[row * width + position] += weight * share[0, position]
      }
    }
  }

  /// Two matrices as one, for this step.
  private func beside(_ left: Matrix, _ right: Matrix) -> Matrix {
    let joined = scratch.matrix(left.rows, left.columns + right.columns)
    joined.columns(0..<left.columns).copy(from: left)
    joined.columns(left.columns..<joined.columns).copy(from: right)
    return joined
  }

  /// Keeps rows: the new row i is the old row `rows[i]`.
  package func select(_ rows: [Int]) {
    spare.reset()
    func gather(_ source: Matrix) -> Matrix {
      let kept = spare.matrix(rows.count, source.columns)
      kept.gather(rows, of: source)
      return kept
    }
    constantShare = gather(constantShare)
    if let past = fed { fed = gather(past) }
    if let past = coverage { coverage = gather(past) }
    states = states.map { $0.map(gather) }
    sentences = rows.map { sentences[$0] }
    swap(&memory, &spare)
  }
}

import S2SLayers
import S2STensors

/// The decoding of some sentences, token by token; the rows are hypotheses.
///
/// It owns what changes during a request, so any number of sessions can use one model.
package final class DecodingSession {
  private let decoder: Decoder
  private let configuration: ModelConfiguration
  private let resources: DecodingResources
  private let memory: DecodingWorkspaces
  private var state: DecoderState
  private let constants: Decoder.Constants
  /// The attention weights of the last step, `[rows, longest]`, in `memory.scratch`.
  private var attentionWeights: Matrix?
  /// The tokens of each sentence that may be copied; empty without copying.
  private let copySources: [CopyOutput.Source]

  /// The target tokens of each sentence; empty where all tokens are allowed.
  private let shortlists: [[Int32]]

  /// Encodes the sources, none of them empty: one row per sentence.
  ///
  /// - Parameter shortlist: limits the target tokens of each sentence; `nil` allows all.
  package convenience init(
    _ model: TranslationModel, _ resources: DecodingResources, sources: [[Int32]],
    shortlist: Shortlist? = nil
  ) {
    let tokens = PackedSources(sources, model.configuration)
    let shortlists = shortlist.map { list in
      tokens.layout.order.map { list.tokens(for: sources[$0]) }
    }
    self.init(
      model.decoder, model.configuration, resources, shortlists: shortlists ?? []
    ) { pass in
      model.encoder.forward(tokens, in: pass).context
        .gathered(tokens.layout.positions, in: pass.workspace)
    }
  }

  /// Begins with the contexts that `encode` makes: one row per context.
  ///
  /// - Parameter shortlists: the target tokens of each sentence; empty where all are allowed.
  init(
    _ decoder: Decoder, _ configuration: ModelConfiguration, _ resources: DecodingResources,
    shortlists: [[Int32]] = [], encode: (Pass) -> Context
  ) {
    (self.decoder, self.configuration, self.resources) = (decoder, configuration, resources)
    self.shortlists = shortlists
    let memory = resources.takeWorkspaces()
    self.memory = memory
    let context = encode(resources.pass(in: memory.scratch))
    state = decoder.start(context, in: resources.pass(in: memory.rows))
    copySources = decoder.copying == nil ? [] : decoder.copySources(context.source)
    constants = decoder.constants(context.source, in: resources.pass(in: memory.constants))
    memory.scratch.reset()
  }

  deinit { resources.leave(memory) }

  /// The bytes that it holds, without logits.
  package var byteCount: Int { memory.byteCount }

  /// The number of hypotheses.
  package var rowCount: Int { state.rowCount }

  /// Reads one token per row, and writes the logits of the next, `[rows, V]`; if the model copies,
  /// they are log-probabilities.
  package func step(_ tokens: [Int32], logits: UnsafeMutableBufferPointer<Float>) {
    let size = configuration.targetVocabularySize
    precondition(tokens.count == rowCount && logits.count >= rowCount * size, "one token per row")
    guard let base = logits.baseAddress else { return }
    memory.scratch.reset()
    let pass = resources.pass(in: memory.scratch)
    let step = decoder.step(tokens, state, constants, in: pass)
    attentionWeights = step.attended?.weights
    let logits = Matrix(base: base, rows: rowCount, columns: size)
    project(step.features, to: logits, in: pass)
    decoder.mix(logits, step, sources: copySources, in: pass)
  }

  /// The logits of all tokens, or sentence by sentence those of its shortlist.
  private func project(_ features: Matrix, to logits: Matrix, in pass: Pass) {
    let output = decoder.output
    guard !shortlists.isEmpty else { return output.forward(features, into: logits, in: pass) }
    var first = 0
    while first < rowCount {
      let sentence = state.sentences[first]
      let end = state.sentences[first...].firstIndex { $0 != sentence } ?? rowCount
      output.forward(
        features.rows(first..<end), onlyOf: shortlists[sentence],
        into: logits.rows(first..<end), in: pass)
      first = end
    }
  }

  /// Adds the attention weights of the last step, times a factor, to sums `[rows, width]`; nothing
  /// without attention.
  package func addAttention(times factor: Float, width: Int, to sums: inout [Float]) {
    guard let attentionWeights, let source = constants.memory else { return }
    for row in 0..<attentionWeights.rows {
      let weights = attentionWeights.row(row)
      let count = source.spans[state.sentences[row]].count
      for position in 0..<count {
        // In the order of the source, which the encoder may have read from its end.
        let read = configuration.reversesSource ? count - 1 - position : position
        sums[row * width + position] += factor * weights[read]
      }
    }
  }

  /// Keeps rows: the new row i is the old row `rows[i]`.
  package func select(_ rows: [Int]) {
    let spare = memory.spare
    spare.reset()
    state = state.map(sentences: rows.map { state.sentences[$0] }) { source in
      let kept = spare.matrix(rows.count, source.columns)
      kept.gather(rows, of: source)
      return kept
    }
    memory.swapRows()
  }
}

import S2SLayers
import S2STensors

/// The decoding of some sentences, token by token; the rows are hypotheses.
///
/// It owns what changes during a request, so any number of sessions can use one model.
package final class DecodingSession {
  private let decoder: Decoder
  private let configuration: ModelConfiguration
  private let parameters: ParameterBuffer
  private let weights: PackedWeights
  private let scratch = Workspace()
  /// The memory of the rows, and that in which `select` builds the next ones.
  private var (memory, spare) = (Workspace(), Workspace())
  private var state: DecoderState
  /// The memory of `constants`, which stay while rows come and go.
  private let constantMemory = Workspace()
  private let constants: Decoder.Constants
  /// The attention weights of the last step, `[rows, longest]`, in `scratch`.
  private var attentionWeights: Matrix?
  /// The tokens of each sentence that may be copied; empty without copying.
  private let copySources: [CopyOutput.Source]

  /// The target tokens of each sentence; empty where all tokens are allowed.
  private let shortlists: [[Int32]]

  /// Encodes the sources, none of them empty: one row per sentence.
  ///
  /// - Parameter shortlist: limits the target tokens of each sentence; `nil` allows all.
  package convenience init(
    _ model: TranslationModel, _ weights: PackedWeights, sources: [[Int32]],
    shortlist: Shortlist? = nil
  ) {
    let tokens = PackedSources(sources, model.configuration)
    let shortlists = shortlist.map { list in
      tokens.layout.order.map { list.tokens(for: sources[$0]) }
    }
    self.init(
      model.decoder, model.configuration, model.parameters, weights, shortlists: shortlists ?? []
    ) { pass in
      model.encoder.forward(tokens, in: pass).context
        .gathered(tokens.layout.positions, in: pass.workspace)
    }
  }

  /// Begins with the contexts that `encode` makes: one row per context.
  ///
  /// - Parameter shortlists: the target tokens of each sentence; empty where all are allowed.
  init(
    _ decoder: Decoder, _ configuration: ModelConfiguration, _ parameters: ParameterBuffer,
    _ weights: PackedWeights, shortlists: [[Int32]] = [], encode: (Pass) -> Context
  ) {
    (self.decoder, self.configuration) = (decoder, configuration)
    (self.parameters, self.weights, self.shortlists) = (parameters, weights, shortlists)
    let context = encode(
      Pass(parameters: parameters, workspace: scratch, packedWeights: weights))
    state = decoder.start(
      context, in: Pass(parameters: parameters, workspace: memory, packedWeights: weights))
    copySources = decoder.copying == nil ? [] : decoder.copySources(context.source)
    constants = decoder.constants(
      context.source,
      in: Pass(parameters: parameters, workspace: constantMemory, packedWeights: weights))
    scratch.reset()
  }

  /// The bytes that it holds, without logits.
  package var byteCount: Int {
    [scratch, memory, spare, constantMemory].reduce(0) { $0 + $1.byteCount }
  }

  /// The number of hypotheses.
  package var rowCount: Int { state.rowCount }

  /// Reads one token per row, and writes the logits of the next, `[rows, V]`; if the model copies,
  /// they are log-probabilities.
  package func step(_ tokens: [Int32], logits: UnsafeMutableBufferPointer<Float>) {
    let size = configuration.targetVocabularySize
    precondition(tokens.count == rowCount && logits.count >= rowCount * size, "one token per row")
    guard let base = logits.baseAddress else { return }
    scratch.reset()
    let pass = Pass(
      parameters: parameters, workspace: scratch, packedWeights: weights)
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
    spare.reset()
    state = state.map(sentences: rows.map { state.sentences[$0] }) { source in
      let kept = spare.matrix(rows.count, source.columns)
      kept.gather(rows, of: source)
      return kept
    }
    swap(&memory, &spare)
  }
}

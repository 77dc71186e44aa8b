import S2SLayers
import S2SMetrics
import S2SModels
import S2STensors

/// Reads a text under a model from its beginning to its end, each token after all those before.
final class StreamReader {
  private let model: LanguageModel
  private let packed: PackedWeights
  private let states: CarriedStates
  private let scratch = Workspace()
  /// The tokens that are computed at once.
  private static let window = 256

  /// Begins with states of zero.
  init(_ model: LanguageModel, _ packed: PackedWeights) {
    self.model = model
    self.packed = packed
    states = CarriedStates(model, lanes: 1)
  }

  /// log P of each token of a stream but the first.
  ///
  /// - Throws: `CancellationError`.
  func logProbabilities(
    of stream: TokenStream, isCancelled: @Sendable () -> Bool,
    report: @Sendable (EvaluationStep) -> Void
  ) throws -> [Double] {
    var result: [Double] = []
    result.reserveCapacity(stream.count)
    let whole = StreamWindow(stream: stream, firstLane: 0, parts: stream.lanes(1), begins: true)
    for window in whole.cut(to: Self.window) {
      if isCancelled() { throw CancellationError() }
      scratch.reset()
      let pass = Pass(parameters: model.parameters, workspace: scratch, packedWeights: packed)
      let reading = model.reading(parts: window.tokens, from: states.states(of: 0..<1))
      let (rows, finals) = model.logProbabilities(of: reading, in: pass)
      states.store(finals, of: 0..<1)
      result += rows
      report(.measured(result.count, of: stream.count))
    }
    return result
  }
}

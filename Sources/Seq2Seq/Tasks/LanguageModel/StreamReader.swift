import S2SLayers
import S2SMetrics
import S2SModels
import S2STensors

/// Reads a text under a model from its beginning to its end, each token after all those before.
final class StreamReader {
  /// Weights that learn from what was read, and how fast.
  struct Learning {
    let weights: DynamicWeights
    let options: StreamAdaptation.Dynamic
  }

  private let model: LanguageModel
  /// The weights for products; `nil` where they change.
  private let packed: PackedWeights?
  private let learning: Learning?
  private let cache: ContinuousCache?
  private let states: CarriedStates
  private let scratch = Workspace()
  /// The tokens that are computed at once.
  private let window: Int
  private var last: Int32

  /// Begins with states of zero after a line end.
  init(_ model: LanguageModel, cache: StreamAdaptation.Cache? = nil, learning: Learning? = nil) {
    self.model = model
    self.learning = learning
    packed = learning == nil ? model.packedWeights() : nil
    window = learning?.options.segment ?? 256
    let states = CarriedStates(model, lanes: 1)
    let width = states.states(of: 0..<1).last?.hidden.columns ?? 0
    self.cache = cache.map { cache in
      ContinuousCache(
        size: cache.size, theta: Float(cache.theta), lambda: cache.lambda, width: width)
    }
    self.states = states
    last = model.start
  }

  /// log P of each of the tokens that follow what was read.
  ///
  /// - Parameter progress: is called with the number of tokens that are read.
  /// - Throws: `CancellationError`.
  func logProbabilities(
    of tokens: [Int32], isCancelled: () -> Bool, progress: (Int) -> Void
  ) throws -> [Double] {
    var result: [Double] = []
    result.reserveCapacity(tokens.count)
    while result.count < tokens.count {
      if isCancelled() { throw CancellationError() }
      result += read(tokens[result.count..<min(result.count + window, tokens.count)])
      progress(result.count)
    }
    return result
  }

  /// Reads a window: scores it first, then keeps it and learns from it.
  private func read(_ tokens: ArraySlice<Int32>) -> [Double] {
    scratch.reset()
    let part = ([last] + tokens)[...]
    let reading = model.reading(parts: [part], from: states.states(of: 0..<1))
    let pass = Pass(
      parameters: learning?.weights.parameters ?? model.parameters, workspace: scratch,
      packedWeights: packed)
    let found = model.logProbabilities(of: reading, in: pass)
    let rows =
      cache?.mix(found.rows, of: Array(tokens), states: found.outputs, scratch: scratch)
      ?? found.rows
    if let learning {
      let objective = Objective(scale: 1 / Float(tokens.count), labelSmoothing: 0)
      _ = model.backward(
        reading, objective: objective, gradients: learning.weights.gradients, in: pass)
      learning.weights.update(
        rate: Float(learning.options.rate), decay: Float(learning.options.decay))
    }
    states.store(found.finals, of: 0..<1)
    last = part[part.endIndex - 1]
    return rows
  }
}

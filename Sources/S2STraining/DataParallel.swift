import CKernels
import S2SRandom
import S2STensors

/// A model as the trainer sees it: the loss of a batch and its gradient.
package protocol Trainable: Sendable {
  /// Examples that are computed together.
  associatedtype Batch: Sendable

  /// The parameters that are learned.
  var parameters: ParameterBuffer { get }

  /// At most `count` parts of a batch, about equal in work, together the batch.
  func shards(of batch: Batch, count: Int) -> [Batch]

  /// The number of tokens whose loss is summed.
  func tokenCount(of batch: Batch) -> Int

  /// What a run carries from batch to batch beside its parameters, such as the states of a stream;
  /// `nil` for nothing. It is stored with the run.
  var carried: ParameterBuffer? { get }

  /// The stages of the work that is done once per batch.
  var preparationCount: Int { get }
  /// Does a part of a stage of the work that is done once per batch, such as rearranging the parameters; all
  /// parts are done before the next stage, and before the first `backward`.
  ///
  /// - Parameter seed: the seed that all workers have.
  func prepare(stage: Int, part: Int, of count: Int, seed: UInt64)

  /// The loss of a batch; adds the gradient, times `scale`, to `gradients`.
  func backward(
    _ batch: Batch, scale: Float, gradients: ParameterBuffer, scratch: Workspace,
    chance: UpdateChance
  ) -> LossSum

  /// The loss of a batch, without gradient or dropout.
  func loss(_ batch: Batch, scratch: Workspace) -> LossSum
}

extension Trainable {
  /// Most models carry nothing.
  package var carried: ParameterBuffer? { nil }
  /// Most models prepare in one go, if at all.
  package var preparationCount: Int { 1 }
}

/// The seeds of an update, for one worker.
package struct UpdateChance: Sendable {
  /// The number of updates that are done.
  package var update: Int
  /// The seed that all workers have: with the place of an example in the corpus it decides what
  /// should not depend on the workers.
  package var sharedSeed: UInt64
  /// The worker's own seed, of its dropout masks.
  package var dropoutSeed: UInt64
}

/// A loss summed over tokens, natural logarithms.
package struct LossSum: Sendable, Equatable, Codable {
  /// The loss that is minimised, with label smoothing.
  package var objective: Double
  /// The loss without label smoothing, for the perplexity.
  package var negativeLogLikelihood: Double
  /// The number of tokens.
  package var tokenCount: Int

  /// Groups the three.
  package init(objective: Double = 0, negativeLogLikelihood: Double = 0, tokenCount: Int = 0) {
    self.objective = objective
    self.negativeLogLikelihood = negativeLogLikelihood
    self.tokenCount = tokenCount
  }

  /// Adds the loss of other tokens.
  package static func += (sum: inout LossSum, other: LossSum) {
    sum.objective += other.objective
    sum.negativeLogLikelihood += other.negativeLogLikelihood
    sum.tokenCount += other.tokenCount
  }

  /// The mean negative log-likelihood of a token.
  package var mean: Double { tokenCount == 0 ? 0 : negativeLogLikelihood / Double(tokenCount) }
}

/// Computes gradients with several workers at once, each on its part of the batch.
///
/// Each worker has gradients and scratch memory of its own. Gradients are added in the workers'
/// order, so equal runs with equal numbers of workers give equal bits.
package final class DataParallel<Model: Trainable>: Sendable {
  /// The model.
  package let model: Model
  /// The workers.
  package let workers: Workers
  private let gradients: [ParameterBuffer]
  private let scratch: [Scratch]

  /// The memory of one worker.
  private final class Scratch: @unchecked Sendable {
    let workspace = Workspace()
    var loss = LossSum()
    var squares = 0.0
  }

  /// Reserves one gradient buffer per worker.
  package init(_ model: Model, workers: Workers) {
    self.model = model
    self.workers = workers
    gradients = (0..<workers.count).map { _ in ParameterBuffer(model.parameters.table) }
    scratch = (0..<workers.count).map { _ in Scratch() }
  }

  /// The loss of a batch and the norm of its gradient, which stays here for `update`.
  ///
  /// - Parameters:
  ///   - seed: of all that is random; each worker draws a seed of its own from it.
  ///   - update: the updates that are done.
  package func backward(
    _ batch: Model.Batch, seed: UInt64, update: Int = 0
  ) -> (loss: LossSum, norm: Double) {
    let scale = 1 / Float(max(1, model.tokenCount(of: batch)))
    let shards = model.shards(of: batch, count: workers.count)
    for stage in 0..<model.preparationCount {
      workers.run { model.prepare(stage: stage, part: $0, of: workers.count, seed: seed) }
    }
    workers.run { worker in
      let own = scratch[worker]
      own.loss = LossSum()
      own.workspace.reset()
      gradients[worker].floats.zero()
      guard worker < shards.count else { return }
      var generator = SeededGenerator(seed: seed, UInt64(worker))
      own.loss = model.backward(
        shards[worker], scale: scale, gradients: gradients[worker], scratch: own.workspace,
        chance: UpdateChance(update: update, sharedSeed: seed, dropoutSeed: generator.next()))
    }
    return (sumOfLosses(), addGradients().squareRoot())
  }

  /// The loss of batches, each computed by one worker, without gradients.
  ///
  /// - Parameter model: the owner of the batches: the model that is trained, or the same parameters
  ///   with held-out examples.
  package func loss(_ batches: [Model.Batch], of model: Model) -> LossSum {
    workers.run { worker in
      let own = scratch[worker]
      own.loss = LossSum()
      for index in stride(from: worker, to: batches.count, by: workers.count) {
        own.workspace.reset()
        own.loss += model.loss(batches[index], scratch: own.workspace)
      }
    }
    return sumOfLosses()
  }

  /// Updates the parameters with the gradient of the last `backward`.
  package func update(_ optimizer: any Optimizer, step: UpdateStep) {
    workers.run(over: model.parameters.count) { range in
      optimizer.update(
        model.parameters, gradients: gradients[0], range: range, step: step)
    }
  }

  private func sumOfLosses() -> LossSum { scratch.reduce(into: LossSum()) { $0 += $1.loss } }

  /// Adds all gradients to the first worker's; returns the sum of squares.
  ///
  /// Squares are summed over blocks of one size, so the norm does not depend on the workers.
  private func addGradients() -> Double {
    let count = model.parameters.count
    let blockSize = 1 << 16
    let blocks = (count + blockSize - 1) / blockSize
    let sums = ParallelSums(count: blocks)
    workers.run { worker in
      for block in stride(from: worker, to: blocks, by: workers.count) {
        let start = block * blockSize
        let size = min(blockSize, count - start)
        let total = gradients[0].floats.base + start
        for other in gradients.dropFirst() { s2s_add(total, other.floats.base + start, size) }
        sums.values[block] = s2s_sum_of_squares(total, size)
      }
    }
    return (0..<blocks).reduce(0) { $0 + sums.values[$1] }
  }
}

/// One double per block, each written by one worker.
private final class ParallelSums: @unchecked Sendable {
  let values: UnsafeMutablePointer<Double>

  init(count: Int) {
    values = .allocate(capacity: max(1, count))
    values.initialize(repeating: 0, count: max(1, count))
  }

  deinit { values.deallocate() }
}

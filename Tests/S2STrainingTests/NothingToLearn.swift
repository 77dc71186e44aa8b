import S2STensors
import S2STraining

/// A model whose loss is always zero.
struct NothingToLearn: Trainable {
  let parameters: ParameterBuffer

  func shards(of batch: Int, count: Int) -> [Int] { [batch] }
  func tokenCount(of batch: Int) -> Int { 1 }
  func prepare(stage: Int, part: Int, of count: Int, seed: UInt64) {}
  func backward(
    _ batch: Int, scale: Float, gradients: ParameterBuffer, scratch: Workspace, chance: UpdateChance
  ) -> LossSum { LossSum() }
  func loss(_ batch: Int, scratch: Workspace) -> LossSum { LossSum() }
}

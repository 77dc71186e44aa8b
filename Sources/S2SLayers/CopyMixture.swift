import Glibc
import S2STensors

/// The two ways to a token, generating and copying, in natural logs.
struct CopyMixture {
  /// log Σ exp of the logits.
  let normalizer: Double
  /// log g, of generating a token.
  let logMake: Double
  /// log (1 - g), of copying one.
  let logCopy: Double

  /// - Parameter gate: before σ.
  init(gate: Float, logits: Matrix) {
    normalizer = Double(
      Kernels.logSumExp(UnsafeBufferPointer(start: logits.base, count: logits.columns)))
    let gate = Double(gate)
    // log σ(x) = min(x, 0) - log(1 + exp(-|x|)), which nothing overflows.
    let rest = log1p(exp(-abs(gate)))
    logMake = min(gate, 0) - rest
    logCopy = min(-gate, 0) - rest
  }

  /// log p of a token.
  func logProbability(_ logit: Float, mass: Float) -> Double {
    let make = logMake + Double(logit) - normalizer
    guard mass > 0 else { return make }
    let copy = logCopy + log(Double(mass))
    let (high, low) = (max(make, copy), min(make, copy))
    return high + log1p(exp(low - high))
  }
}

import CKernels

/// log Σ exp of a row of logits; subtracted from a logit it gives the log-probability.
///
/// Every logarithm of a probability in search comes from here. At least the largest logit, not a
/// finite number where a logit is none.
func logSumExp(_ logits: UnsafeBufferPointer<Float>) -> Double {
  guard let base = logits.baseAddress else { return -.infinity }
  return Double(s2s_log_sum_exp(base, logits.count))
}

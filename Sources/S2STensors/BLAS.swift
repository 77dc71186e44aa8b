import COpenBLAS

/// The few matrix products that recurrent networks need, by OpenBLAS.
package enum BLAS {
  /// Lets each product use that many threads; workers that run side by side want 1.
  package static func setThreadCount(_ count: Int) { openblas_set_num_threads(Int32(count)) }

  /// The library's own description: version, build options, kernels in use.
  package static var description: String { String(cString: openblas_get_config()) }

  /// c = a bᵀ, or c += a bᵀ: `[M, K]`, `[N, K]` to `[M, N]`; inputs times weights.
  package static func multiply(
    _ a: Matrix, transposed b: Matrix, into c: Matrix, accumulate: Bool = false
  ) {
    precondition(
      a.columns == b.columns && c.rows == a.rows && c.columns == b.rows, "shapes do not fit")
    guard c.count > 0 else { return }
    cblas_sgemm(
      CblasRowMajor, CblasNoTrans, CblasTrans, blasint(a.rows), blasint(b.rows),
      blasint(a.columns), 1, a.base, blasint(a.stride), b.base, blasint(b.stride),
      accumulate ? 1 : 0, c.base, blasint(c.stride))
  }

  /// c = a b, or c += a b: `[M, K]`, `[K, N]` to `[M, N]`; output gradients times weights.
  package static func multiply(
    _ a: Matrix, _ b: Matrix, into c: Matrix, accumulate: Bool = false
  ) {
    precondition(
      a.columns == b.rows && c.rows == a.rows && c.columns == b.columns, "shapes do not fit")
    guard c.count > 0 else { return }
    cblas_sgemm(
      CblasRowMajor, CblasNoTrans, CblasNoTrans, blasint(a.rows), blasint(b.columns),
      blasint(a.columns), 1, a.base, blasint(a.stride), b.base, blasint(b.stride),
      accumulate ? 1 : 0, c.base, blasint(c.stride))
  }

  /// c += aᵀ b: `[K, M]`, `[K, N]` to `[M, N]`; output gradients and inputs to weight gradients.
  package static func accumulate(transposed a: Matrix, _ b: Matrix, into c: Matrix) {
    precondition(
      a.rows == b.rows && c.rows == a.columns && c.columns == b.columns, "shapes do not fit")
    guard c.count > 0, a.rows > 0 else { return }
    cblas_sgemm(
      CblasRowMajor, CblasTrans, CblasNoTrans, blasint(a.columns), blasint(b.columns),
      blasint(a.rows), 1, a.base, blasint(a.stride), b.base, blasint(b.stride), 1, c.base,
      blasint(c.stride))
  }
}

import COpenBLAS

/// Eigenvalues and eigenvectors of small matrices, by LAPACK.
package enum Spectrum {
  /// The eigenvalues of a symmetric matrix, the largest first, with a unit vector each.
  ///
  /// - Parameter matrix: `[n, n]`, row by row.
  /// - Returns: `nil` where LAPACK finds none, as with numbers that are not finite.
  /// - Complexity: O(*n*³).
  package static func ofSymmetric(
    _ matrix: [Double], size: Int
  ) -> (values: [Double], vectors: [[Double]])? {
    precondition(matrix.count == size * size, "a square matrix")
    guard size > 0, matrix.allSatisfy(\.isFinite) else { return nil }
    var (own, values) = (matrix, [Double](repeating: 0, count: size))
    var (order, fault) = (Int32(size), Int32(0))
    func call(_ work: inout [Double], _ integers: inout [Int32], isQuery: Bool) {
      var (stride, count) = (order, isQuery ? -1 : Int32(work.count))
      var integerCount = isQuery ? -1 : Int32(integers.count)
      dsyevd_(
        "V", "U", &order, &own, &stride, &values, &work, &count, &integers, &integerCount, &fault)
    }
    var (work, integers) = ([0.0], [Int32(0)])
    call(&work, &integers, isQuery: true)
    work = [Double](repeating: 0, count: Int(work[0]))
    integers = [Int32](repeating: 0, count: Int(integers[0]))
    call(&work, &integers, isQuery: false)
    guard fault == 0 else { return nil }
    // They come with the smallest first, a column each, and columns are stored one after the other.
    return (
      values.reversed(),
      (0..<size).reversed().map { Array(own[$0 * size..<($0 + 1) * size]) }
    )
  }

  /// The magnitudes of the eigenvalues of any square matrix, the largest first.
  ///
  /// - Parameter matrix: `[n, n]`, row by row.
  /// - Returns: `nil` where LAPACK finds none, as with numbers that are not finite.
  /// - Complexity: O(*n*³).
  package static func magnitudes(_ matrix: [Double], size: Int) -> [Double]? {
    precondition(matrix.count == size * size, "a square matrix")
    guard size > 0, matrix.allSatisfy(\.isFinite) else { return nil }
    // A matrix and its transpose have the same eigenvalues.
    var own = matrix
    var real = [Double](repeating: 0, count: size)
    var (imaginary, left, right) = (real, [0.0], [0.0])
    var (order, one, fault) = (Int32(size), Int32(1), Int32(0))
    func call(_ work: inout [Double], _ count: Int32) {
      var count = count
      var (stride, leftStride) = (order, one)
      dgeev_(
        "N", "N", &order, &own, &stride, &real, &imaginary, &left, &leftStride, &right, &one, &work,
        &count, &fault)
    }
    var size = [0.0]
    call(&size, -1)
    var work = [Double](repeating: 0, count: Int(size[0]))
    call(&work, Int32(work.count))
    guard fault == 0 else { return nil }
    return zip(real, imaginary).map { ($0 * $0 + $1 * $1).squareRoot() }.sorted(by: >)
  }
}

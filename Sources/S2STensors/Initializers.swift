import Glibc
import S2SRandom

/// First values of parameters.
extension Matrix {
  /// Independent values from the uniform distribution on `[-bound, bound)`.
  package func fillUniform(_ bound: Float, using generator: inout SeededGenerator) {
    for row in 0..<rows {
      for column in 0..<columns {
        base[row * stride + column] = (2 * generator.uniform() - 1) * bound
      }
    }
  }

  /// The same value everywhere.
  package func fill(_ value: Float) {
    for row in 0..<rows { self.row(row).update(repeating: value, count: columns) }
  }
}

extension Matrix {
  /// Ones on the diagonal, zeros elsewhere.
  package func fillIdentity() {
    zero()
    for index in 0..<min(rows, columns) { self[index, index] = 1 }
  }

  /// Rows of length 1 at right angles to each other; of all such matrices each is as likely.
  ///
  /// Normal rows, each without its projections on those before it (Gram and Schmidt), in double
  /// precision.
  ///
  /// - Precondition: there are at most as many rows as columns.
  /// - Complexity: O(*rows*² *columns*): a second for 1,024 by 1,024.
  ///
  /// Reference: Stewart 1980, doi:10.1137/0717034.
  package func fillOrthogonal(using generator: inout SeededGenerator) {
    precondition(rows <= columns, "\(rows) rows at right angles in \(columns) dimensions")
    typealias Wide = SIMD8<Double>
    let width = (columns + Wide.scalarCount - 1) / Wide.scalarCount
    // Rows filled up with zeros, which change neither lengths nor angles.
    var basis = [Wide](repeating: .zero, count: rows * width)
    for row in 0..<rows {
      let start = row * width
      for column in 0..<columns {
        basis[start + column / Wide.scalarCount][column % Wide.scalarCount] = generator.normal()
      }
      for other in 0..<row {
        let share = Self.product(basis, start, other * width, width)
        for index in 0..<width { basis[start + index] -= share * basis[other * width + index] }
      }
      let length = Self.product(basis, start, start, width).squareRoot()
      for index in 0..<width { basis[start + index] /= length }
      for column in 0..<columns {
        let value = basis[start + column / Wide.scalarCount][column % Wide.scalarCount]
        self[row, column] = Float(value)
      }
    }
  }

  /// The inner product of two rows.
  private static func product(
    _ basis: [SIMD8<Double>], _ first: Int, _ second: Int, _ width: Int
  ) -> Double {
    var sum = SIMD8<Double>.zero
    for index in 0..<width { sum += basis[first + index] * basis[second + index] }
    return sum.sum()
  }
}

extension SeededGenerator {
  /// A number from the normal distribution of mean 0 and variance 1 (Box and Muller 1958).
  mutating func normal() -> Double {
    let scale = 0x1p-53
    // Above 0, so that it has a logarithm.
    let radius = Double((next() >> 11) + 1) * scale
    let angle = Double(next() >> 11) * scale
    return (-2 * log(radius)).squareRoot() * cos(2 * .pi * angle)
  }
}

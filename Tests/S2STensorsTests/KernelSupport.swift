import CKernels
import S2SRandom
import S2STensors

/// What a processor may offer, least first.
enum KernelLevel: UInt32, CaseIterable, CustomStringConvertible {
  case baseline, neon, avx2, avx512, amx

  /// The levels that this processor has.
  static let available = allCases.filter {
    $0.run { s2s_kernel_level().rawValue } == $0.rawValue
  }

  /// Runs `body` at this level; the limit holds on this thread alone and ends with the call.
  func run<Result>(_ body: () throws -> Result) rethrows -> Result {
    _ = s2s_limit_kernel_level(s2s_level(rawValue))
    defer { _ = s2s_limit_kernel_level(S2S_HIGHEST) }
    return try body()
  }

  /// As `VectorInstructions.current.name` says it.
  var description: String {
    switch self {
    case .baseline: "baseline"
    case .neon: "NEON"
    case .avx2: "AVX2"
    case .avx512: "AVX-512"
    case .amx: "AMX"
    }
  }
}

/// What may sum products of bytes, least first.
enum ByteInstructions: UInt32, CaseIterable {
  case baseline, neon, neonDot, avx2, avxVNNI, avx512VNNI, amx

  /// Those that this processor has.
  static let available = allCases.filter {
    $0.run { s2s_byte_instructions().rawValue } == $0.rawValue
  }

  /// Runs `body` with these, on this thread alone.
  func run<Result>(_ body: () throws -> Result) rethrows -> Result {
    _ = s2s_limit_byte_instructions(s2s_bytes(rawValue))
    defer { _ = s2s_limit_byte_instructions(S2S_BYTES_HIGHEST) }
    return try body()
  }
}

/// Widths below, at and beyond one and two vectors of sixteen.
let widths = [1, 7, 15, 16, 17, 32, 45]

/// What single precision may leave between a kernel and its twin in double precision.
enum Tolerance {
  /// Half a unit in the last place is 2^-24; the kernels' polynomials promise two units.
  static let unitInTheLastPlace = 0x1p-23
  /// Two units for the exponential, one each for the sum, the quotient and the product after it.
  static let activation = 5 * unitInTheLastPlace
  /// A product of at most four activations that are each off by `activation`, doubled because a
  /// difference such as 1 - tanh² loses a bit; absolute, for values of magnitude up to 2.
  static let gates = 2 * 4 * activation
  /// A loss is a log-sum-exp in single precision of logits below 16: four units at 16.
  static let loss = 4 * 16 * unitInTheLastPlace
  /// An addition, a multiplication or a fused pair of them, at magnitude up to 4.
  static let arithmetic = 4 * unitInTheLastPlace
}

/// A matrix whose rows lie apart, with marks in the gaps that nothing may overwrite.
final class Strided {
  private static let mark: Float = -12_345.5
  private let buffer: FloatBuffer
  let matrix: Matrix

  init(_ rows: Int, _ columns: Int, gap: Int, seed: UInt64, bound: Float = 1) {
    let stride = columns + gap
    buffer = FloatBuffer(zeros: rows * stride + gap)
    Matrix(base: buffer.base, rows: 1, columns: buffer.count).fill(Self.mark)
    matrix = Matrix(base: buffer.base, rows: rows, columns: columns, stride: stride)
    var generator = SeededGenerator(seed: seed)
    matrix.fillUniform(bound, using: &generator)
  }

  /// Whether every element outside of the matrix is as it was.
  var gapsAreUntouched: Bool {
    (0..<buffer.count).allSatisfy { index in
      let (row, column) = (index / matrix.stride, index % matrix.stride)
      return row < matrix.rows && column < matrix.columns || buffer.base[index] == Self.mark
    }
  }
}

/// Independent values in `[-bound, bound)`.
func randomFloats(_ count: Int, bound: Float, seed: UInt64) -> [Float] {
  var generator = SeededGenerator(seed: seed)
  return (0..<count).map { _ in (2 * generator.uniform() - 1) * bound }
}

/// The largest difference between values and their twins in double precision, infinite when one
/// is not finite.
func largestDifference(_ values: some Sequence<Float>, _ twins: [Double]) -> Double {
  Swift.zip(values, twins).reduce(0) { largest, pair in
    let difference = abs(Double(pair.0) - pair.1)
    return difference.isFinite ? max(largest, difference) : .infinity
  }
}

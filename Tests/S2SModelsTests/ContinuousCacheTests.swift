import Glibc
import S2SModels
import S2SRandom
import S2STensors
import Testing

@Suite struct ContinuousCacheTests {
  private static let (count, width, size) = (23, 3, 7)
  private static let tokens = (0..<count).map { Int32($0 * $0 % 5) }
  private static let plain = (0..<count).map { -0.1 - Double($0 % 4) }

  private let states = ParameterBuffer(
    {
      var table = ParameterTable()
      _ = table.add("states", .vector, rows: count, columns: width)
      return table
    }())

  init() {
    var generator = SeededGenerator(seed: 3)
    states.all.fillUniform(1, using: &generator)
  }

  private var rows: Matrix {
    Matrix(base: states.all.row(0), rows: Self.count, columns: Self.width)
  }

  /// What a cache makes of all tokens in windows of some length.
  private func mixed(window: Int, size: Int = Self.size, lambda: Double = 0.4) -> [Double] {
    let cache = ContinuousCache(size: size, theta: 2, lambda: lambda, width: Self.width)
    let scratch = Workspace()
    return stride(from: 0, to: Self.count, by: window).flatMap { start in
      let own = start..<min(start + window, Self.count)
      scratch.reset()
      return cache.mix(
        Array(Self.plain[own]), of: Array(Self.tokens[own]), states: rows.rows(own),
        scratch: scratch)
    }
  }

  /// The equations as they stand, token by token.
  private func judge(_ step: Int, _ token: Int32, model: Double) -> Double {
    let past = max(0, step - Self.size)..<step
    guard !past.isEmpty else { return model }
    let weights = past.map { index in
      exp(2 * (0..<Self.width).reduce(0.0) { $0 + Double(rows[step, $1] * rows[index, $1]) })
    }
    let matching = zip(past, weights).reduce(0) {
      $0 + (Self.tokens[$1.0] == token ? $1.1 : 0)
    }
    return 0.6 * model + 0.4 * matching / weights.reduce(0, +)
  }

  @Test(arguments: [1, 2, 5, 7, 8, 22, 23]) func mixesAsTheEquationSays(window: Int) {
    for (step, found) in mixed(window: window).enumerated() {
      let wanted = judge(step, Self.tokens[step], model: exp(Self.plain[step]))
      #expect(abs(exp(found) - wanted) < 1e-6, "\(step)")
    }
  }

  /// Probabilities of all tokens sum to 1 after the mixture if they did before.
  @Test func remainsADistribution() {
    for step in 0..<Self.count {
      let sum = (0..<5).reduce(0.0) { $0 + judge(step, Int32($1), model: 0.2) }
      #expect(abs(sum - 1) < 1e-12)
    }
  }

  @Test func withoutWeightItIsTheModel() {
    for (found, plain) in zip(mixed(window: 4, lambda: 0), Self.plain) {
      #expect(abs(found - plain) < 1e-12)
    }
  }
}

import S2SLayers
import S2SRandom
import S2STensors

/// A computation whose hand-written gradient is compared with finite differences.
///
/// Everything that may vary, inputs too, is a parameter of one table, so one loop checks all.
package struct GradientCase: Sendable, CustomStringConvertible {
  /// The type under test, as its file is named.
  package let name: String
  /// What is special about this case.
  package let variant: String
  /// What may vary.
  package let table: ParameterTable
  /// The loss at the pass's parameters and, when asked for, its gradient (added).
  package let loss: @Sendable (Pass, ParameterBuffer?) -> Double
  /// The seed of dropout masks, `nil` for inference.
  package var dropoutSeed: UInt64?

  /// Makes a case; `make` registers parameters and returns the loss.
  package init(
    _ name: String, _ variant: String = "", dropoutSeed: UInt64? = nil,
    make: (inout ParameterTable) -> @Sendable (Pass, ParameterBuffer?) -> Double
  ) {
    var table = ParameterTable()
    self.name = name
    self.variant = variant
    self.dropoutSeed = dropoutSeed
    self.loss = make(&table)
    self.table = table
  }

  package var description: String { variant.isEmpty ? name : "\(name), \(variant)" }

  /// The half step of the differences: large, because values are 32-bit floats, and harmless,
  /// because the stencil below is exact to the fourth power of it.
  static let step: Float = 0x1p-6
  /// The half step where the first one meets a kink, as of a minimum.
  static let smallStep: Float = 0x1p-10

  /// What float arithmetic may leave between the two gradients, as a share of the largest
  /// element, and absolutely.
  static let relativeTolerance = 2e-3, absoluteTolerance = 5e-5

  /// Every element where the gradient differs from finite differences, as text; empty when right.
  ///
  /// The differences are (8 (f(x+h) - f(x-h)) - (f(x+2h) - f(x-2h))) / 12h, in double precision.
  package func disagreements(seed: UInt64 = 7) -> [String] {
    let parameters = ParameterBuffer(table)
    var generator = SeededGenerator(seed: seed)
    parameters.all.fillUniform(0.6, using: &generator)
    let gradients = ParameterBuffer(table)
    let workspace = Workspace()
    func evaluate(_ gradients: ParameterBuffer?) -> Double {
      workspace.reset()
      let pass = Pass(
        parameters: parameters, workspace: workspace, dropoutSeed: dropoutSeed)
      return loss(pass, gradients)
    }
    _ = evaluate(gradients)
    let values = parameters.floats.base
    func difference(_ index: Int, _ step: Float) -> Double {
      let value = values[index]
      defer { values[index] = value }
      func at(_ shift: Float) -> Double {
        values[index] = value + shift * step
        return evaluate(nil)
      }
      return (8 * (at(1) - at(-1)) - (at(2) - at(-2))) / (12 * Double(step))
    }
    let analytic = gradients.all.elements
    let largest = Double(analytic.map(abs).max() ?? 0)
    var found: [String] = largest > 0 ? [] : ["the gradient is zero everywhere"]
    for entry in table.entries {
      for index in entry.slot.range {
        let own = Double(analytic[index])
        let bound = Self.relativeTolerance * largest + Self.absoluteTolerance
        let numeric = [Self.step, Self.smallStep].lazy.map { difference(index, $0) }
        guard numeric.allSatisfy({ abs($0 - own) > bound }) else { continue }
        found.append(
          "\(entry.name)[\(index - entry.slot.offset)]: \(own), not \(numeric[0])")
      }
    }
    return found
  }
}

/// A scalar made of matrices, Σ w ⊙ x with fixed irregular weights w, so that each element has
/// a gradient of its own.
package struct Probe {
  private static func weight(_ index: Int, _ salt: Int) -> Float {
    Float((index * 37 + salt * 11) % 19 - 9) / 9
  }

  /// Σ w ⊙ x.
  package static func value(_ x: Matrix, salt: Int = 0) -> Double {
    x.elements.enumerated().reduce(0) {
      $0 + Double(weight($1.offset, salt)) * Double($1.element)
    }
  }

  /// w, the gradient of `value`.
  package static func gradient(_ x: Matrix, salt: Int = 0, in workspace: Workspace) -> Matrix {
    let gradient = workspace.matrix(x.rows, x.columns)
    for row in 0..<x.rows {
      for column in 0..<x.columns {
        gradient[row, column] = weight(row * x.columns + column, salt)
      }
    }
    return gradient
  }
}

import CKernels

/// A weight `[rows, columns]` as bytes with a scale a row: w = scale · q, |q| at most 127.
package struct QuantizedMatrix: Sendable {
  /// The number of rows.
  package let rows: Int
  /// The number of columns.
  package let columns: Int
  /// The bytes, row after row.
  package let bytes: [Int8]
  /// A scale a row.
  package let scales: [Float]

  /// Groups the parts.
  ///
  /// - Precondition: as many bytes and scales as the shape says.
  package init(rows: Int, columns: Int, bytes: [Int8], scales: [Float]) {
    precondition(bytes.count == rows * columns && scales.count == rows, "shapes differ")
    self.rows = rows
    self.columns = columns
    self.bytes = bytes
    self.scales = scales
  }

  /// Rounds a matrix, each row by its largest element.
  package init(rounding matrix: Matrix) {
    var bytes = [Int8](repeating: 0, count: matrix.count)
    var scales = [Float](repeating: 0, count: matrix.rows)
    bytes.withUnsafeMutableBufferPointer { buffer in
      for row in 0..<matrix.rows {
        let values = UnsafeBufferPointer(start: matrix.row(row), count: matrix.columns)
        let largest = values.reduce(Float(0)) { max($0, abs($1)) }
        guard largest > 0 else { continue }
        scales[row] = largest / 127
        for (column, value) in values.enumerated() {
          let rounded = (value / largest * 127).rounded(.toNearestOrEven)
          buffer[row * matrix.columns + column] = Int8(max(-127, min(127, rounded)))
        }
      }
    }
    self.init(rows: matrix.rows, columns: matrix.columns, bytes: bytes, scales: scales)
  }

  /// Writes a row as numbers.
  package func copyRow(_ row: Int, to numbers: UnsafeMutablePointer<Float>) {
    precondition((0..<rows).contains(row), "row \(row) of \(rows)")
    let (start, scale) = (row * columns, scales[row])
    for column in 0..<columns { numbers[column] = Float(bytes[start + column]) * scale }
  }
}

extension QuantizedMatrix {
  /// As `PackedWeights.multiply(_:byChosen:…)`.
  func multiply(
    _ inputs: Matrix, byChosen rows: [Int32], bias: Matrix, into outputs: Matrix, scratch: Workspace
  ) {
    withQuantizedRows(inputs, in: scratch) { quantized, stride, scales, _ in
      s2s_chosen_quantized_products(
        quantized, stride, scales, inputs.rows, bytes, self.scales, bias.base, rows, rows.count,
        columns, outputs.base, outputs.stride)
    }
  }
}

/// Rounds rows to bytes, and gives them with their stride, scales and sums to a closure.
private func withQuantizedRows(
  _ inputs: Matrix, in scratch: Workspace,
  _ body: (UnsafePointer<Int8>, Int, UnsafePointer<Float>, UnsafePointer<Int32>) -> Void
) {
  let group = QuantizedPanels.group
  let stride = (inputs.columns + group - 1) / group * group
  scratch.scoped {
    let quantized = scratch.numbers(inputs.rows * stride, of: Int8.self)
    let scales = scratch.numbers(inputs.rows, of: Float.self)
    let sums = scratch.numbers(inputs.rows, of: Int32.self)
    s2s_quantize_rows(
      inputs.base, inputs.stride, inputs.rows, inputs.columns, quantized, stride, scales, sums)
    body(quantized, stride, scales, sums)
  }
}

/// A quantised weight in panels of sixteen outputs, for products.
struct QuantizedPanels: Sendable {
  /// Inputs are taken four at a time, a word.
  static let group = 4

  private let panels: [UInt8]
  private let scales: [Float]
  private let shape: PanelShape

  init(_ matrix: QuantizedMatrix) {
    let shape = PanelShape(outputs: matrix.rows, inputs: matrix.columns, perWord: Self.group)
    self.shape = shape
    scales = matrix.scales
    // 128 stands for 0.
    var panels = [UInt8](repeating: 128, count: shape.count * Self.group)
    for row in 0..<matrix.rows {
      let word = row / PanelShape.width * shape.stride + row % PanelShape.width
      for column in 0..<matrix.columns {
        let place = (word + column / Self.group * PanelShape.width) * Self.group
        panels[place + column % Self.group] = UInt8(
          Int(matrix.bytes[row * matrix.columns + column]) + 128)
      }
    }
    self.panels = panels
  }

  /// As `PackedWeights.multiply`.
  ///
  /// - Precondition: the range begins at a multiple of four.
  func multiply(
    _ inputs: Matrix, columns range: Range<Int>, into outputs: Matrix, accumulate: Bool,
    scratch: Workspace
  ) {
    precondition(range.lowerBound % Self.group == 0, "a range has to begin at a multiple of 4")
    withQuantizedRows(inputs, in: scratch) { quantized, rowStride, rowScales, sums in
      panels.withUnsafeBufferPointer { panels in
        guard let first = panels.baseAddress else { return }
        s2s_quantized_product(
          quantized, rowStride, rowScales, sums, inputs.rows,
          first + range.lowerBound * PanelShape.width, shape.stride * Self.group, range.count,
          scales, outputs.base, outputs.stride, outputs.columns, accumulate ? 1 : 0)
      }
    }
  }
}

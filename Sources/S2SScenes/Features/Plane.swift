/// One whole number for each pixel of a picture.
struct Plane {
  let width: Int
  var values: [Int]
  /// What a value is divided by where it becomes a feature.
  var unit = 1

  /// The sum of a cell's values.
  struct Sum {
    let value: Int
    /// What the sum would be if each value was one unit.
    let one: Int

    var mean: Float { Float(Double(value) / Double(one)) }
  }

  /// The sum of a cell's values.
  func sum(_ row: Int, _ column: Int) -> Sum {
    let (rows, columns) = (pixels(row), pixels(column))
    var value = 0
    for y in rows {
      for x in columns { value += values[y * width + x] }
    }
    return Sum(value: value, one: unit * rows.count * columns.count)
  }

  /// The pixels of a row, or a column, of cells.
  private func pixels(_ cell: Int) -> Range<Int> {
    cell * width / FilterBank.gridWidth..<(cell + 1) * width / FilterBank.gridWidth
  }

  /// Each value replaced by a function of it and the value of another plane at the same pixel.
  func with(_ other: Plane, unit: Int, _ function: (Int, Int) -> Int) -> Plane {
    var values: [Int] = []
    values.reserveCapacity(self.values.count)
    for index in self.values.indices {
      values.append(function(self.values[index], other.values[index]))
    }
    return Plane(width: width, values: values, unit: unit)
  }

  /// The correlation with a kernel, from left to right or from top to bottom; at the edges the last pixel is
  /// repeated.
  ///
  /// - Parameter kernel: an odd number of weights, the middle one for the pixel itself.
  func filtered(_ kernel: [Int], isHorizontal: Bool) -> Plane {
    let reach = kernel.count / 2
    let (step, stride) = isHorizontal ? (1, width) : (width, 1)
    var result = Plane(width: width, values: [Int](repeating: 0, count: values.count))
    for line in 0..<width {
      for position in 0..<width {
        var sum = 0
        for (index, weight) in kernel.enumerated() {
          let neighbour = min(max(position + index - reach, 0), width - 1)
          sum += weight * values[line * stride + neighbour * step]
        }
        result.values[line * stride + position * step] = sum
      }
    }
    return result
  }
}

import Glibc

/// A row-major view of floats that a buffer or a workspace owns.
///
/// A view does not keep its owner alive: it is valid until the workspace is reset or the buffer
/// goes. Layers take and return views; nothing outside this package sees one.
package struct Matrix {
  /// The first element of the first row.
  package let base: UnsafeMutablePointer<Float>
  /// The number of rows.
  package let rows: Int
  /// The number of columns.
  package let columns: Int
  /// The distance from one row to the next, in elements, at least `columns`.
  package let stride: Int

  /// Makes a view of `rows` times `columns` elements from `base` on.
  package init(
    base: UnsafeMutablePointer<Float>, rows: Int, columns: Int, stride: Int? = nil
  ) {
    self.base = base
    self.rows = rows
    self.columns = columns
    self.stride = stride ?? columns
  }

  /// Whether the rows follow each other without a gap.
  package var isContiguous: Bool { stride == columns || rows <= 1 }
  /// The number of elements.
  package var count: Int { rows * columns }

  /// The rows of a range.
  package func rows(_ range: Range<Int>) -> Matrix {
    precondition(range.lowerBound >= 0 && range.upperBound <= rows, "rows out of range")
    return Matrix(
      base: base + range.lowerBound * stride, rows: range.count, columns: columns, stride: stride)
  }

  /// The columns of a range.
  package func columns(_ range: Range<Int>) -> Matrix {
    precondition(range.lowerBound >= 0 && range.upperBound <= columns, "columns out of range")
    return Matrix(
      base: base + range.lowerBound, rows: rows, columns: range.count, stride: stride)
  }

  /// The columns of one of several parts of equal width, side by side.
  package func part(_ index: Int, of width: Int) -> Matrix {
    columns(index * width..<(index + 1) * width)
  }

  /// The address of a row.
  package func row(_ index: Int) -> UnsafeMutablePointer<Float> { base + index * stride }

  /// One element.
  package subscript(row: Int, column: Int) -> Float {
    get {
      precondition(row < rows && column < columns && row >= 0 && column >= 0, "out of range")
      return base[row * stride + column]
    }
    nonmutating set {
      precondition(row < rows && column < columns && row >= 0 && column >= 0, "out of range")
      base[row * stride + column] = newValue
    }
  }

  /// Sets every element to zero.
  package func zero() {
    for row in 0..<rows { memset(self.row(row), 0, columns * MemoryLayout<Float>.stride) }
  }

  /// Copies the elements of a matrix of the same shape.
  package func copy(from other: Matrix) {
    precondition(other.rows == rows && other.columns == columns, "shapes differ")
    if isContiguous && other.isContiguous {
      memcpy(base, other.base, count * MemoryLayout<Float>.stride)
      return
    }
    for row in 0..<rows {
      memcpy(self.row(row), other.row(row), columns * MemoryLayout<Float>.stride)
    }
  }

  /// Row i becomes row `indices[i]` of `source`; a negative index gives zeros.
  @inlinable
  package func gather(_ indices: some Sequence<Int>, of source: Matrix) {
    precondition(source.columns == columns, "widths differ")
    let bytes = columns * MemoryLayout<Float>.stride
    for (row, index) in indices.enumerated() {
      if index < 0 {
        memset(self.row(row), 0, bytes)
      } else {
        precondition(index < source.rows, "row \(index) of \(source.rows)")
        memcpy(self.row(row), source.row(index), bytes)
      }
    }
  }

  /// Row `indices[i]` becomes row i of `source`: the inverse of `gather` where every row is named
  /// once.
  package func scatter(_ indices: [Int], of source: Matrix) {
    precondition(source.columns == columns && source.rows == indices.count, "shapes differ")
    for (row, index) in indices.enumerated() {
      precondition(index >= 0 && index < rows, "row \(index) of \(rows)")
      memcpy(self.row(index), source.row(row), columns * MemoryLayout<Float>.stride)
    }
  }

  /// The elements, row after row.
  package var elements: [Float] {
    var all: [Float] = []
    all.reserveCapacity(count)
    for row in 0..<rows {
      all.append(contentsOf: UnsafeBufferPointer(start: self.row(row), count: columns))
    }
    return all
  }
}

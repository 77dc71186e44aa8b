/// Rows of statistics laid out to be summed in any order, with repetitions, many times.
///
/// A sum adds rows strictly in the order of the indices, as NumPy does: sums of 32-bit numbers
/// above 2^24 depend on it.
struct RowTable<Block: SIMD & Sendable>: Sendable
where Block.Scalar: BinaryFloatingPoint & Sendable {
  private let width: Int
  /// Columns of all rows, as many at a time as a block has.
  private let blocks: [[Block]]

  /// Lays out rows of `width` numbers each.
  init(_ values: [Double], width: Int) {
    self.width = width
    let count = values.count / width
    blocks = stride(from: 0, to: width, by: Block.scalarCount).map { first in
      let columns = first..<min(width, first + Block.scalarCount)
      return (0..<count).map { row in
        var block = Block()
        for column in columns {
          block[column - first] = Block.Scalar(values[row * width + column])
        }
        return block
      }
    }
  }

  /// The sum of some rows.
  func sum(of indices: ArraySlice<UInt32>) -> [Block.Scalar] {
    var sums: [Block.Scalar] = []
    sums.reserveCapacity(width)
    for rows in blocks {
      var sum = Block()
      for index in indices { sum += rows[Int(index)] }
      for column in 0..<min(width - sums.count, Block.scalarCount) { sums.append(sum[column]) }
    }
    return sums
  }
}

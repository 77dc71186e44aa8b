/// Rows of statistics laid out to be summed in any order, with repetitions, many times.
///
/// A sum adds rows strictly in the order of the indices, as NumPy does: sums of 32-bit numbers
/// above 2^24 depend on it.
struct RowTable<Number: SIMDScalar & BinaryFloatingPoint & Sendable>: Sendable
where
  Number.SIMD16Storage: Sendable, Number.SIMD8Storage: Sendable, Number.SIMD2Storage: Sendable
{
  private let width: Int
  /// Columns of all rows, sixteen at a time, then the rest in the narrowest vectors that hold it.
  private let sixteens: [[SIMD16<Number>]]
  private let eights: [[SIMD8<Number>]]
  private let twos: [[SIMD2<Number>]]

  /// Lays out rows of `width` numbers each.
  init(_ values: [Double], width: Int) {
    self.width = width
    // A pass over the rows costs more than empty columns, unless these are most of it.
    let sixteenCount = (width + 7) / 16
    let eightCount = max(0, (width - 16 * sixteenCount + 5) / 8)
    let twoCount = max(0, (width - 16 * sixteenCount - 8 * eightCount + 1) / 2)
    sixteens = (0..<sixteenCount).map { Self.block(values, width, 16 * $0) }
    eights = (0..<eightCount).map { Self.block(values, width, 16 * sixteenCount + 8 * $0) }
    twos = (0..<twoCount).map {
      Self.block(values, width, 16 * sixteenCount + 8 * eightCount + 2 * $0)
    }
  }

  private static func block<Block: SIMD<Number>>(
    _ values: [Double], _ width: Int, _ first: Int
  ) -> [Block] {
    (0..<values.count / width).map { row in
      var block = Block()
      for column in first..<min(width, first + Block.scalarCount) {
        block[column - first] = Number(values[row * width + column])
      }
      return block
    }
  }

  /// The sum of some rows.
  func sum(of indices: ArraySlice<UInt32>) -> [Number] {
    var sums: [Number] = []
    sums.reserveCapacity(width)
    for rows in sixteens { append(Self.sum(rows, indices), to: &sums) }
    for rows in eights { append(Self.sum(rows, indices), to: &sums) }
    for rows in twos { append(Self.sum(rows, indices), to: &sums) }
    return sums
  }

  private static func sum<Block: SIMD<Number>>(
    _ rows: [Block], _ indices: ArraySlice<UInt32>
  ) -> Block {
    var sum = Block()
    for index in indices { sum += rows[Int(index)] }
    return sum
  }

  private func append(_ block: some SIMD<Number>, to sums: inout [Number]) {
    for column in 0..<min(width - sums.count, block.scalarCount) { sums.append(block[column]) }
  }
}

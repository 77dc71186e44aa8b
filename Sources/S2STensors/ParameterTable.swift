/// Where each named parameter lies in one flat buffer.
///
/// Parameters, gradients and optimiser moments share one table, so optimiser, clipping,
/// checkpoints and the exchange of gradients are loops over ranges.
package struct ParameterTable: Sendable, Equatable {
  /// One parameter: a matrix, or a vector with one row.
  package struct Entry: Sendable, Equatable {
    /// The name in the checkpoint, such as `encoder.layers.0.weight_ih`.
    package let name: String
    /// The shape in the checkpoint: `[rows, columns]` or `[columns]`.
    package let shape: [Int]
    /// Where it lies.
    package let slot: ParameterSlot
    /// What it is for.
    package let role: ParameterRole
    /// Whether inputs are multiplied by it, which an embedding's rows are not unless it is tied.
    package fileprivate(set) var isMultiplied: Bool
    /// The letters, in a cell's equations, of the matrices that stand below each other; empty for one alone.
    package fileprivate(set) var parts: [String] = []
  }

  /// All parameters in the order in which they were added.
  package private(set) var entries: [Entry] = []
  /// The number of floats in the flat buffer.
  package private(set) var totalCount = 0

  /// Makes an empty table.
  package init() {}

  /// Adds a matrix `[rows, columns]`.
  package mutating func add(
    _ name: String, _ role: ParameterRole = .weight, rows: Int, columns: Int
  ) -> ParameterSlot {
    add(name, role, shape: [rows, columns], rows: rows, columns: columns)
  }

  /// Declares that a matrix is multiplied by, whatever else it is for.
  package mutating func multiply(by slot: ParameterSlot) {
    for index in entries.indices where entries[index].slot == slot {
      entries[index].isMultiplied = true
    }
  }

  /// Names the matrices that stand below each other in a matrix.
  package mutating func name(_ parts: [String], in slot: ParameterSlot) {
    for index in entries.indices where entries[index].slot == slot {
      entries[index].parts = parts
    }
  }

  /// Adds a vector `[count]`, kept as a matrix of one row.
  package mutating func add(
    _ name: String, _ role: ParameterRole = .bias, count: Int
  ) -> ParameterSlot {
    add(name, role, shape: [count], rows: 1, columns: count)
  }

  private mutating func add(
    _ name: String, _ role: ParameterRole, shape: [Int], rows: Int, columns: Int
  ) -> ParameterSlot {
    precondition(!entries.contains { $0.name == name }, "parameter \(name) exists already")
    let slot = ParameterSlot(offset: totalCount, rows: rows, columns: columns)
    entries.append(
      Entry(
        name: name, shape: shape, slot: slot, role: role,
        isMultiplied: ![.embedding, .vector, .bias].contains(role)))
    totalCount += rows * columns
    return slot
  }
}

/// What a parameter is for; declared where it is registered.
package enum ParameterRole: Sendable, Equatable {
  /// A vector that is added to a product.
  case bias
  /// A vector that states are multiplied by.
  case vector
  /// A matrix that inputs are multiplied by.
  case weight
  /// A matrix whose rows are looked up.
  case embedding
  /// A matrix from a cell's input to its gates, each of `hiddenSize` rows.
  case cellInput(hiddenSize: Int)
  /// A matrix from a cell's state to its gates, each `[hiddenSize, hiddenSize]`.
  case recurrent(hiddenSize: Int)
  /// A matrix from a cell's state to its output.
  case cellOutput(hiddenSize: Int)
}

/// The place and shape of one parameter.
package struct ParameterSlot: Sendable, Equatable {
  /// The first element in the flat buffer.
  package let offset: Int
  /// The number of rows.
  package let rows: Int
  /// The number of columns.
  package let columns: Int
  /// The elements in the flat buffer.
  package var range: Range<Int> { offset..<offset + rows * columns }
}

/// One flat buffer laid out by a table: parameters, gradients or moments.
///
/// Shared between threads by agreement: many read parameters, one writes; each worker has
/// gradients of its own.
package final class ParameterBuffer: @unchecked Sendable {
  /// What lies where.
  package let table: ParameterTable
  /// All values.
  package let floats: FloatBuffer

  /// Makes a buffer of zeros.
  package convenience init(_ table: ParameterTable) {
    self.init(table, floats: FloatBuffer(zeros: table.totalCount))
  }

  /// Lays a table over values.
  init(_ table: ParameterTable, floats: consuming FloatBuffer) {
    precondition(floats.count == table.totalCount, "as many values as the table has")
    self.table = table
    self.floats = floats
  }

  /// The number of values.
  package var count: Int { floats.count }

  /// The matrix at a slot.
  package subscript(slot: ParameterSlot) -> Matrix {
    precondition(slot.range.upperBound <= count, "slot outside of the buffer")
    return Matrix(base: floats.base + slot.offset, rows: slot.rows, columns: slot.columns)
  }

  /// All values as one row.
  package var all: Matrix { Matrix(base: floats.base, rows: 1, columns: count) }

  /// Copies the values of a buffer of the same layout.
  package func copy(from other: ParameterBuffer) {
    precondition(other.table == table, "layouts differ")
    all.copy(from: other.all)
  }

  /// Adds the values to sums, as many in the same order.
  package func add(to sums: inout [Double]) {
    precondition(sums.count == count, "as many sums as values")
    for index in sums.indices { sums[index] += Double(floats.base[index]) }
  }

  /// Every value becomes the sum in its place divided by `divisor`.
  package func fill(_ sums: [Double], dividedBy divisor: Double) {
    precondition(sums.count == count, "as many sums as values")
    for index in sums.indices { floats.base[index] = Float(sums[index] / divisor) }
  }

  /// No value of a range stays beyond ±limit.
  package func clamp(to limit: Float, in range: Range<Int>) {
    precondition(range.upperBound <= count, "range outside of the buffer")
    let values = floats.base
    for index in range { values[index] = max(-limit, min(limit, values[index])) }
  }

  /// x += share (y - x) for the values of a range, y being a buffer of the same size.
  package func move(toward other: ParameterBuffer, by share: Float, in range: Range<Int>) {
    precondition(other.count == count && range.upperBound <= count, "layouts differ")
    let (values, goals) = (floats.base, other.floats.base)
    for index in range { values[index] += share * (goals[index] - values[index]) }
  }
}

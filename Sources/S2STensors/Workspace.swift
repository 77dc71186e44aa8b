/// Scratch memory for one computation: views are handed out, and all end at `reset()`.
///
/// It grows to what the largest batch needed and then allocates no more, so a training step in
/// the steady state touches the allocator for nothing that has the size of a matrix.
package final class Workspace {
  private var blocks: [Block] = []
  /// The block that is handed out of, and how many of its floats are.
  private var current = 0
  private var used = 0

  /// Makes an empty workspace.
  package init() {}

  /// The number of bytes held.
  package var byteCount: Int { blocks.reduce(0) { $0 + $1.floats.count } * 4 }

  /// Ends every view handed out; after a step that had to grow, the blocks become one.
  package func reset() {
    if blocks.count > 1 {
      let total = blocks.reduce(0) { $0 + $1.floats.count }
      blocks.removeAll()
      blocks.append(Block(count: total))
    }
    (current, used) = (0, 0)
  }

  /// A matrix whose elements are not set.
  package func matrix(_ rows: Int, _ columns: Int) -> Matrix {
    Matrix(base: numbers(rows * columns, of: Float.self), rows: rows, columns: columns)
  }

  /// Numbers of any kind, whose values are not set.
  package func numbers<Number: BitwiseCopyable>(
    _ count: Int, of kind: Number.Type
  ) -> UnsafeMutablePointer<Number> {
    let size = MemoryLayout<Float>.stride
    let floats = (count * MemoryLayout<Number>.stride + size - 1) / size
    // The last view of this memory may have been of another kind.
    return UnsafeMutableRawPointer(allocate(floats)).bindMemory(to: kind, capacity: count)
  }

  /// A matrix of zeros.
  package func zeros(_ rows: Int, _ columns: Int) -> Matrix {
    let matrix = matrix(rows, columns)
    matrix.zero()
    return matrix
  }

  /// Runs `body` and takes back what it was handed, for scratch that does not outlive a layer.
  package func scoped<Result>(_ body: () throws -> Result) rethrows -> Result {
    let mark = (current, used)
    defer { (current, used) = mark }
    return try body()
  }

  private func allocate(_ count: Int) -> UnsafeMutablePointer<Float> {
    let rounded = (count + 15) / 16 * 16
    while current < blocks.count {
      if used + rounded <= blocks[current].floats.count {
        defer { used += rounded }
        return blocks[current].floats.base + used
      }
      (current, used) = (current + 1, 0)
    }
    let block = Block(count: max(rounded, 1 << 18, blocks.last.map { $0.floats.count } ?? 0))
    blocks.append(block)
    used = rounded
    return block.floats.base
  }

  /// One allocation; a class because arrays cannot hold noncopyable values.
  private final class Block {
    let floats: FloatBuffer
    init(count: Int) { floats = FloatBuffer(zeros: count) }
  }
}

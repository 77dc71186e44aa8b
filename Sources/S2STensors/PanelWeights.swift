/// A number that training multiplies by in panels.
package protocol PanelNumber: Sendable {
  /// What panels consist of, four bytes that hold one or more numbers.
  associatedtype Word: BitwiseCopyable

  /// The numbers in a word.
  static var perWord: Int { get }

  /// Rearranges W, or some rows of it, with its rows or, where they are, its columns as the
  /// `outputs`; the `depth` is the other of the two.
  static func pack(
    _ weight: Matrix, outputs: Int, depth: Int, areColumns: Bool,
    into panels: UnsafeMutablePointer<Word>, stride: Int)

  /// y = x W, or y += x W, for W in panels: `[M, K]` to `[M, N]`.
  static func multiply(
    _ x: Matrix, _ panels: UnsafeMutablePointer<Word>, stride: Int, into y: Matrix,
    accumulate: Bool, scratch: Workspace)

  /// y = x W, or y += x W, for a matrix W with its rows or, where they are, its columns as the outputs;
  /// says whether it was done.
  static func multiply(
    _ x: Matrix, _ weight: Matrix, areColumns: Bool, into y: Matrix, accumulate: Bool,
    scratch: Workspace
  ) -> Bool

  /// c += aᵀ b: `[K, M]`, `[K, N]` to `[M, N]`; says whether it was done.
  static func accumulate(
    transposed a: Matrix, _ b: Matrix, into c: Matrix, scratch: Workspace
  ) -> Bool
}

/// Weights in panels of sixteen outputs, for both directions of training.
///
/// All workers read them; they follow the parameters only when `update` is called.
package final class PanelWeights<Number: PanelNumber>: TrainingWeights {
  private let parameters: ParameterBuffer
  private let weights: [ParameterSlot]
  private let places: WeightPlaces
  /// The memory of all panels, bound to words.
  private let words: FloatBuffer

  /// Reserves memory for weights `[output, input]`.
  package init(_ parameters: ParameterBuffer, weights: [ParameterSlot]) {
    self.parameters = parameters
    self.weights = weights
    places = WeightPlaces(weights) { Self.forward($0).count + Self.back($0).count }
    words = FloatBuffer(zeros: places.count)
    UnsafeMutableRawPointer(words.base).bindMemory(to: Number.Word.self, capacity: places.count)
  }

  package func update(part: Int, of count: Int) {
    for slot in weights {
      let rows = Self.forward(slot).outputs(part: part, of: count)
      for start in stride(from: rows.lowerBound, to: rows.upperBound, by: Self.rowsAtOnce) {
        update(slot, rows: start..<min(start + Self.rowsAtOnce, rows.upperBound))
      }
    }
  }

  /// - Returns: whether it was done: not when the columns would cut a word.
  package func multiply(
    _ inputs: Matrix, by weight: ParameterSlot, columns: Range<Int>, into outputs: Matrix,
    accumulate: Bool, scratch: Workspace
  ) -> Bool {
    precondition(
      inputs.columns == columns.count && columns.upperBound <= weight.columns
        && outputs.rows == inputs.rows && outputs.columns == weight.rows, "shapes do not fit")
    let areWhole =
      columns.lowerBound % Number.perWord == 0
      && (columns.upperBound % Number.perWord == 0 || columns.upperBound == weight.columns)
    guard areWhole, let panels = panels(of: weight)?.forward else { return false }
    Number.multiply(
      inputs, panels + columns.lowerBound / Number.perWord * PanelShape.width,
      stride: Self.forward(weight).stride, into: outputs, accumulate: accumulate, scratch: scratch)
    return true
  }

  /// - Returns: whether it was done: not when the columns begin within a panel.
  package func multiplyBack(
    _ gradient: Matrix, by weight: ParameterSlot, columns: Range<Int>, into inputs: Matrix,
    accumulate: Bool, scratch: Workspace
  ) -> Bool {
    precondition(
      inputs.columns == columns.count && columns.upperBound <= weight.columns
        && gradient.rows == inputs.rows && gradient.columns == weight.rows, "shapes do not fit")
    guard columns.lowerBound % PanelShape.width == 0, let panels = panels(of: weight)?.back else {
      return false
    }
    let stride = Self.back(weight).stride
    Number.multiply(
      gradient, panels + columns.lowerBound / PanelShape.width * stride, stride: stride,
      into: inputs, accumulate: accumulate, scratch: scratch)
    return true
  }

  package func multiply(
    _ inputs: Matrix, _ weight: Matrix, areColumns: Bool, into outputs: Matrix, accumulate: Bool,
    scratch: Workspace
  ) -> Bool {
    Number.multiply(
      inputs, weight, areColumns: areColumns, into: outputs, accumulate: accumulate,
      scratch: scratch)
  }

  package func accumulate(
    _ gradient: Matrix, _ inputs: Matrix, into weightGradient: Matrix, scratch: Workspace
  ) -> Bool {
    Number.accumulate(transposed: gradient, inputs, into: weightGradient, scratch: scratch)
  }
}

// MARK: - Panels

extension PanelWeights {
  /// W with its rows as outputs, for y = x Wᵀ.
  private static func forward(_ slot: ParameterSlot) -> PanelShape {
    PanelShape(outputs: slot.rows, inputs: slot.columns, perWord: Number.perWord)
  }

  /// W with its columns as outputs, for dx = dy W.
  private static func back(_ slot: ParameterSlot) -> PanelShape {
    PanelShape(outputs: slot.columns, inputs: slot.rows, perWord: Number.perWord)
  }

  private func panels(
    of slot: ParameterSlot
  ) -> (forward: UnsafeMutablePointer<Number.Word>, back: UnsafeMutablePointer<Number.Word>)? {
    guard let start = places[slot] else { return nil }
    let words = UnsafeMutableRawPointer(words.base).assumingMemoryBound(to: Number.Word.self)
    let forward = words + start
    return (forward, forward + Self.forward(slot).count)
  }

  /// Few enough to be in the cache when they are read the second time; whole panels.
  private static var rowsAtOnce: Int { 16 * PanelShape.width }

  private func update(_ slot: ParameterSlot, rows: Range<Int>) {
    guard let panels = panels(of: slot) else { return }
    let (forward, back) = (Self.forward(slot), Self.back(slot))
    let weight = parameters[slot].rows(rows)
    Number.pack(
      weight, outputs: rows.count, depth: slot.columns, areColumns: false,
      into: panels.forward + rows.lowerBound * forward.depth,
      stride: forward.stride)
    Number.pack(
      weight, outputs: slot.columns, depth: rows.count, areColumns: true,
      into: panels.back + rows.lowerBound / Number.perWord * PanelShape.width,
      stride: back.stride)
  }
}

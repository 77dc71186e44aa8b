import S2STensors

/// What a recurrence reads, or the gradient of it.
package struct RecurrentInputs {
  /// The inputs of all steps, `[N, D]`.
  package let steps: Matrix
  /// Inputs that are known only when their step begins, `[N, F]`; F follows D in the weight's
  /// columns.
  package let fed: Matrix?
  /// An input that is the same at every step, `[B, C]`; it follows D and F in the weight's columns.
  package let constant: Matrix?
  /// The state before the first step, `[B, H]`; zeros when `nil`.
  package let initial: RecurrentState?

  /// Groups the four.
  package init(
    steps: Matrix, fed: Matrix? = nil, constant: Matrix? = nil, initial: RecurrentState? = nil
  ) {
    self.steps = steps
    self.fed = fed
    self.constant = constant
    self.initial = initial
  }
}

/// Runs a cell over packed sequences, first step to last or last to first.
///
/// Outside of the recurrence everything is one product: the inputs of all steps, the constant
/// input once a sequence, and the gradients of the weights.
package struct Recurrent: Sendable {
  /// The cell that is run.
  package let cell: any RecurrentCell
  /// Whether it reads from the last step to the first.
  package let isReversed: Bool
  /// What normalises the product of a step's input, before anything is added to it.
  package let norm: LayerNorm?
  /// Keeps parts of the previous state.
  package let zoneout: Zoneout?
  /// Gates a step's input and the state before by each other.
  package let mogrifier: Mogrifier?

  /// What `backward` needs of `forward`.
  package struct Activations {
    let layout: PackedLayout
    let inputs: RecurrentInputs
    let norm: LayerNorm.Activations?
    let saved: Matrix  // [N, savedSize]
    let previous: RecurrentState  // [N, H], the state before each step
    let mogrified: Mogrifier.Activations?
    let states: RecurrentState  // [N, H], the state after each step, before zoneout
    let outputs: RecurrentState  // [N, H], after zoneout

    /// What the cell read of the states before.
    var read: RecurrentState {
      RecurrentState(hidden: mogrified?.state ?? previous.hidden, cell: previous.cell)
    }
  }

  /// Makes a layer around a cell.
  package init(
    _ cell: any RecurrentCell, isReversed: Bool = false, norm: LayerNorm? = nil,
    zoneout: Zoneout? = nil, mogrifier: Mogrifier? = nil
  ) {
    self.cell = cell
    self.isReversed = isReversed
    self.norm = norm
    self.zoneout = zoneout
    self.mogrifier = mogrifier
  }

  /// The first values of parameters that are not drawn like all others.
  package func initialize(_ parameters: ParameterBuffer) {
    cell.initialize(parameters)
    norm?.initialize(parameters)
  }

  /// Runs the cell over a batch.
  ///
  /// - Returns: the hidden states after each step `[N, H]`, the state after each sequence's own
  ///   last step `[B, H]`, and what `backward` needs.
  package func forward(
    _ inputs: RecurrentInputs, layout: PackedLayout, in pass: Pass
  ) -> (outputs: Matrix, final: RecurrentState, activations: Activations) {
    let read = window.map { $0.forward(inputs, rowsBefore(layout), in: pass) } ?? inputs
    let run = begin(read, layout: layout, in: pass)
    if let scanned {
      scan(scanned, run, in: pass)
    } else {
      var last: Range<Int>?
      for step in steps(layout) {
        let rows = layout.rows(at: step)
        forwardStep(rows, run, after: last, in: pass)
        last = rows
      }
    }
    return (run.outputs.hidden, final(run, of: inputs, in: pass), run)
  }

  /// The state after each sequence's own last step.
  private func final(
    _ run: Activations, of inputs: RecurrentInputs, in pass: Pass
  ) -> RecurrentState {
    let rows = finalRows(run.layout)
    func gathered(_ matrix: Matrix) -> Matrix {
      let last = pass.workspace.matrix(rows.count, matrix.columns)
      last.gather(rows, of: matrix)
      return last
    }
    return RecurrentState(
      hidden: gathered(run.outputs.hidden), cell: run.outputs.cell.map(gathered),
      input: window.map { _ in gathered(inputs.steps) })
  }

  /// Back-propagation through time: adds the parameters' gradients and returns the inputs'.
  ///
  /// - Parameters:
  ///   - outputGradient: of the hidden states `[N, H]`; `nil` when only the final state counts.
  ///   - finalGradient: of the final state `[B, H]`; `nil` for zero.
  package func backward(
    _ outputGradient: Matrix?, finalGradient: RecurrentState?, _ activations: Activations,
    gradients: ParameterBuffer, in pass: Pass
  ) -> RecurrentInputs {
    let layout = activations.layout
    let back = beginBackward(activations, finalGradient: finalGradient, in: pass)
    if let scanned {
      scanBackward(
        scanned, outputGradient, back, activations, gradients: gradients, in: pass)
    } else {
      for step in steps(layout).reversed() {
        let rows = layout.rows(at: step)
        backwardStep(
          rows, outputGradient?.rows(rows), back, activations, gradients: gradients, in: pass)
      }
    }
    let result = finishBackward(back, activations, gradients: gradients, in: pass)
    return window.map { $0.backward(result, rowsBefore(layout), in: pass) } ?? result
  }

  /// One step for inference: `inputs` `[B, D]`, and what `constantProjection(_:)` returned,
  /// `[B, projectionSize]`, or `[1, projectionSize]` for all rows.
  package func step(
    _ inputs: Matrix, constantProjection: Matrix, previous: RecurrentState, next: RecurrentState,
    in pass: Pass
  ) {
    let saved = pass.workspace.matrix(inputs.rows, cell.savedSize)
    let projection = saved.columns(0..<cell.projectionSize)
    if constantProjection.rows == 1 {
      Kernels.repeatRow(constantProjection, into: projection)
    } else {
      projection.copy(from: constantProjection)
    }
    let gated = mogrifier.map { mogrifier in
      let gated = mogrifier.begin(inputs, previous: previous.hidden, in: pass.workspace)
      mogrifier.forward(0..<inputs.rows, gated, in: pass)
      return gated
    }
    let windowed = window.map { $0.step(inputs, previous: previous, next: next, in: pass) }
    addStepProjection(of: gated?.input ?? windowed ?? inputs, to: projection, in: pass)
    let read = RecurrentState(hidden: gated?.state ?? previous.hidden, cell: previous.cell)
    guard let zoneout else {
      return cell.step(saved, previous: read, next: next, in: pass)
    }
    let computed = next.withoutInput.map { pass.workspace.matrix($0.rows, $0.columns) }
    cell.step(saved, previous: read, next: computed, in: pass)
    zoneout.forward(computed, previous: previous, firstRow: pass.firstRow, in: pass)
    next.copy(from: computed)
  }

  /// The biases plus the projection of the constant input, `[B, projectionSize]`: the same at every
  /// step, so computed once.
  package func constantProjection(_ constant: Matrix?, batchSize: Int, in pass: Pass) -> Matrix {
    let projection = pass.workspace.matrix(batchSize, cell.projectionSize)
    let bias = pass.workspace.zeros(1, cell.projectionSize)
    for slot in cell.biases {
      Kernels.add(pass.parameters[slot], to: bias.columns(0..<slot.columns))
    }
    Kernels.repeatRow(bias, into: projection)
    if let constant {
      addProjection(of: constant, columns: constantColumns(constant), to: projection, in: pass)
    }
    return projection
  }
}

// MARK: - Parts of a pass

extension Recurrent {
  /// What joins a step's input and that of the step before, where the cell reads both.
  private var window: InputWindow? {
    cell.inputSizeBefore > 0 ? InputWindow(inputSize: cell.inputSizeBefore) : nil
  }

  func steps(_ layout: PackedLayout) -> [Int] {
    isReversed ? (0..<layout.stepCount).reversed() : Array(0..<layout.stepCount)
  }

  /// The row where each sequence ends in the direction of reading.
  private func finalRows(_ layout: PackedLayout) -> [Int] {
    (0..<layout.batchSize).map { isReversed ? $0 : layout.lastRow(of: $0) }
  }

  /// The row where each sequence begins in the direction of reading.
  func firstRows(_ layout: PackedLayout) -> [Int] {
    (0..<layout.batchSize).map { isReversed ? layout.lastRow(of: $0) : $0 }
  }

  /// Every row begins as the biases plus the projections of its constant input and of its step's.
  ///
  /// What is fed, and with normalisation the whole product, is added at its step.
  func fillInputProjection(
    _ saved: Matrix, _ inputs: RecurrentInputs, layout: PackedLayout, in pass: Pass
  ) -> LayerNorm.Activations? {
    let projection = saved.columns(0..<cell.projectionSize)
    let constant = constantProjection(inputs.constant, batchSize: layout.batchSize, in: pass)
    for step in 0..<layout.stepCount {
      projection.rows(layout.rows(at: step)).copy(
        from: constant.rows(0..<layout.activeCounts[step]))
    }
    guard let norm, inputs.fed != nil else {
      return addStepProjection(of: inputs.steps, to: projection, in: pass)
    }
    let products = pass.workspace.zeros(layout.rowCount, cell.inputWeight.rows)
    addProduct(
      of: inputs.steps, columns: 0..<inputs.steps.columns, to: products, projection, in: pass)
    return norm.begin(products, in: pass)
  }

  /// Adds the projection of the inputs that differ from step to step, normalised if the layer is.
  @discardableResult
  private func addStepProjection(
    of input: Matrix, to projection: Matrix, in pass: Pass
  ) -> LayerNorm.Activations? {
    let columns = 0..<input.columns
    guard let norm else {
      addProjection(of: input, columns: columns, to: projection, in: pass)
      return nil
    }
    let product = pass.workspace.matrix(input.rows, cell.inputWeight.rows)
    pass.multiply(
      input, by: cell.inputWeight, columns: columns, into: product, accumulate: false)
    if cell.copiesInput { Kernels.add(input, to: copied(columns, projection)) }
    return norm.forward(product, addingTo: self.product(projection), in: pass)
  }

  /// Adds the projection of some columns of the input: their product, and the columns themselves
  /// where the cell wants a copy.
  private func addProjection(
    of input: Matrix, columns: Range<Int>, to projection: Matrix, in pass: Pass
  ) {
    addProduct(of: input, columns: columns, to: product(projection), projection, in: pass)
  }

  /// Adds the product of some columns of the input to `products`, and where the cell wants a copy
  /// the columns themselves to the projection.
  func addProduct(
    of input: Matrix, columns: Range<Int>, to products: Matrix, _ projection: Matrix, in pass: Pass
  ) {
    guard !columns.isEmpty else { return }
    pass.multiply(
      input, by: cell.inputWeight, columns: columns, into: products, accumulate: true)
    if cell.copiesInput { Kernels.add(input, to: copied(columns, projection)) }
  }

  /// From the gradients of the products and of the projections to that of some columns of the
  /// input; adds that of their weights.
  private func projectionBackward(
    _ products: Matrix, _ projections: Matrix, _ input: Matrix, columns: Range<Int>,
    gradients: ParameterBuffer, in pass: Pass
  ) -> Matrix {
    accumulateProjection(products, input, columns: columns, gradients: gradients, in: pass)
    let gradient = pass.workspace.matrix(input.rows, input.columns)
    writeInputGradient(products, projections, columns: columns, into: gradient, in: pass)
    return gradient
  }

  /// Adds the gradient of the weights of some columns of the input.
  func accumulateProjection(
    _ products: Matrix, _ input: Matrix, columns: Range<Int>, gradients: ParameterBuffer,
    in pass: Pass
  ) {
    guard !columns.isEmpty else { return }
    pass.accumulate(products, input, into: gradients[cell.inputWeight].columns(columns))
  }

  /// Writes the gradient of some columns of the input.
  func writeInputGradient(
    _ products: Matrix, _ projections: Matrix, columns: Range<Int>, into gradient: Matrix,
    in pass: Pass
  ) {
    guard !columns.isEmpty else { return }
    pass.multiplyBack(products, by: cell.inputWeight, columns: columns, into: gradient)
    if cell.copiesInput { Kernels.add(copied(columns, projections), to: gradient) }
  }

  /// The columns of a projection that are the product.
  func product(_ projection: Matrix) -> Matrix {
    projection.columns(0..<cell.inputWeight.rows)
  }

  /// The columns of a projection that are a copy of some columns of the input.
  private func copied(_ columns: Range<Int>, _ projection: Matrix) -> Matrix {
    let first = cell.inputWeight.rows
    return projection.columns(first + columns.lowerBound..<first + columns.upperBound)
  }

  /// The columns of the input that are the same at every step.
  private func constantColumns(_ constant: Matrix) -> Range<Int> {
    cell.inputWeight.columns - constant.columns..<cell.inputWeight.columns
  }

  /// The state before a step: the state after the step read just before, and the initial one for
  /// sequences that begin here (all of them, or in reverse those that end at this step).
  func setPrevious(
    _ previous: RecurrentState, after last: RecurrentState?, initial: RecurrentState?
  ) {
    let carried = min(last?.hidden.rows ?? 0, previous.hidden.rows)
    if let last { previous.rows(0..<carried).copy(from: last.rows(0..<carried)) }
    let fresh = carried..<previous.hidden.rows
    if let initial {
      previous.rows(fresh).copy(from: initial.rows(fresh))
    } else {
      previous.rows(fresh).zip(previous.rows(fresh)) { matrix, _ in matrix.zero() }
    }
  }

  /// - Parameter products: the gradient of the steps' products, where it differs from that of the
  ///   projections.
  func inputBackward(
    _ projections: Matrix, products: Matrix?, initial: RecurrentState, _ activations: Activations,
    gradients: ParameterBuffer, in pass: Pass
  ) -> RecurrentInputs {
    let inputs = activations.inputs
    let steps = projectionBackward(
      products ?? product(projections), projections, inputs.steps,
      columns: 0..<inputs.steps.columns,
      gradients: gradients, in: pass)
    for slot in cell.biases {
      Kernels.addColumnSums(of: projections.columns(0..<slot.columns), to: gradients[slot])
    }
    let constant = inputs.constant.map {
      constantBackward($0, projections, activations.layout, gradients: gradients, in: pass)
    }
    return RecurrentInputs(steps: steps, constant: constant, initial: initial)
  }

  /// The constant input's gradient: the gradients of the projections are summed over time first, so
  /// its products are over sequences, not steps.
  private func constantBackward(
    _ constant: Matrix, _ projections: Matrix, _ layout: PackedLayout, gradients: ParameterBuffer,
    in pass: Pass
  ) -> Matrix {
    let summed = pass.workspace.zeros(layout.batchSize, projections.columns)
    for step in 0..<layout.stepCount {
      let rows = layout.rows(at: step)
      Kernels.add(projections.rows(rows), to: summed.rows(0..<rows.count))
    }
    return projectionBackward(
      product(summed), summed, constant, columns: constantColumns(constant),
      gradients: gradients, in: pass)
  }
}

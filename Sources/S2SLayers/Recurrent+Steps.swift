import S2STensors

/// The parts of `forward` and `backward`, a step at a time, for inputs that depend on earlier
/// outputs.
extension Recurrent {
  /// The gradient of what `forward` kept, while it is computed.
  struct Gradients {
    let saved: Matrix  // [N, savedSize]
    let carried: RecurrentState  // [B, H], of the state after the step that comes next
    let passing: RecurrentState  // [B, H] with zoneout, the part that passes no cell
    let regularizer: GradientRegularizer?
    let fed: Matrix?  // [N, F]
    let products: Matrix?  // [N, W], before normalisation, of inputs that are fed
  }

  /// Reserves room for all steps, and projects the inputs that are known.
  func begin(_ inputs: RecurrentInputs, layout: PackedLayout, in pass: Pass) -> Activations {
    let (rows, workspace) = (layout.rowCount, pass.workspace)
    func state() -> RecurrentState {
      RecurrentState(hasCell: cell.hasCell) { workspace.matrix(rows, cell.hiddenSize) }
    }
    let states = state()
    let previous = scanned == nil ? state() : states.rows(0..<0)
    let mogrified = mogrifier?.begin(inputs.steps, previous: previous.hidden, in: workspace)
    let read = mogrified.map { inputs.feeding($0.input, in: workspace) } ?? inputs
    let saved = workspace.matrix(rows, cell.savedSize)
    let norm = fillInputProjection(saved, read, layout: layout, in: pass)
    return Activations(
      layout: layout, inputs: read, norm: norm, saved: saved, previous: previous,
      mogrified: mogrified, states: states, outputs: zoneout == nil ? states : state())
  }

  /// Runs the step of `rows`, whose fed inputs are written by now; `last` are the rows of the step
  /// before.
  func forwardStep(
    _ rows: Range<Int>, _ run: Activations, after last: Range<Int>?, in pass: Pass
  ) {
    let previous = run.previous.rows(rows)
    setPrevious(previous, after: last.map(run.outputs.rows), initial: run.inputs.initial)
    if let mogrifier, let kept = run.mogrified { mogrifier.forward(rows, kept, in: pass) }
    addFedProjection(run, rows, in: pass)
    cell.step(
      run.saved.rows(rows), previous: run.read.rows(rows), next: run.states.rows(rows), in: pass)
    if let zoneout {
      let mixed = run.outputs.rows(rows)
      mixed.copy(from: run.states.rows(rows))
      zoneout.forward(mixed, previous: previous, firstRow: rows.lowerBound, in: pass)
    }
  }

  /// Reserves room for the gradient of a run; where the cell overwrites what it saved, that is lost.
  func beginBackward(
    _ run: Activations, finalGradient: RecurrentState?, in pass: Pass
  ) -> Gradients {
    let (workspace, layout) = (pass.workspace, run.layout)
    pass.trace?.begin(self, run)
    let saved =
      cell.overwritesSaved ? run.saved : workspace.matrix(layout.rowCount, cell.savedSize)
    let carried = RecurrentState(hasCell: cell.hasCell) {
      workspace.zeros(layout.batchSize, cell.hiddenSize)
    }
    if let finalGradient { carried.copy(from: finalGradient) }
    let passing = RecurrentState(hasCell: cell.hasCell) {
      workspace.matrix(zoneout == nil ? 0 : layout.batchSize, cell.hiddenSize)
    }
    let fed = run.inputs.fed.map { workspace.matrix($0.rows, $0.columns) }
    let isNormalized = fed != nil && norm != nil
    return Gradients(
      saved: saved, carried: carried, passing: passing,
      regularizer: GradientRegularizer(cell, rowCount: layout.rowCount, in: pass), fed: fed,
      products: isNormalized ? workspace.matrix(layout.rowCount, cell.inputWeight.rows) : nil)
  }

  /// The backward pass of the step of `rows`, from the gradient of its outputs; writes that of the
  /// fed inputs.
  func backwardStep(
    _ rows: Range<Int>, _ outputGradient: Matrix?, _ back: Gradients, _ run: Activations,
    gradients: ParameterBuffer, in pass: Pass
  ) {
    let gradient = back.carried.rows(0..<rows.count)
    if let outputGradient { Kernels.add(outputGradient, to: gradient.hidden) }
    pass.trace?.note(gradient, of: self, rows: rows)
    back.regularizer?.read(gradient.hidden, rows: rows)
    let read = RecurrentStep(
      saved: run.saved.rows(rows), previous: run.read.rows(rows), next: run.states.rows(rows))
    zoneout?.backward(
      gradient, previous: back.passing.rows(0..<rows.count), firstRow: rows.lowerBound, in: pass)
    cell.backstep(read, gradient: gradient, savedGradient: back.saved.rows(rows), in: pass)
    fedBackward(back, rows, run, gradients: gradients, in: pass)
    if let mogrifier, let kept = run.mogrified, let fed = back.fed {
      mogrifier.backward(rows, input: fed.rows(rows), state: gradient.hidden, kept, in: pass)
    }
    if zoneout != nil {
      gradient.zip(back.passing.rows(0..<rows.count)) { Kernels.add($1, to: $0) }
    }
    back.regularizer?.read(passedOn: gradient.hidden, rows: rows)
  }

  /// Adds the parameters' gradients, one product each over all steps, and returns the inputs'.
  func finishBackward(
    _ back: Gradients, _ run: Activations, gradients: ParameterBuffer, in pass: Pass
  ) -> RecurrentInputs {
    if scanned == nil {
      cell.accumulateRecurrent(
        RecurrentStep(saved: run.saved, previous: run.read, next: run.states),
        savedGradient: back.saved, gradients: gradients, in: pass)
    }
    back.regularizer?.accumulate(
      back.saved, except: firstRows(run.layout), gradients: gradients, in: pass)
    let projections = back.saved.columns(0..<cell.projectionSize)
    var products = back.products
    if let fed = run.inputs.fed {
      accumulateProjection(
        products ?? product(projections), fed, columns: fedColumns(run.inputs),
        gradients: gradients,
        in: pass)
    } else if let norm, let kept = run.norm {
      products = norm.backward(product(projections), kept, gradients: gradients, in: pass)
    }
    let result = inputBackward(
      projections, products: products, initial: back.carried, run, gradients: gradients, in: pass)
    guard let mogrifier, let kept = run.mogrified, let fed = back.fed else { return result }
    mogrifier.accumulate(kept, gradients: gradients, in: pass)
    return RecurrentInputs(steps: fed, constant: result.constant, initial: result.initial)
  }
}

// MARK: - What is fed

extension RecurrentInputs {
  /// The same, with inputs that are known only when their step begins in place of those of all steps.
  fileprivate func feeding(_ fed: Matrix, in workspace: Workspace) -> RecurrentInputs {
    precondition(self.fed == nil, "nothing else is fed")
    return RecurrentInputs(
      steps: workspace.matrix(steps.rows, 0), fed: fed, constant: constant, initial: initial)
  }
}

extension Recurrent {
  /// The columns of the input that are fed.
  private func fedColumns(_ inputs: RecurrentInputs) -> Range<Int> {
    inputs.steps.columns..<inputs.steps.columns + (inputs.fed?.columns ?? 0)
  }

  /// Adds the projection of what is fed to the step of `rows`; with normalisation, the whole
  /// product.
  private func addFedProjection(_ run: Activations, _ rows: Range<Int>, in pass: Pass) {
    guard let fed = run.inputs.fed else { return }
    let projection = run.saved.rows(rows).columns(0..<cell.projectionSize)
    let kept = run.norm?.rows(rows)
    addProduct(
      of: fed.rows(rows), columns: fedColumns(run.inputs), to: kept?.normal ?? product(projection),
      projection, in: pass)
    if let norm, let kept { norm.forward(kept, addingTo: product(projection), in: pass) }
  }

  /// Writes the gradient of what was fed to the step of `rows`.
  private func fedBackward(
    _ back: Gradients, _ rows: Range<Int>, _ run: Activations, gradients: ParameterBuffer,
    in pass: Pass
  ) {
    guard let fed = back.fed else { return }
    let projections = back.saved.rows(rows).columns(0..<cell.projectionSize)
    var products = product(projections)
    if let norm, let kept = run.norm?.rows(rows), let all = back.products {
      products = norm.backward(products, kept, gradients: gradients, in: pass)
      all.rows(rows).copy(from: products)
    }
    writeInputGradient(
      products, projections, columns: fedColumns(run.inputs), into: fed.rows(rows), in: pass)
  }
}

import S2STensors

/// Cells without a product over all steps of a batch: nothing is copied between the steps.
extension Recurrent {
  /// The cell, where nothing stands between its steps.
  var scanned: (any ScannedCell)? {
    zoneout == nil && mogrifier == nil ? cell as? any ScannedCell : nil
  }

  /// Runs all steps.
  func scan(_ cell: any ScannedCell, _ run: Activations, in pass: Pass) {
    for part in scanParts(run, in: pass) {
      cell.step(
        run.saved.rows(part.rows), previous: part.previous, next: run.states.rows(part.rows),
        in: pass)
    }
  }

  /// The backward pass of all steps; adds the gradients of what is not in the input projection.
  func scanBackward(
    _ cell: any ScannedCell, _ outputGradient: Matrix?, _ back: Gradients, _ run: Activations,
    gradients: ParameterBuffer, in pass: Pass
  ) {
    for part in scanParts(run, in: pass).reversed() {
      let gradient = back.carried.rows(part.sequences)
      let saved = back.saved.rows(part.rows)
      if let outputGradient {
        Kernels.add(outputGradient.rows(part.rows), to: gradient.hidden)
      }
      pass.trace?.note(gradient, of: self, rows: part.rows)
      let step = RecurrentStep(
        saved: run.saved.rows(part.rows), previous: part.previous, next: run.states.rows(part.rows))
      cell.backstep(step, gradient: gradient, savedGradient: saved, in: pass)
      cell.accumulateRecurrent(step, savedGradient: saved, gradients: gradients, in: pass)
    }
  }

  /// Rows of one step whose states before lie together, too.
  private struct ScanPart {
    let rows: Range<Int>
    let sequences: Range<Int>
    let previous: RecurrentState
  }

  /// In the order of reading: of each step the sequences that go on, and those that begin.
  private func scanParts(_ run: Activations, in pass: Pass) -> [ScanPart] {
    let layout = run.layout
    let first =
      run.inputs.initial
      ?? RecurrentState(hasCell: cell.hasCell) {
        pass.workspace.zeros(layout.batchSize, cell.hiddenSize)
      }
    var parts: [ScanPart] = []
    var last = 0..<0
    for step in steps(layout) {
      let rows = layout.rows(at: step)
      let carried = min(last.count, rows.count)
      for sequences in [0..<carried, carried..<rows.count] where !sequences.isEmpty {
        let goesOn = sequences.lowerBound < carried
        parts.append(
          ScanPart(
            rows: rows.lowerBound + sequences.lowerBound..<rows.lowerBound + sequences.upperBound,
            sequences: sequences,
            previous: goesOn
              ? run.states.rows(last.lowerBound..<last.lowerBound + carried)
              : first.rows(sequences)))
      }
      last = rows
    }
    return parts
  }

  /// The row of the step before each in the order of reading; -1 - b where sequence b begins.
  func rowsBefore(_ layout: PackedLayout) -> [Int] {
    (0..<layout.stepCount).flatMap { step in
      let before = step + (isReversed ? 1 : -1)
      let known = layout.activeCounts.indices.contains(before) ? layout.activeCounts[before] : 0
      return (0..<layout.activeCounts[step]).map {
        $0 < known ? layout.offsets[before] + $0 : -1 - $0
      }
    }
  }
}

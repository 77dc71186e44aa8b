import S2STensors

/// Puts the input of the step before beside that of each step: `[x_t ; x_{t-1}]`, zeros before the first.
///
/// A product with both is the masked convolution of width 2 of Bradbury et al. 2016, arXiv:1611.01576.
struct InputWindow {
  /// The width of one input, D.
  let inputSize: Int

  /// `[N, D]` to `[N, 2D]`; `before` has the row of the step before each, -1 - b for the first of sequence b.
  func forward(_ inputs: RecurrentInputs, _ before: [Int], in pass: Pass) -> RecurrentInputs {
    precondition(inputs.fed == nil && inputs.steps.columns == inputSize, "all inputs are known")
    let both = pass.workspace.matrix(inputs.steps.rows, 2 * inputSize)
    both.columns(0..<inputSize).copy(from: inputs.steps)
    let last = both.columns(inputSize..<2 * inputSize)
    for (row, source) in before.enumerated() {
      let place = last.rows(row..<row + 1)
      if source >= 0 {
        place.copy(from: inputs.steps.rows(source..<source + 1))
      } else if let first = inputs.initial?.input {
        place.copy(from: first.rows(-1 - source..<(-source)))
      } else {
        place.zero()
      }
    }
    return RecurrentInputs(steps: both, constant: inputs.constant, initial: inputs.initial)
  }

  /// The gradient of what `forward` read.
  func backward(_ gradient: RecurrentInputs, _ before: [Int], in pass: Pass) -> RecurrentInputs {
    let steps = pass.workspace.matrix(gradient.steps.rows, inputSize)
    steps.copy(from: gradient.steps.columns(0..<inputSize))
    let last = gradient.steps.columns(inputSize..<2 * inputSize)
    for (row, source) in before.enumerated() where source >= 0 {
      Kernels.add(last.rows(row..<row + 1), to: steps.rows(source..<source + 1))
    }
    return RecurrentInputs(
      steps: steps, constant: gradient.constant, initial: gradient.initial)
  }

  /// `[B, D]` to `[B, 2D]`; the input becomes that of the step before the next.
  func step(
    _ input: Matrix, previous: RecurrentState, next: RecurrentState, in pass: Pass
  ) -> Matrix {
    let both = pass.workspace.zeros(input.rows, 2 * inputSize)
    both.columns(0..<inputSize).copy(from: input)
    if let last = previous.input { both.columns(inputSize..<2 * inputSize).copy(from: last) }
    next.input?.copy(from: input)
    return both
  }
}

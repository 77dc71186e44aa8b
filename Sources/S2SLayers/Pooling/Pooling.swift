import S2STensors

/// One vector of all states of a sequence: `[N, D]` to `[B, D]`, both in packed order.
///
/// No vector depends on the other sequences of a batch.
package struct Pooling: Sendable {
  /// What makes the vector.
  private enum Method: Sendable {
    case last
    case mean
    case max
    case attention(AttentionPooling)
  }

  private let method: Method

  /// What `backward` needs of `forward`.
  package struct Activations {
    /// `[B, D]`.
    package let outputs: Matrix
    fileprivate let detail: Detail
  }

  fileprivate enum Detail {
    case none
    case max(MaxPooling.Winners)
    case attention(AttentionPooling.Activations)
  }

  /// The gradients of what was read; `nil` where it was not.
  package struct Gradients {
    /// Of all states, `[N, D]`.
    package var states: Matrix?
    /// Of the final states, `[B, D]`.
    package var final: Matrix?
  }

  /// Registers the parameters of `attention` under `NAME`; the others have none.
  package init(_ kind: PoolingKind, _ name: String, size: Int, in table: inout ParameterTable) {
    method =
      switch kind {
      case .last: .last
      case .mean: .mean
      case .max: .max
      case .attention: .attention(AttentionPooling(name, size: size, in: &table))
      }
  }

  /// - Parameter final: the states after the whole sequence, `[B, D]`.
  package func forward(
    _ states: Matrix, final: Matrix, layout: PackedLayout, in pass: Pass
  ) -> Activations {
    switch method {
    case .last: return Activations(outputs: final, detail: .none)
    case .mean:
      return Activations(
        outputs: MeanPooling.forward(states, layout: layout, in: pass), detail: .none)
    case .max:
      let (outputs, winners) = MaxPooling.forward(states, layout: layout, in: pass)
      return Activations(outputs: outputs, detail: .max(winners))
    case .attention(let attention):
      let activations = attention.forward(states, layout: layout, in: pass)
      return Activations(outputs: activations.outputs, detail: .attention(activations))
    }
  }

  /// Adds the parameters' gradients; from that of the outputs to those of what was read.
  package func backward(
    _ gradient: Matrix, _ activations: Activations, layout: PackedLayout,
    gradients: ParameterBuffer, in pass: Pass
  ) -> Gradients {
    switch (method, activations.detail) {
    case (.last, _): return Gradients(final: gradient)
    case (.mean, _):
      return Gradients(states: MeanPooling.backward(gradient, layout: layout, in: pass))
    case (.max, .max(let winners)):
      return Gradients(
        states: MaxPooling.backward(gradient, winners, layout: layout, in: pass))
    case (.attention(let attention), .attention(let activations)):
      return Gradients(
        states: attention.backward(
          gradient, activations, layout: layout, gradients: gradients, in: pass))
    default: preconditionFailure("activations of another kind")
    }
  }
}

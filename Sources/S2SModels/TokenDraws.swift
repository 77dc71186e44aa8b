import S2SLayers
import S2STensors

/// Tokens that training draws from what the model says after those before them; no gradient goes
/// through a draw.
extension Decoder {
  /// Draws a token after some rows of a step, by the model's own probabilities.
  ///
  /// - Parameters:
  ///   - rows: which rows of the step, and for each what decides, a number in `[0, 1)`.
  ///   - marks: the tokens that cannot be drawn.
  ///   - sources: what may be copied.
  private func draw(
    after step: Step, _ rows: [(row: Int, number: Double)], except marks: [Int32],
    sources: [CopyOutput.Source], in pass: Pass
  ) -> [Int32] {
    stride(from: 0, to: rows.count, by: SoftmaxOutput.blockRows).flatMap { first in
      pass.workspace.scoped {
        let block = rows[first..<min(first + SoftmaxOutput.blockRows, rows.count)]
        let indices = block.map(\.row)
        let features = pass.workspace.matrix(block.count, step.features.columns)
        features.gather(indices, of: step.features)
        let logits = pass.workspace.matrix(block.count, output.weight.rows)
        output.forward(features, into: logits, in: pass)
        mix(logits, step, rows: indices, sources: sources, in: pass)
        return block.enumerated().map { index, drawn in
          Self.draw(drawn.number, from: logits.rows(index..<index + 1), except: marks)
        }
      }
    }
  }

  /// The token at which the sum of the probabilities from the first one passes a share of all.
  ///
  /// - Parameter logits: `[1, V]`; overwritten.
  private static func draw(
    _ number: Double, from logits: Matrix, except marks: [Int32]
  ) -> Int32 {
    Kernels.softmax(logits)
    let probabilities = logits.row(0)
    var total = 1.0
    for mark in marks.map(Int.init) {
      total -= Double(probabilities[mark])
      probabilities[mark] = 0
    }
    var rest = number * total
    var last: Int32 = 0
    for token in 0..<logits.columns where probabilities[token] > 0 {
      rest -= Double(probabilities[token])
      last = Int32(token)
      if rest < 0 { break }
    }
    return last
  }
}

// MARK: - Scheduled sampling

extension Decoder {
  /// The tokens that are read where some of them are the model's own: each row with a number gets
  /// what the model says after the tokens that stand before it, drawn ones among them.
  ///
  /// The steps are computed as in `forward`, with the same masks, so a token is drawn from the very
  /// probabilities that the pass over all steps will find.
  ///
  /// - Parameters:
  ///   - tokens: each sentence after its start mark.
  ///   - draws: what decides, a number in `[0, 1)` a row; `nil` where the token stays. First rows
  ///     always stay.
  ///
  /// Reference: Bengio et al. 2015, arXiv:1506.03099, section 2.4.
  package func mixed(
    _ tokens: PackedTokens, draws: [Double?], context: Context, in pass: Pass
  ) -> PackedTokens {
    let layout = tokens.layout
    precondition(draws.count == layout.rowCount, "a draw or none a row")
    let last = (0..<layout.stepCount).last { layout.rows(at: $0).contains { draws[$0] != nil } }
    guard let last else { return tokens }
    var ids = tokens.ids
    pass.workspace.scoped {
      let state = start(context, in: pass)
      let memory = remember(context.source, in: pass)
      let sources = copying == nil ? [] : copySources(context.source)
      for index in 0..<last {
        let (rows, next) = (layout.rows(at: index), layout.rows(at: index + 1))
        var own = pass
        own.firstRow = rows.lowerBound
        pass.workspace.scoped {
          let step = step(Array(ids[rows]), state.first(rows.count), memory: memory, in: own)
          let drawn = next.compactMap { row in
            draws[row].map { (row: row - next.lowerBound, number: $0) }
          }
          let found = draw(
            after: step, drawn, except: TranslationModel.marks, sources: sources, in: own)
          for (place, token) in zip(drawn, found) { ids[next.lowerBound + place.row] = token }
        }
      }
    }
    return PackedTokens(ids, layout: layout)
  }
}

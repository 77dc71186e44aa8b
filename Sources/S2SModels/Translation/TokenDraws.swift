import S2SLayers
import S2STensors

/// Tokens that training samples from the model's own distribution. No gradient passes through a
/// sample.
extension Decoder {
  /// Draws the next token of some rows of a step from the model's distribution.
  ///
  /// - Parameters:
  ///   - rows: some rows of the step, and for each the random number in `[0, 1)` that decides.
  ///   - marks: tokens that are not drawn.
  ///   - sources: the tokens that may be copied.
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

  /// The token at which the cumulative probability passes `number` times the total.
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
  /// The decoder's inputs with some tokens replaced by samples: each row with a number gets a token
  /// drawn from the model, given the tokens before it, drawn ones among them.
  ///
  /// The steps are computed as in `forward`, with the same masks, so a token is drawn from the same
  /// probabilities that the pass over all steps computes.
  ///
  /// - Parameters:
  ///   - tokens: each sentence after its start mark.
  ///   - draws: for each row the random number in `[0, 1)` that decides; `nil` where the token
  ///     stays. First rows always stay.
  ///
  /// Reference: Bengio et al. 2015, arXiv:1506.03099, section 2.4.
  package func sampledInputs(
    _ tokens: PackedTokens, draws: [Double?], context: Context, in pass: Pass
  ) -> PackedTokens {
    let layout = tokens.layout
    precondition(draws.count == layout.rowCount, "one draw or none per row")
    let last = (0..<layout.stepCount).last { layout.rows(at: $0).contains { draws[$0] != nil } }
    guard let last else { return tokens }
    var ids = tokens.ids
    pass.workspace.scoped {
      let state = start(context, in: pass)
      let constants = constants(context.source, in: pass)
      let sources = copying == nil ? [] : copySources(context.source)
      for index in 0..<last {
        let (rows, next) = (layout.rows(at: index), layout.rows(at: index + 1))
        var own = pass
        own.firstRow = rows.lowerBound
        pass.workspace.scoped {
          let step = step(Array(ids[rows]), state.first(rows.count), constants, in: own)
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

// MARK: - Whole translations

extension Decoder {
  /// Draws one translation per row of the context, token by token, until each has ended or has
  /// reached its limit.
  ///
  /// - Parameters:
  ///   - limits: the largest number of tokens of each, at least 1.
  ///   - number: the random number in `[0, 1)` that decides, for a row's token at a place.
  func drawTranslations(
    under context: Context, limits: [Int], number: (_ row: Int, _ place: Int) -> Double,
    in pass: Pass
  ) -> [[Int32]] {
    var translations = [[Int32]](repeating: [], count: limits.count)
    pass.workspace.scoped {
      var state = start(context, in: pass)
      let constants = constants(context.source, in: pass)
      let sources = copying == nil ? [] : copySources(context.source)
      var rows = Array(limits.indices)
      var tokens = [Int32](repeating: TranslationModel.bos, count: rows.count)
      for place in 0..<(limits.max() ?? 0) where !rows.isEmpty {
        tokens = pass.workspace.scoped {
          let step = step(tokens, state.first(rows.count), constants, in: pass)
          return draw(
            after: step, rows.enumerated().map { ($0.offset, number($0.element, place)) },
            except: TranslationModel.marks.filter { $0 != TranslationModel.eos },
            sources: sources, in: pass)
        }
        for (row, token) in zip(rows, tokens) where token != TranslationModel.eos {
          translations[row].append(token)
        }
        let kept = rows.indices.filter {
          tokens[$0] != TranslationModel.eos && translations[rows[$0]].count < limits[rows[$0]]
        }
        guard kept.count < rows.count else { continue }
        state.keep(kept)
        (rows, tokens) = (kept.map { rows[$0] }, kept.map { tokens[$0] })
      }
    }
    return translations
  }
}

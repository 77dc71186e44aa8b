import S2SReports

extension Inspection {
  /// The norms of the gradient by distance from the loss, a line a layer; by place for a loss of all outputs.
  public var gradientPicture: Picture {
    let hasDistances = layers.contains { $0.distances.contains { $0 != nil } }
    let series = zip(layers, gradientLines).flatMap { layer, lines in
      lines.map { name, norms in
        let points = norms.indices.compactMap { place -> LineChart.Point? in
          guard hasDistances else { return LineChart.Point(Double(place + 1), norms[place]) }
          return layer.distances[place].map { LineChart.Point(Double($0), norms[place]) }
        }
        return LineChart.Series(name, points.sorted { $0.x < $1.x })
      }
    }
    let loss = output.map { "of “\(outputs[$0])”" } ?? "of all outputs"
    return LineChart(
      title: "How much each state matters for the loss \(loss)",
      note: "The norm of the gradient of the loss by \(gradientWords.states).",
      horizontal: ChartDimension(hasDistances ? "steps from the loss" : "token"),
      vertical: ChartDimension(gradientWords.norms, .logarithmic), series: series
    ).picture
  }

  /// The weights of attention; `nil` without attention.
  public var attentionPicture: Picture? {
    guard let attention else { return nil }
    let isPooled = attention.count == 1 && outputs.count == 1
    var map = HeatMap(
      title: "Attention", note: isPooled ? "" : "Each row sums to 1.", quantity: "weight",
      rows: isPooled ? ["text"] : outputs, columns: sides[0].tokens,
      values: attention.map { $0.map { Double($0) } })
    (map.rowTitle, map.columnTitle, map.full) = (isPooled ? "" : "output", sides[0].name, 1)
    return map.picture
  }

  /// The gates of a layer over time: the units that change most.
  ///
  /// - Parameter units: how many of them.
  public func gatePictures(units: Int) -> [Picture] {
    layers.flatMap { layer in
      layer.gates.map { gate in
        let shown = gate.liveliest(units)
        var map = HeatMap(
          title: "\(layer.name): \(gate.meaning) \(gate.name)",
          note: "The \(shown.count) of \(gate.values.first?.count ?? 0) units that change most.",
          quantity: "activation", rows: shown.map { "unit \($0 + 1)" },
          columns: sides[layer.side].tokens,
          values: shown.map { unit in gate.values.map { Double($0[unit]) } })
        (map.columnTitle, map.full) = (sides[layer.side].name, 1)
        return map.picture
      }
    }
  }
}

extension Inspection.Gate {
  /// The units whose values vary most over the tokens, in their order; of equals the first.
  func liveliest(_ count: Int) -> [Int] {
    let width = values.first?.count ?? 0
    let variances = (0..<width).map { unit in
      let own = values.map { Double($0[unit]) }
      let mean = own.reduce(0, +) / Double(own.count)
      return own.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    }
    let order = (0..<width).sorted {
      variances[$0] != variances[$1] ? variances[$0] > variances[$1] : $0 < $1
    }
    return order.prefix(count).sorted()
  }
}

extension RelevanceMap {
  /// The relevance of each token for each output; signs by colour and mark.
  public var picture: Picture {
    let starts = sides.map(\.tokens).joined()
    var map = HeatMap(
      title: "What mattered for each output",
      note:
        "The relevance of what was read for the logit of each output; below zero it spoke against it.",
      quantity: "relevance", rows: outputs, columns: Array(starts),
      values: relevances.enumerated().map { output, sides in
        // What was read after an output had no part in it.
        sides.enumerated().flatMap { side, values in
          values.enumerated().map { place, value in
            isLater(side: side, place: place, than: output) ? nil : value
          }
        }
      })
    map.rowTitle = "output"
    map.columnTitle = sides.map(\.name).joined(separator: ", then ")
    return map.picture
  }

  /// Whether a token of the side that outputs are made from is read after an output.
  private func isLater(side: Int, place: Int, than output: Int) -> Bool {
    relevances[output][side][place] == 0 && sides[side].tokens.count == outputs.count
      && place > output
  }
}

extension SentenceMap {
  /// The sentences in the plane of their two principal components; `nil` for fewer than three.
  public var picture: Picture? {
    guard let projection = projection() else { return nil }
    func axis(_ name: String, _ share: Double) -> ChartDimension {
      ChartDimension("\(name) component (\(Int((100 * share).rounded())) % of the variance)")
    }
    return ScatterPlot(
      title: "Sentences by their vectors",
      note: "What is near has vectors that are alike, as far as a plane can show it.",
      horizontal: axis("first", projection.shares.x),
      vertical: axis("second", projection.shares.y),
      points: zip(sentences, projection.points).map {
        ScatterPlot.Point($1.x, $1.y, label: $0)
      }
    ).picture
  }
}

extension SearchedText {
  /// The tree of the search.
  public var picture: Picture {
    SearchTree(
      title: "Beam search",
      note: "“\(text)”; what was left is dashed. log p is the sum over all tokens so far; score is "
        + "that of a finished continuation after length normalisation.",
      nodes: nodes.indices.map { index in
        let node = nodes[index]
        let isLeft = node.fate == .outranked || node.fate == .forbidden
        var shown = SearchTree.Node(
          step: node.step, parent: node.parent, label: tokens[index],
          value: node.score ?? node.logProbability, fate: node.fate.rawValue,
          standing: best.contains(index) ? .best : isLeft ? .left : .taken)
        if node.score != nil { shown.quantity = "score" }
        return shown
      }
    ).picture
  }
}

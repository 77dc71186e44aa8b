import S2SLayers
import S2SModels
import S2SSearch
import S2STensors

/// Looks into a model of any task: gradients, gates, attention and relevance of a text.
///
///     let inspector = try Inspector(path: "models/fr-en")
///     let look = try inspector.inspect(InspectedText("Le chat dort."))
///     for layer in look.layers { print(layer.name, layer.gradientNorms) }
public struct Inspector: Sendable {
  private let model: any InspectedModel
  let parameters: ParameterBuffer

  /// Loads the model in a file or directory.
  ///
  /// - Throws: `ModelError`, `FileError`, `SafetensorsError` or `TextError` when it cannot be read, or its
  ///   task has nothing to look into.
  public init(path: String) throws {
    let file = try ModelDirectory.file(at: path)
    self.init(try TaskKind.of(ModelHeader(path: file)).inspected(file))
  }

  init(_ model: any InspectedModel) {
    self.model = model
    parameters = model.storage.numbers
  }

  /// Whether the model reads pictures, not texts.
  package var readsPictures: Bool { model.readsPictures }

  /// Which loss is looked at.
  public enum Loss: Sendable, Equatable {
    /// That of the last output.
    case last
    /// That of an output, counted from 0.
    case output(Int)
    /// The sum of all.
    case all
  }

  /// What the model computes for a text, and the gradient of its loss.
  ///
  /// - Throws: `InspectionError`.
  public func inspect(_ text: InspectedText, loss: Loss = .last) throws -> Inspection {
    let example = try model.example(checked(text))
    let count = example.outputs.count
    let output: Int? =
      switch loss {
      case .last: count - 1
      case .output(let index): index
      case .all: nil
      }
    if let output, !(0..<count).contains(output) {
      throw InspectionError.noOutput(output + 1, count: count)
    }
    var objective = Objective(scale: 1, labelSmoothing: 0)
    objective.weights = output.map { one(of: count, at: $0) }
    let trace = Trace()
    run(example, objective, .gradient, trace, into: ParameterBuffer(parameters.table))
    return Inspection(
      sides: example.sides.map(\.shown), outputs: example.outputs, output: output,
      layers: layers(trace, example, output), attention: attention(trace, example))
  }

  /// How much each token has to do with each output.
  ///
  /// - Throws: `InspectionError`: `noLogits` where outputs are mixed from several distributions.
  /// - Complexity: a backward pass for each output.
  public func relevance(
    _ text: InspectedText, by rule: RelevanceMap.Rule = .propagation
  ) throws -> RelevanceMap {
    guard model.hasLogits else { throw InspectionError.noLogits }
    let example = try model.example(checked(text))
    let gradients = ParameterBuffer(parameters.table)
    var (relevances, biases, logits) = ([[[Double]]](), [Double](), [Double]())
    for output in example.outputs.indices {
      var objective = Objective(scale: 1, labelSmoothing: 0)
      objective.weights = one(of: example.outputs.count, at: output)
      objective.sendsLogits = true
      let trace = Trace()
      gradients.all.zero()
      run(
        example, objective, rule == .propagation ? .relevance : .gradient, trace, into: gradients)
      relevances.append(example.sides.map { inputs(of: $0, trace) })
      biases.append(rule == .propagation ? shareOfBiases(gradients, of: example) : 0)
      logits.append(trace.root)
    }
    return RelevanceMap(
      sides: example.sides.map(\.shown), outputs: example.outputs, relevances: relevances,
      biases: biases, logits: logits)
  }

  /// The vectors that the model makes of texts, one each, equally wide: the context vector of a source or of a
  /// picture, what a classifier's output layer reads, the last state of a language model, the mean of a tagger's
  /// states.
  ///
  /// - Throws: `InspectionError.emptyText`.
  public func map(of texts: [InspectedText]) throws -> SentenceMap {
    let names = texts.map { text in
      guard let answer = text.answer, text.picture != nil else { return text.text }
      return text.text + " " + answer
    }
    return SentenceMap(sentences: names, vectors: try model.vectors(of: texts.map(checked)))
  }

  /// A beam search of a text, with all that it looked at.
  ///
  /// - Throws: `InspectionError`; `SearchError` for impossible options.
  public func search(
    _ text: InspectedText, options: SearchOptions = SearchOptions()
  ) throws -> SearchedText {
    try options.validate()
    return try model.search(checked(text), options)
  }

  /// Refuses a text where the model reads pictures, and a picture where it reads texts.
  private func checked(_ text: InspectedText) throws -> InspectedText {
    guard (text.picture != nil) == model.readsPictures else {
      throw model.readsPictures ? InspectionError.noPicture : InspectionError.noText
    }
    return text
  }

  private func one(of count: Int, at index: Int) -> [Float] {
    (0..<count).map { $0 == index ? 1 : 0 }
  }

  private func run(
    _ example: InspectedExample, _ objective: Objective, _ rule: BackwardRule, _ trace: Trace,
    into gradients: ParameterBuffer
  ) {
    var pass = Pass(parameters: parameters, workspace: Workspace())
    pass.rule = rule
    pass.trace = trace
    example.backward(objective, gradients, pass)
  }
}

// MARK: - What a trace says of the tokens

extension Inspector {
  /// The name of the parameter at a slot.
  private func name(of slot: ParameterSlot) -> String {
    parameters.table.entries.first { $0.slot == slot }?.name ?? ""
  }

  private func layers(
    _ trace: Trace, _ example: InspectedExample, _ output: Int?
  ) -> [Inspection.Layer] {
    let found = trace.layers.compactMap { layer -> Inspection.Layer? in
      let name = name(of: layer.weight).split(separator: ".").dropLast().joined(separator: ".")
      guard let index = example.sides.firstIndex(where: { $0.has(name) }),
        layer.layout.rowCount == example.sides[index].tokens.count,
        !example.sides[index].isFed(by: name)
      else { return nil }
      let side = example.sides[index]
      return Inspection.Layer(
        name: name, side: index,
        gradientNorms: side.rows.map(layer.stateGradients.norm(ofRow:)),
        memoryNorms: layer.memoryGradients.map { side.rows.map($0.norm(ofRow:)) },
        distances: side.rows.map { row in
          output.flatMap { side.distance(of: row, isReversed: layer.isReversed, to: $0) }
        },
        gates: layer.gates.map { gate, values in
          Inspection.Gate(
            name: gate.name, meaning: gate.meaning,
            values: side.rows.map { Array(values.row($0)) })
        })
    }
    let order = parameters.table.entries.map(\.name)
    func place(_ layer: Inspection.Layer) -> Int {
      order.firstIndex { $0.hasPrefix(layer.name + ".") } ?? 0
    }
    return found.sorted { place($0) < place($1) }
  }

  private func attention(_ trace: Trace, _ example: InspectedExample) -> [[Float]]? {
    guard let weights = trace.attention, let side = example.sides.first else { return nil }
    return (0..<weights.rows).map { row in
      let own = Array(weights.row(row))
      return side.rows.map { own[$0] }
    }
  }

  /// The relevance of each token of a side.
  private func inputs(of side: InspectedExample.Side, _ trace: Trace) -> [Double] {
    let own = trace.inputs.first { side.has(name(of: $0.weight)) }
    return side.rows.map { own?.relevances[$0] ?? 0 }
  }

  /// What reached the biases between the sides and the outputs: the sum of value times gradient.
  private func shareOfBiases(
    _ gradients: ParameterBuffer, of example: InspectedExample
  ) -> Double {
    let biases = parameters.table.entries.filter { entry in
      entry.role == .bias && !example.sides.contains { $0.isFed(by: entry.name) }
    }
    return biases.reduce(0) { sum, entry in
      zip(parameters[entry.slot].elements, gradients[entry.slot].elements)
        .reduce(sum) { $0 + Double($1.0) * Double($1.1) }
    }
  }
}

extension InspectedExample.Side {
  /// The tokens in the text's order, for people.
  var shown: Inspection.Side { Inspection.Side(name: name, tokens: tokens) }

  /// Whether a parameter or layer of this name is its own.
  func has(_ name: String) -> Bool { prefixes.contains { name.hasPrefix($0) } }

  /// Whether a parameter or layer of this name makes what it reads.
  func isFed(by name: String) -> Bool { lowerPrefix.map(name.hasPrefix) ?? false }

  /// The row of each token, which stands as the network reads it.
  var rows: [Int] {
    isReversed ? (0..<tokens.count).reversed() : Array(0..<tokens.count)
  }

  /// The steps from the state of a row to an output; `nil` where it is read later.
  func distance(of row: Int, isReversed: Bool, to output: Int) -> Int? {
    guard isAligned else { return output + (isReversed ? row + 1 : tokens.count - row) }
    let steps = isReversed ? row - output : output - row
    return steps < 0 ? nil : steps
  }
}

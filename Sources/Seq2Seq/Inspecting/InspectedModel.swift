import S2SLayers
import S2SModels
import S2SSearch
import S2STensors

/// A text or a picture to look at.
public struct InspectedText: Sendable, Equatable {
  /// What the model reads: a text, or a picture by its name; a language model's text is its answer.
  public var text: String
  /// What it is to say: a translation, a label, tags between spaces; `nil` for what it says itself.
  public var answer: String?
  /// The vector of a picture, which a captioner reads; `nil` for a text.
  public var picture: [Float]?

  /// A text, and the answer if it is given.
  public init(_ text: String, answer: String? = nil, picture: [Float]? = nil) {
    self.text = text
    self.answer = answer
    self.picture = picture
  }
}

/// A task's model, as one looks into it.
package protocol InspectedModel: Sendable {
  /// The weights.
  var storage: NetworkStorage { get }

  /// Whether it reads pictures, not texts.
  var readsPictures: Bool { get }

  /// Whether each output has a logit of its own, and is not mixed from several distributions.
  var hasLogits: Bool { get }

  /// A text in tokens.
  ///
  /// - Throws: `InspectionError.emptyText`; what is wrong with the answer.
  func example(_ text: InspectedText) throws -> InspectedExample

  /// The vectors that the model makes of texts, in their order.
  ///
  /// - Throws: `InspectionError`.
  func vectors(of texts: [InspectedText]) throws -> [[Float]]

  /// A beam search with all that it looked at.
  ///
  /// - Throws: `InspectionError`; `SearchError` for impossible options.
  func search(_ text: InspectedText, _ options: SearchOptions) throws -> SearchedText
}

extension InspectedModel {
  /// A model that reads texts.
  package var readsPictures: Bool { false }

  /// A model with one softmax.
  package var hasLogits: Bool { true }

  /// A model that searches nothing.
  package func search(_ text: InspectedText, _ options: SearchOptions) throws -> SearchedText {
    throw InspectionError.noSearch
  }

  /// The vectors of texts in tokens, from batches of about as many tokens as a pass of training has.
  ///
  /// - Parameter encode: makes the vectors of some texts, `[B, C]` in their order.
  func vectors(
    of tokens: [[Int32]], _ encode: (_ texts: [[Int32]], Pass) -> Matrix
  ) -> [[Float]] {
    let order = tokens.indices.sorted { tokens[$0].count < tokens[$1].count }
    let (scratch, packed) = (Workspace(), storage.packedWeights())
    var vectors = [[Float]](repeating: [], count: tokens.count)
    for batch in stride(from: 0, to: order.count, by: 16) {
      let places = order[batch..<min(batch + 16, order.count)]
      scratch.reset()
      let rows = encode(
        places.map { tokens[$0] },
        Pass(parameters: storage.parameters, workspace: scratch, packedWeights: packed))
      for (row, place) in places.enumerated() {
        vectors[place] = rows.rows(row..<row + 1).elements
      }
    }
    return vectors
  }
}

/// An example in tokens, and its backward pass.
package struct InspectedExample {
  /// A sequence that the network reads.
  package struct Side {
    /// Such as `source`.
    let name: String
    /// The tokens, as they stand in the text.
    let tokens: [String]
    /// What the names of its table and of its layers begin with.
    let prefixes: [String]
    /// What the names of the layers begin with that make what it reads, such as a speller's; they are no part of
    /// what is looked at.
    var lowerPrefix: String?
    /// Whether the network reads it from the end.
    var isReversed = false
    /// Whether its step t makes output t; if not, all of it is read before the first output.
    let isAligned: Bool
  }

  /// What is read, in the order of reading.
  let sides: [Side]
  /// What is predicted, one a step.
  let outputs: [String]
  /// Adds the gradient of an objective, whose weights are the outputs'.
  let backward: (Objective, ParameterBuffer, Pass) -> Void
}

extension LearningTask {
  /// Nothing to look into, unless a task says otherwise.
  package static func inspected(_ modelFile: String) throws -> any InspectedModel {
    throw ModelError.otherTask(
      path: modelFile, task: name, wanted: "translate, lm, classifier, tagger or captioner")
  }
}

extension NetworkStorage {
  /// All weights as numbers of 32 bits, those of eight bits among them.
  var numbers: ParameterBuffer {
    guard isQuantized else { return parameters }
    let numbers = ParameterBuffer(parameters.table)
    numbers.copy(from: parameters)
    for entry in parameters.table.entries {
      guard let bytes = quantized[entry.slot.offset] else { continue }
      for row in 0..<bytes.rows { bytes.copyRow(row, to: numbers[entry.slot].row(row)) }
    }
    return numbers
  }
}

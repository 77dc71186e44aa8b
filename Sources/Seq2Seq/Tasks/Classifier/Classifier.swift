import S2SCorpora
import S2SLayers
import S2SModels
import S2SText
import S2STensors
import S2STraining

/// Chooses the label of texts, by a trained model.
///
/// A text's probabilities do not depend on the texts beside it or on the number of threads.
public struct Classifier: Sendable {
  /// The task's name in model files.
  package static let task = ClassifierTask.name
  /// The names of all labels, in the order of their probabilities.
  public let labels: [String]
  /// The model's file; empty for a model that is in training.
  let file: String
  let text: TextPipeline
  let model: ClassifierModel
  let truncation: Int
  /// The column of the training texts that had the labels; `nil` where the file does not say.
  let labelColumn: LabelColumn?
  /// The weights for inference; `nil` where they still change.
  private let packed: PackedWeights?

  /// Loads the model in a file or directory.
  ///
  /// - Throws: `ModelError`, `FileError`, `SafetensorsError` or `TextError` when it cannot be read
  ///   or is of another task.
  public init(path: String) throws {
    file = try ModelDirectory.file(at: path)
    let reader = try SafetensorsReader(path: file)
    let header = try ModelHeader(reader)
    try header.check(task: ClassifierTask.name)
    text = try header.text(ClassifierTask.textRole)
    labels = try header.text(ClassifierTask.labelRole).labelNames
    let shape: ClassifierShape = try header.shape()
    model = try ClassifierModel(
      shape, vocabularySize: text.vocabularySize, classCount: labels.count
    ) { try NetworkStorage(reading: reader, $0) }
    truncation = shape.truncation
    labelColumn = header.facts[Self.columnFact].flatMap(LabelColumn.init)
    packed = model.packedWeights()
  }

  /// Uses a model that is in training as it is whenever it is asked.
  init(_ model: ClassifierModel, _ texts: Texts) {
    (file, packed, self.model) = ("", nil, model)
    (text, labels) = (texts.text, texts.label.labelNames)
    truncation = .max
    labelColumn = nil
  }

  /// The fact of a model that says which column of its training texts had the labels.
  static let columnFact = "label_column"

  /// What a model says of a text.
  public struct Answer: Sendable, Equatable {
    /// The most probable label.
    public let label: String
    /// Its place among the labels.
    public let index: Int
    /// The probability of each label.
    public let probabilities: [Float]
    /// Whether the text has more tokens than the model reads; the others had no part in this.
    public let isTruncated: Bool

    /// The probability of the label.
    public var probability: Float { probabilities[index] }
  }

  /// The texts that a worker takes at once: they are sorted by length, so that batches are full.
  private static let blockSize = 1_024

  /// What the model says of each text, in their order.
  ///
  /// - Parameter isCancelled: as of `Translator.translate`.
  /// - Throws: `CancellationError`.
  public func classify(
    _ texts: [String], threads: Int? = nil,
    isCancelled: @Sendable () -> Bool = { Task.isCancelled }
  ) throws -> [Answer] {
    let workers = Workers(count: threads ?? defaultThreadCount())
    let share = (texts.count + workers.count - 1) / workers.count
    let size = max(1, min(Self.blockSize, share))
    let count = (texts.count + size - 1) / size
    return try workers.map(
      count, isCancelled: isCancelled, with: { (Workspace(), text.makeEncoder()) }
    ) { block, tools in
      let part = texts[block * size..<min(texts.count, (block + 1) * size)]
      return answers(part, tools.0, tools.1)
    }.flatMap(\.self)
  }

  private func answers(
    _ texts: ArraySlice<String>, _ scratch: Workspace, _ encoder: TextEncoder
  ) -> [Answer] {
    let tokens = texts.map { text in
      let tokens = encoder.encode(text)
      return tokens.isEmpty ? [ClassifierTask.emptyText] : tokens
    }
    let order = tokens.indices.sorted { tokens[$0].count > tokens[$1].count }
    var answers = [Answer?](repeating: nil, count: tokens.count)
    var next = 0
    while next < order.count {
      let longest = min(tokens[order[next]].count, truncation) + 1
      let end = min(order.count, next + max(1, ClassifierTask.passTokens / longest))
      let places = order[next..<end]
      scratch.reset()
      let rows = model.probabilities(
        of: places.map { tokens[$0] },
        in: Pass(parameters: model.parameters, workspace: scratch, packedWeights: packed))
      for (row, place) in places.enumerated() {
        answers[place] = answer(rows.rows(row..<row + 1), tokens[place].count)
      }
      next = end
    }
    return answers.compactMap(\.self)
  }

  private func answer(_ row: Matrix, _ length: Int) -> Answer {
    let probabilities = row.elements
    var best = 0
    for index in probabilities.indices where probabilities[index] > probabilities[best] {
      best = index
    }
    return Answer(
      label: labels[best], index: best, probabilities: probabilities,
      isTruncated: length > truncation)
  }
}

import S2SCorpora
import S2SFiles
import S2SLayers
import S2SModels
import S2STensors
import S2SText

/// What dynamic evaluation knows of the training text: the mean squares of gradients there.
extension StreamReader.Learning {
  /// The tokens of the training text that are measured, from its beginning on, and those of a batch.
  private static let (tokenCount, batchTokens) = (100_000, 500)
  /// The bytes of text that have as many tokens in any case that matters.
  private static let byteCount = 4 << 20

  /// Measures gradients of a model on training text.
  ///
  /// - Throws: `FileError`, `LineError`, `CorpusError.noLines`; `ModelError.tooLarge`; `CancellationError`.
  init(
    _ model: LanguageModel, _ text: TextPipeline, _ options: StreamAdaptation.Dynamic,
    trainingText path: String, isCancelled: () -> Bool
  ) throws {
    let lines = try Self.lines(path)
    guard !lines.isEmpty else { throw CorpusError.noLines([path]) }
    let whole = LanguageModelData.stream(lines, [LanguageModelTask.role: text], threads: 1)
    let stream = TokenStream(Array(whole.tokens.prefix(1 + Self.tokenCount)))
    weights = try DynamicWeights(model.parameters)
    self.options = options
    let lanes = stream.lanes(max(1, Self.batchTokens / options.segment))
    let states = CarriedStates(model, lanes: lanes.count)
    let scratch = Workspace()
    for window in StreamWindow(stream: stream, firstLane: 0, parts: lanes, begins: true)
      .cut(to: options.segment) where window.count > 0
    {
      if isCancelled() { throw CancellationError() }
      scratch.reset()
      let result = model.backward(
        model.reading(parts: window.tokens, from: states.states(of: window.lanes)),
        objective: Objective(scale: 1 / Float(window.count), labelSmoothing: 0),
        gradients: weights.gradients,
        in: Pass(parameters: model.parameters, workspace: scratch))
      states.store(result.finals, of: window.lanes)
      weights.addSquares()
    }
    weights.endSquares()
  }

  private static func lines(_ path: String) throws -> [String] {
    let reader = try LineReader(path: path)
    var (lines, bytes) = ([String](), 0)
    while bytes < byteCount, let line = try reader.next() {
      lines.append(line)
      bytes += line.utf8.count + 1
    }
    return lines
  }
}

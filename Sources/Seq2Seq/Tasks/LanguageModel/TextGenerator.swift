import S2SLayers
import S2SModels
import S2SSearch
import S2STensors
import S2SText

/// How a language model writes texts.
public struct GenerationOptions: Sendable, Equatable {
  /// How each token is drawn.
  public var sampling = SamplingOptions()
  /// The most tokens that are drawn.
  public var maximumTokens = 200
  /// Tells texts of one seed apart.
  public var number = 1

  /// The defaults: draws of the model's own probabilities.
  public init() {}

  /// Checks every value.
  ///
  /// - Throws: `SearchError`, `OptionError`.
  public func validate() throws {
    try sampling.validate()
    guard (1...Self.mostTokens).contains(maximumTokens) else {
      throw OptionError.outOfRange(
        option: "tokens", value: "\(maximumTokens)", range: OptionRange(1...Double(Self.mostTokens))
      )
    }
  }

  /// The most tokens of one text.
  package static let mostTokens = 10_000_000
}

/// Writes texts by a language model: draws a token, reads it, and so on.
///
/// Immutable: any number of threads may use one.
public struct TextGenerator: Sendable {
  private let model: LanguageModel
  private let text: TextPipeline
  private let packed: PackedWeights

  /// Loads the model in a file or directory.
  ///
  /// - Throws: `ModelError`, `FileError`, `SafetensorsError` or `TextError` when it cannot be read
  ///   or is of another task.
  public init(path: String) throws {
    (_, model, text) = try LanguageModelTask.load(ModelDirectory.file(at: path))
    packed = model.packedWeights()
  }

  /// Writes on from a prompt.
  ///
  /// A model of lines ends with the line; one of a stream goes on through line ends, until all tokens are
  /// drawn.
  ///
  /// - Parameters:
  ///   - prompt: how the text begins; empty for the beginning of a line.
  ///   - write: is called with each piece of text as soon as it is certain; the prompt is not among them.
  ///   - isCancelled: as of `Translator.translate`; what was written stays.
  /// - Throws: what `write` throws; `SearchError`, `OptionError`.
  /// - Complexity: linear in the tokens of prompt and text.
  public func generate(
    after prompt: String, _ options: GenerationOptions = GenerationOptions(),
    isCancelled: @Sendable () -> Bool = { Task.isCancelled }, write: (String) throws -> Void
  ) throws {
    try options.validate()
    var session = GenerationSession(model, packed)
    var line = WrittenLine(text)
    for (index, part) in prompt.split(separator: "\n", omittingEmptySubsequences: false)
      .enumerated()
    {
      if index > 0 { line.end() }
      let tokens = text.encode(text.normalization.applied(to: String(part)))
      session.read((index > 0 ? [TranslationModel.eos] : []) + tokens)
      line.begin(with: tokens)
    }
    var sampler = TokenSampler(options.sampling, number: options.number)
    for _ in 0..<options.maximumTokens {
      guard !isCancelled(), let token = session.draw(by: &sampler) else { break }
      guard token == TranslationModel.eos else {
        session.read([token])
        if let piece = line.add(token) { try write(piece) }
        continue
      }
      if let rest = line.end() { try write(rest) }
      guard model.readsStream else { return }
      try write("\n")
      session.read([token])
    }
    if let rest = line.end() { try write(rest) }
  }
}

/// A text while it is read and written, token by token.
private struct GenerationSession {
  private let model: LanguageModel
  private let states: CarriedStates
  private let memory = Workspace()
  private let scratch = Workspace()
  private let constants: [Matrix]
  private let packed: PackedWeights
  private var logits: [Float] = []

  /// Reads the mark before a text.
  init(_ model: LanguageModel, _ packed: PackedWeights) {
    self.model = model
    self.packed = packed
    states = CarriedStates(model, lanes: 1)
    constants = model.constants(
      rows: 1,
      in: Pass(parameters: model.parameters, workspace: memory, packedWeights: packed))
    read([model.start])
  }

  mutating func read(_ tokens: [Int32]) {
    for token in tokens {
      scratch.reset()
      let pass = Pass(parameters: model.parameters, workspace: scratch, packedWeights: packed)
      let row = model.step(
        [token], states: states.states(of: 0..<1), constants: constants, in: pass)
      logits = Array(UnsafeBufferPointer(start: row.row(0), count: row.columns))
    }
  }

  mutating func draw(by sampler: inout TokenSampler) -> Int32? {
    logits.withUnsafeBufferPointer { sampler.draw(from: $0) }
  }
}

/// The text of a line while tokens come.
private struct WrittenLine {
  private let text: TextPipeline
  private var tokens: [Int32] = []
  private var written = 0

  init(_ text: TextPipeline) { self.text = text }

  /// Begins with tokens that are written already.
  mutating func begin(with tokens: [Int32]) {
    self.tokens = tokens
    written = text.decode(tokens).utf8.count
  }

  /// Adds a token; returns what is certain by now, if that is more than before.
  mutating func add(_ token: Int32) -> String? {
    tokens.append(token)
    var decoded = text.decode(tokens)
    // A character whose bytes are not all there yet.
    while decoded.unicodeScalars.last == "\u{FFFD}" { decoded.unicodeScalars.removeLast() }
    return rest(of: decoded)
  }

  /// Ends the line; returns what was not certain before.
  @discardableResult
  mutating func end() -> String? {
    defer { begin(with: []) }
    return rest(of: text.decode(tokens))
  }

  private mutating func rest(of decoded: String) -> String? {
    let bytes = decoded.utf8.dropFirst(written)
    guard !bytes.isEmpty else { return nil }
    written += bytes.count
    return String(decoding: bytes, as: UTF8.self)
  }
}

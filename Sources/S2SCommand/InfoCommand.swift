import ArgumentParser
import S2SFiles
import S2SModels
import S2STensors
import Seq2Seq

/// `s2s info`: what a model is, or what the machine offers.
struct InfoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "info",
    abstract: "Describe a model, or the libraries and processor in use",
    discussion: """
      Examples:
        s2s info
        s2s info models/fr-en
        s2s info --system
      """)

  @Argument(help: "A model's directory or file (default: the newest under models/)")
  var model: String?
  @Flag(help: "Describe what s2s runs on instead") var system = false
  @Flag(help: "Print one JSON object") var json = false

  func run() throws {
    let output = OutputWriter()
    if system {
      let facts = Self.systemFacts
      try output.write(
        json
          ? encodeJSON(Dictionary(uniqueKeysWithValues: facts)) + "\n" : Self.table(of: facts))
    } else {
      let choice = ModelChoice(paths: model.map { [$0] } ?? [], source: nil, target: nil)
      let description = ModelDescription(try choice.load()[0])
      try output.write(json ? encodeJSON(description) + "\n" : Self.table(of: description.facts))
    }
    try output.flush()
  }

  private static var systemFacts: [(String, String)] {
    [
      ("s2s", Seq2SeqVersion.current), ("kernels", Kernels.levelName),
      ("products", BLAS.description),
      ("bfloat16", BFloat16.isAvailable ? "available for training" : "not on this processor"),
      ("worker threads", String(defaultThreadCount())),
    ]
  }

  private static func table(of facts: [(String, String)]) -> String {
    facts.map { name, value in
      name + String(repeating: " ", count: max(1, 20 - name.count)) + value + "\n"
    }.joined()
  }
}

/// What a model is, for programs and for people.
private struct ModelDescription: Encodable {
  let source: String
  let target: String
  let parameters: Int
  let shape: ModelConfiguration
  let options: TrainingOptions?
  let isQuantized: Bool
  let corpus: [TrainingData.FileDigest]
  let training: [String: String]

  init(_ bundle: TranslationBundle) {
    source = bundle.source
    target = bundle.target
    parameters = bundle.parameterCount
    isQuantized = bundle.isQuantized
    shape = bundle.configuration
    options = TrainingFacts.options(of: bundle)
    corpus = TrainingFacts.files(of: bundle)
    training = bundle.facts.filter { !["options", "corpus"].contains($0.key) }
  }

  var facts: [(String, String)] {
    var facts = [
      ("languages", "\(source) to \(target)"),
      ("parameters", grouped(parameters) + (isQuantized ? ", of eight bits" : "")),
      ("cell", shape.cell.rawValue),
      ("layers", String(shape.layerCount)),
      ("hidden", String(shape.hiddenSize)),
      ("embedding", String(shape.embeddingSize)),
      ("attention", shape.attention.rawValue),
      ("context at", shape.contextUse.rawValue),
      ("bidirectional", shape.isBidirectional ? "yes" : "no"),
      ("source reversed", shape.reversesSource ? "yes" : "no"),
      ("tied embeddings", shape.tiesEmbeddings ? "yes" : "no"),
      (
        "vocabulary",
        "\(grouped(shape.sourceVocabularySize)) source, \(grouped(shape.targetVocabularySize)) target"
      ),
    ]
    if shape.isResidual { facts.append(("residual", "yes")) }
    if shape.repeatsInputs { facts.append(("input to all layers", "yes")) }
    if shape.merge == .sum { facts.append(("directions", "summed")) }
    if shape.normalizesLayers { facts.append(("layer normalisation", "yes")) }
    if shape.spelling != nil { facts.append(("source words", "spelled by characters")) }
    if shape.zoneout > 0 { facts.append(("zoneout", "\(shape.zoneout)")) }
    if shape.feedsInput { facts.append(("input feeding", "yes")) }
    if shape.hasCoverage { facts.append(("coverage", "yes")) }
    if shape.copiesSource { facts.append(("copies", "yes")) }
    if let bridge = shape.bridge { facts.append(("bridge", bridge.rawValue)) }
    if let nonlinearity = shape.nonlinearity {
      facts.append(("nonlinearity", nonlinearity.rawValue))
    }
    if let forgetBias = shape.forgetBias { facts.append(("forget bias", "\(forgetBias)")) }
    if let options { facts.append(("learning", options.summary + ", seed \(options.seed)")) }
    facts += training.sorted { $0.key < $1.key }.filter { !$0.value.isEmpty }
      .map { ($0.key.replacing("_", with: " "), $0.value) }
    return facts + corpus.map { ("corpus", "\($0.path), SHA-256 \($0.sha256.prefix(12))…") }
  }
}

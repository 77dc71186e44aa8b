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

  func run() throws {
    let output = OutputWriter()
    for (name, value) in try system ? systemFacts() : modelFacts() {
      try output.write(
        name + String(repeating: " ", count: max(1, 20 - name.count)) + value + "\n")
    }
    try output.flush()
  }

  private func systemFacts() -> [(String, String)] {
    [
      ("s2s", Seq2SeqVersion.current), ("kernels", Kernels.levelName),
      ("products", BLAS.description), ("worker threads", String(defaultThreadCount())),
    ]
  }

  private func modelFacts() throws -> [(String, String)] {
    let choice = ModelChoice(paths: model.map { [$0] } ?? [], source: nil, target: nil)
    let bundle = try choice.load()[0]
    let shape = bundle.configuration
    return [
      ("languages", "\(bundle.source) to \(bundle.target)"),
      ("parameters", grouped(bundle.parameterCount)),
      ("cell", shape.cell.rawValue),
      ("layers", String(shape.layerCount)),
      ("hidden", String(shape.hiddenSize)),
      ("embedding", String(shape.embeddingSize)),
      ("bidirectional", shape.isBidirectional ? "yes" : "no"),
      ("source reversed", shape.reversesSource ? "yes" : "no"),
      ("tied embeddings", shape.tiesEmbeddings ? "yes" : "no"),
      (
        "vocabulary",
        "\(grouped(shape.sourceVocabularySize)) source, "
          + "\(grouped(shape.targetVocabularySize)) target"
      ),
    ] + bundle.facts.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }
}

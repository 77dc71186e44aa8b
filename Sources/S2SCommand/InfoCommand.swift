import ArgumentParser
import S2SFiles
import S2SOptions
import S2SModels
import S2STensors
import Seq2Seq

/// `s2s info`: describes a model or the machine.
struct InfoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "info",
    abstract: "Describe a model, or the libraries and processor in use",
    discussion: """
      Examples:
        s2s info
        s2s info models/fr-en
        s2s info --config models/fr-en > run.json
        s2s info --system
      """)

  @OptionGroup var choice: ModelArgument
  @Flag(help: "Describe the libraries and the processor instead") var system = false
  @Flag(help: "Print the run that made the model, as a file for s2s train --config")
  var config = false
  @Flag(help: "Print one JSON object") var json = false

  func validate() throws {
    if system && (config || choice.model != nil || choice.named != nil) {
      throw ValidationError(
        "--system describes this machine, not a model; leave out --config and the model.")
    }
  }

  func run() throws {
    let output = OutputWriter()
    if system {
      let facts = Self.systemFacts
      try output.write(
        json
          ? encodeJSON(Dictionary(uniqueKeysWithValues: facts)) + "\n" : Self.table(of: facts))
    } else {
      let model = try ModelFile(path: choice.file(task: nil))
      if config {
        try output.write(encodeJSON(model.configuration().named, inLines: true) + "\n")
        return try output.flush()
      }
      let description = try ModelDescription(model)
      try output.write(json ? encodeJSON(description) + "\n" : Self.table(of: description.facts))
    }
    try output.flush()
  }

  private static var systemFacts: [(String, String)] {
    [
      ("s2s", Seq2SeqVersion.description), ("processor", Processor.name),
      ("kernels", VectorInstructions.current.name),
      ("products", BLAS.description),
      ("bfloat16", BFloat16.isAvailable ? "available for training" : "not on this processor"),
      ("worker threads", String(defaultThreadCount())),
    ]
  }

  private static func table(of facts: [(String, String)]) -> String {
    facts.map { name, value in
      let (name, value) = (printable(name), printable(value))
      return name + String(repeating: " ", count: max(1, 27 - name.count)) + value + "\n"
    }.joined()
  }
}

/// The description of a model, for programs and for people.
private struct ModelDescription: Encodable {
  let task: String
  let languages: [String: String]
  let parameters: Int
  let isQuantized: Bool
  let vocabularies: [String: Int]
  let options: OptionValues
  let corpus: [FileDigest]
  let training: [String: String]
  private let shown: [(name: String, value: OptionValue)]
  private let others: [(name: String, value: OptionValue)]

  private enum CodingKeys: CodingKey {
    case task, languages, parameters, isQuantized, vocabularies, options, corpus, training
  }

  init(_ model: ModelFile) throws {
    task = model.header.task
    languages = try model.languages()
    parameters = model.parameterCount
    isQuantized = model.isQuantized
    vocabularies = try model.vocabularySizes()
    options = try model.options()
    shown = try model.shownOptions()
    others = try model.otherOptions()
    corpus = model.corpus
    training = model.header.facts.filter {
      !["options", "corpus", "corpus_origin", "run", "stretches"].contains($0.key)
    }
  }

  var facts: [(String, String)] {
    var facts = [
      ("task", task),
      ("languages", languages.sorted { $0.key < $1.key }.map(\.value).joined(separator: " to ")),
      ("parameters", grouped(parameters) + (isQuantized ? ", of eight bits" : "")),
      (
        "vocabulary",
        vocabularies.sorted { $0.key < $1.key }.map { "\(grouped($1)) \($0)" }
          .joined(separator: ", ")
      ),
    ]
    facts += shown.map { ($0.name, "\($0.value)") }
    facts.append(
      ("options as usual", others.map { "\($0.name) \($0.value)" }.joined(separator: ", ")))
    facts += training.sorted { $0.key < $1.key }.filter { !$0.value.isEmpty }
      .map { ($0.key.replacing("_", with: " "), $0.value) }
    return facts + corpus.map { ("corpus", "\($0.path), SHA-256 \($0.sha256.prefix(12))…") }
  }
}

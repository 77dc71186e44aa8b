import ArgumentParser
import S2SFiles
import S2SModels
import S2SSearch
import S2STensors
import Seq2Seq

/// `s2s caption`: what each picture shows, from its vector.
struct CaptionCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "caption",
    abstract: "Write captions of pictures from their feature vectors",
    discussion: """
      A line per vector of the file, in its order.

      Examples:
        s2s caption --features corpora/scenes/test.features.safetensors
        s2s caption --features corpora/scenes/test.features.safetensors --model models/captioner-en --beam 8
        s2s caption --features corpora/scenes/test.features.safetensors --n-best 3 --format json
      """)

  /// The forms of the output.
  enum Format: String, ChoiceArgument {
    case text, tsv, json
  }

  @Option(
    help: "The pictures' vectors, a row each: a .npy or .safetensors file",
    transform: ArgumentKind.path)
  var features: String
  @Option(
    help: "A model's directory or file (default: the newest captioner under models/)",
    transform: ArgumentKind.path)
  var model: String?
  @Option(
    name: [.customShort("b"), .long],
    help: "Hypotheses kept at each step, the beam size; 1 is greedy (default: 5)",
    transform: ArgumentKind.count(1...1_000))
  var beam: Int?
  @Option(
    help: "Captions per picture, at most the beam size", transform: ArgumentKind.count(1...1_000))
  var nBest = 1
  @Option(
    help: "The exponent of length normalisation: score = log p / length^exponent (default: 1.0)",
    transform: ArgumentKind.decimalNumber)
  var lengthPenalty: Double?
  @Option(
    help: "The most tokens of a caption (default: 100)", transform: ArgumentKind.count(1...10_000))
  var maxLength: Int?
  @Option(
    help: """
      text (captions), tsv (row, rank, log-probability, caption) or json (one object per picture)
      """)
  var format = Format.text
  @Option(help: "Worker threads (default: the processor's cores)", transform: ArgumentKind.threads)
  var threads: Int?
  @OptionGroup var kernels: KernelArguments

  func validate() throws {
    try checkOptions { try search.validate() }
    if format == .text && nBest > 1 {
      throw ValidationError("--n-best needs --format tsv or json; text has one caption per line.")
    }
  }

  private var search: SearchOptions {
    var search = Captioner.usualSearch
    search.beamSize = beam ?? max(search.beamSize, nBest)
    search.nbest = nBest
    search.normalization.exponent = lengthPenalty ?? search.normalization.exponent
    search.extraLength = maxLength ?? search.extraLength
    return search
  }

  func run() throws {
    try kernels.pin()
    let choice = ModelChoice(paths: model.map { [$0] } ?? [], source: nil, target: nil)
    let captioner = try Captioner(path: choice.files(task: Captioner.task)[0])
    let pictures = try FeatureRows(path: features)
    let output = OutputWriter()
    let captions = try captioner.captions(of: pictures, search: search, threads: threads)
    for (row, captions) in captions.enumerated() {
      try output.write(text(of: captions, row))
    }
    try output.flush()
  }

  private func text(of captions: [Captioner.Caption], _ row: Int) throws -> String {
    switch format {
    case .text: (captions.first?.text ?? "") + "\n"
    case .tsv:
      captions.enumerated().map { rank, caption in
        "\(row)\t\(rank + 1)\t\(caption.logProbability)\t\(caption.text)\n"
      }.joined()
    case .json:
      try encodeJSON(
        CaptionRecord(
          row: row, caption: captions.first?.text ?? "",
          captions: captions.map {
            CaptionRecord.Entry(text: $0.text, logProbability: $0.logProbability, score: $0.score)
          })) + "\n"
    }
  }
}

/// The captions of a picture as JSON.
private struct CaptionRecord: Encodable {
  struct Entry: Encodable {
    let text: String
    let logProbability: Double
    let score: Double

    private enum CodingKeys: String, CodingKey {
      case text, score
      case logProbability = "log_probability"
    }
  }

  let row: Int
  let caption: String
  let captions: [Entry]
}

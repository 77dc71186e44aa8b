import ArgumentParser
import S2SMetrics
import S2SModels
import S2SReports
import S2SSearch
import Seq2Seq

/// `s2s inspect beam`: what a beam search took and left.
struct InspectBeamCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "beam",
    abstract: "Show the tree of a beam search: what was kept, what was left, and why",
    discussion: """
      Examples:
        s2s inspect beam --text "Le chat dort." --beam 3 --output beam.svg
        s2s inspect beam --json input.txt
      """)

  @OptionGroup var arguments: InspectArguments
  @Option(help: "Hypotheses kept at each step", transform: ArgumentKind.count(1...100))
  var beam = 5
  @Option(help: "The exponent of length normalisation: score = log p / d(length)^exponent")
  var lengthPenalty = 1.0
  @OptionGroup var kernels: KernelArguments

  func validate() throws { try checkOptions { try options.validate() } }

  private var options: SearchOptions {
    var options = SearchOptions()
    options.beamSize = beam
    options.normalization = LengthNormalization(exponent: lengthPenalty)
    return options
  }

  func run() throws {
    try kernels.pin()
    try arguments.run(title: "Beams") { inspector, text in
      let found = try inspector.search(text, options: options)
      return InspectArguments.View(
        text: self.text(of: found), json: try encodeJSON(BeamRecord(found)),
        pictures: [found.picture])
    }
  }

  private func text(of found: SearchedText) -> String {
    let grid = TextTable(
      header: ["step", "token", "log p", "score", "fate", "after"],
      rows: found.nodes.indices.map { index in
        let node = found.nodes[index]
        return [
          "\(node.step)\(found.best.contains(index) ? " *" : "")", found.tokens[index],
          fixed(node.logProbability, 3), node.score.map { fixed($0, 3) } ?? "", node.fate.rawValue,
          found.path(to: node.parent),
        ]
      }, endsInText: true)
    return InspectionText.numbered("source", found.source) + grid.plain
      + "translation: \(found.text)\n\n"
  }
}

extension SearchedText {
  /// The tokens of a past, as they follow each other.
  fileprivate func path(to last: Int?) -> String {
    var (names, node) = ([String](), last)
    while let own = node {
      names.append(tokens[own])
      node = nodes[own].parent
    }
    return names.reversed().joined(separator: " ")
  }
}

/// A search as JSON.
private struct BeamRecord: Encodable {
  struct Node: Encodable {
    let step: Int
    let parent: Int?
    let token: String
    let log_probability: Double
    let score: Double?
    let fate: String
  }

  let source: [String]
  let nodes: [Node]
  let best: [Int]
  let text: String

  init(_ found: SearchedText) {
    (source, best, text) = (found.source, found.best, found.text)
    nodes = zip(found.nodes, found.tokens).map { node, token in
      Node(
        step: node.step, parent: node.parent, token: token, log_probability: node.logProbability,
        score: node.score, fate: node.fate.rawValue)
    }
  }
}

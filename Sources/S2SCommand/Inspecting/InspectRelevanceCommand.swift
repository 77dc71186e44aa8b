import ArgumentParser
import S2SMetrics
import S2SModels
import S2SReports
import Seq2Seq

/// `s2s inspect relevance`: what mattered for each output, also where there is no attention.
struct InspectRelevanceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "relevance", abstract: "Show which tokens mattered for each output",
    discussion: """
      propagation is layer-wise relevance propagation (Bach et al. 2015; Ding et al. 2017): the relevances \
      of all tokens and the share of the biases sum to the output's logit. gradient is the gradient of the \
      logit times the input.

      Examples:
        s2s inspect relevance --text "Le chat dort." --output relevance.svg
        s2s inspect relevance --rule gradient --json input.txt
      """)

  @OptionGroup var arguments: InspectArguments
  @Option(help: "How relevance is measured: propagation or gradient")
  var rule = RelevanceMap.Rule.propagation
  @OptionGroup var kernels: KernelArguments

  func run() throws {
    try kernels.pin()
    try arguments.run(title: "Relevance") { inspector, text in
      let found = try inspector.relevance(text, by: rule)
      return InspectArguments.View(
        text: self.text(of: found), json: try encodeJSON(RelevanceRecord(found)),
        pictures: [found.picture])
    }
  }

  private func text(of found: RelevanceMap) -> String {
    let tokens = Array(found.sides.map(\.tokens).joined())
    let grid = TextTable(
      header: ["output", "", "most", "", "biases", "logit"],
      rows: found.outputs.indices.map { output in
        let values = Array(found.relevances[output].joined())
        let largest = max(1e-30, values.map { abs($0) }.max() ?? 0)
        let best = values.indices.sorted { abs(values[$0]) > abs(values[$1]) }.prefix(2)
        let named = best.map { "\($0 + 1) \(tokens[$0]) \(fixed(values[$0], 2))" }
        return [
          found.outputs[output],
          values.map { InspectionText.shade($0 / largest) }.joined(), named.first ?? "",
          named.count > 1 ? named[1] : "", fixed(found.biases[output], 2),
          fixed(found.logits[output], 2),
        ]
      })
    let names = found.sides.map(\.name).joined(separator: ", then ")
    return InspectionText.numbered(names, tokens) + grid.plain + "\n"
  }
}

extension RelevanceMap.Rule: ChoiceArgument {}

/// Relevances as JSON.
private struct RelevanceRecord: Encodable {
  struct Output: Encodable {
    let output: String
    let relevances: [String: [Double]]
    let biases: Double
    let logit: Double
  }

  let tokens: [String: [String]]
  let outputs: [Output]

  init(_ found: RelevanceMap) {
    tokens = found.sides.tokensByName
    outputs = found.outputs.indices.map { output in
      Output(
        output: found.outputs[output],
        relevances: Dictionary(
          uniqueKeysWithValues: zip(found.sides.map(\.name), found.relevances[output])),
        biases: found.biases[output], logit: found.logits[output])
    }
  }
}

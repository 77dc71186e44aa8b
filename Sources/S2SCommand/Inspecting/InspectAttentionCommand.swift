import ArgumentParser
import S2SMetrics
import S2SModels
import S2SReports
import Seq2Seq

/// `s2s inspect attention`: where a decoder looked.
struct InspectAttentionCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "attention", abstract: "Show where each output attended to",
    discussion: """
      Examples:
        s2s inspect attention --text "Le chat dort." --output attention.svg
        s2s inspect attention --json pairs.tsv
      """)

  @OptionGroup var arguments: InspectArguments
  @OptionGroup var kernels: KernelArguments

  func run() throws {
    try kernels.pin()
    try arguments.run(title: "Attention") { inspector, text in
      let found = try inspector.inspect(text)
      guard let attention = found.attention, let picture = found.attentionPicture else {
        throw InspectionError.noAttention
      }
      return InspectArguments.View(
        text: self.text(of: found, attention),
        json: try encodeJSON(
          AttentionRecord(
            tokens: found.sides[0].tokens, outputs: found.outputs, weights: attention)),
        pictures: [picture])
    }
  }

  private func text(of found: Inspection, _ attention: [[Float]]) -> String {
    let source = found.sides[0]
    let grid = TextTable(
      header: ["output", "", "most"],
      rows: zip(found.outputs, attention).map { output, weights in
        let best = weights.indices.max { weights[$0] < weights[$1] } ?? 0
        return [
          output, weights.map { InspectionText.shade(Double($0)) }.joined(),
          "\(best + 1) \(source.tokens[best]) \(fixed(Double(weights[best]), 2))",
        ]
      })
    return InspectionText.numbered(source.name, source.tokens) + grid.plain + "\n"
  }
}

/// Attention as JSON.
private struct AttentionRecord: Encodable {
  let tokens: [String]
  let outputs: [String]
  let weights: [[Float]]
}

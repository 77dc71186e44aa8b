import ArgumentParser
import S2SMetrics
import S2SModels
import Seq2Seq

/// `s2s inspect vectors`: which texts a model holds for alike.
struct InspectVectorsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "vectors",
    abstract: "Show which texts have vectors that are alike, and all of them in a plane",
    discussion: """
      The vector is the context vector of a source or of a picture, what a classifier's output layer reads, the last state \
      of a language model, or the mean of a tagger's states. The plane is that of the two principal \
      components.

      Examples:
        s2s inspect vectors --output map.html input.txt
        s2s inspect vectors --nearest 5 --json input.txt
      """)

  @OptionGroup var arguments: InspectArguments
  @Option(
    help: "The nearest texts to show of each", transform: ArgumentKind.count(1...1_000))
  var nearest = 3
  @OptionGroup var kernels: KernelArguments

  func run() throws {
    try kernels.pin()
    try arguments.runTogether(title: "Vectors") { inspector, texts in
      let needed = arguments.drawing.output == nil ? 2 : 3
      guard texts.count >= needed else {
        throw InspectionError.fewTexts(texts.count, needed: needed)
      }
      let map = try inspector.map(of: texts)
      if arguments.drawing.output != nil, map.picture == nil {
        throw InspectionError.fewTexts(texts.count, needed: needed)
      }
      return InspectArguments.View(
        text: text(of: map), json: try json(of: map),
        pictures: arguments.drawing.output == nil ? [] : [map.picture].compactMap(\.self))
    }
  }

  private func text(of map: SentenceMap) -> String {
    map.sentences.indices.map { index in
      let near = map.nearest(to: index, count: nearest).map {
        "  \(fixed($0.cosine, 3))  \(map.sentences[$0.index])\n"
      }
      return map.sentences[index] + "\n" + near.joined()
    }.joined()
  }

  private func json(of map: SentenceMap) throws -> String {
    let points = map.projection()?.points
    return try map.sentences.indices.map { index in
      try encodeJSON(
        VectorRecord(
          text: map.sentences[index], vector: map.vectors[index],
          point: points.map { [$0[index].x, $0[index].y] },
          nearest: map.nearest(to: index, count: nearest).map {
            VectorRecord.Neighbour(text: map.sentences[$0.index], cosine: $0.cosine)
          }))
    }.joined(separator: "\n")
  }
}

/// A text's vector as JSON.
private struct VectorRecord: Encodable {
  struct Neighbour: Encodable {
    let text: String
    let cosine: Double
  }

  let text: String
  let vector: [Float]
  let point: [Double]?
  let nearest: [Neighbour]
}

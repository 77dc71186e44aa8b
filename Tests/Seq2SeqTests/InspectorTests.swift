import Foundation
import S2SModels
import S2SOptions
import S2SSearch
import S2STraining
import Seq2Seq
import TestSupport
import Testing

/// What one sees of a model agrees with what the model does.
@Suite struct InspectorTests {
  private let folder = TemporaryDirectory()

  /// Networks that send relevance along different ways.
  private static let networks: [OptionValues] = [
    [:],
    ["attention": "none", "bidirectional": false],
    ["attention": "none", "bridge": "dense"],
    ["attention": "additive", "input-feeding": true, "bidirectional": true],
    ["attention": "dot", "merge": "sum", "bridge": "mean", "cell": "gru"],
    ["attention": "additive", "coverage": true, "layer-norm": true, "residual": true],
    ["cell": "ssru", "attend-after": 1, "layer-norm": true, "merge": "sum"],
    ["cell": "qrnn-ifo", "decoder-cell": "lstm", "input-to-all-layers": true],
    ["tie-embeddings": true, "cell": "mut1", "bridge": "dense"],
    ["cell": "elman", "nonlinearity": "relu", "context": "steps"],
    ["mogrifier": 2, "cell": "sru"],
    ["hierarchical": true],
  ]

  private func inspector(_ options: OptionValues) throws -> Inspector {
    let bundle = try WholeRun { $0.merge(options) { $1 } }.bundle()
    let path = folder.file("model.safetensors")
    try bundle.write(to: path)
    return try Inspector(path: path)
  }

  private static let text = InspectedText("un deux trois", answer: "quatre cinq")

  /// Layer-wise relevances, with the biases' share, sum to each logit.
  @Test(arguments: networks) func relevancesSumToTheLogit(_ options: OptionValues) throws {
    let found = try inspector(options).relevance(Self.text)
    #expect(found.outputs.count > 2 && found.sides.map(\.name) == ["source", "target"])
    for output in found.outputs.indices {
      let sum = found.relevances[output].joined().reduce(0, +) + found.biases[output]
      let logit = found.logits[output]
      #expect(abs(sum - logit) < 1e-3 * max(1, abs(logit)), "\(sum), not \(logit)")
      // What is read after an output has no part in it.
      #expect(found.relevances[output][1].dropFirst(output + 1).allSatisfy { $0 == 0 })
    }
    #expect(found.relevances.joined().joined().contains { abs($0) > 1e-3 })
  }

  /// The logits are those that search and scoring see, and the greedy translation is the answer.
  @Test func theAnswerIsTheModelsOwn() throws {
    let bundle = try WholeRun { _ in }.bundle()
    let path = folder.file("model.safetensors")
    try bundle.write(to: path)
    let inspector = try Inspector(path: path)
    var options = TranslationOptions()
    options.search.beamSize = 1
    let own = try Translator(path: path, options: options).translate(["un deux trois"])[0]
    let found = try inspector.inspect(InspectedText("un deux trois"))
    #expect(Array(found.outputs.dropLast()) == own.alternatives[0].tokens)
    let search = try inspector.search(InspectedText("un deux trois"), options: options.search)
    #expect(search.text == own.text)
    #expect(
      search.best.map { search.tokens[$0] }.prefix(own.alternatives[0].tokens.count)
        == own.alternatives[0].tokens[...])
  }

  /// Capitals and spaces are those that translation makes of them.
  @Test func readsATextAsTranslationDoes() throws {
    let run = ShortRun(folder.path, model: folder.file("model"))
    run.writeCorpus()
    try run.train(.create)
    let inspector = try Inspector(path: folder.file("model"))
    let plain = InspectedText("un deux trois", answer: "one two three")
    let sides = try inspector.inspect(plain).sides.map(\.tokens)
    let vectors = try inspector.map(of: [plain, plain, plain]).vectors
    for line in ["UN DEUX TROIS", "un\u{a0}deux  trois"] {
      let text = InspectedText(line, answer: plain.answer)
      #expect(try inspector.inspect(text).sides.map(\.tokens) == sides, "\(line)")
      let own = try inspector.inspect(InspectedText(line))
      #expect(own.sides[0].tokens == sides[0], "\(line)")
      #expect(try inspector.map(of: [text, plain, plain]).vectors == vectors, "\(line)")
      let found = try inspector.search(text).source
      #expect(found == sides[0], "\(line)")
    }
  }

  /// The gradient of the loss of the last output reaches the whole source; that of the first only the first
  /// state of the decoder.
  @Test(arguments: networks) func gradientsGoBack(_ options: OptionValues) throws {
    let inspector = try inspector(options)
    let last = try inspector.inspect(Self.text)
    let encoder = last.layers.filter { $0.name.hasPrefix("encoder.") }
    #expect(!encoder.isEmpty && encoder.allSatisfy { $0.side == 0 })
    #expect(encoder.contains { $0.gradientNorms.allSatisfy { $0 > 0 } })
    let first = try inspector.inspect(Self.text, loss: .output(0))
    for layer in first.layers where layer.side == 1 {
      #expect(layer.gradientNorms[0] > 0, "\(layer.name)")
      #expect(layer.gradientNorms.dropFirst().allSatisfy { $0 == 0 })
      #expect(layer.distances == [0] + layer.distances.dropFirst().map { _ in nil })
    }
    #expect(last.output == last.outputs.count - 1)
    #expect(throws: InspectionError.noOutput(99, count: last.outputs.count)) {
      _ = try inspector.inspect(Self.text, loss: .output(98))
    }
  }

  /// Attention is a distribution over the source for each output.
  @Test func attentionIsADistribution() throws {
    let found = try inspector(["attention": "general"]).inspect(Self.text)
    let attention = try #require(found.attention)
    #expect(attention.count == found.outputs.count)
    for row in attention {
      #expect(row.count == found.sides[0].tokens.count)
      #expect(abs(row.reduce(0, +) - 1) < 1e-5 && row.allSatisfy { $0 >= 0 })
    }
    #expect(try inspector(["attention": "none"]).inspect(Self.text).attention == nil)
  }

  /// A network that reads backwards shows its source as it stands in the text.
  @Test func aReversedSourceStandsAsInTheText() throws {
    let options: OptionValues = [
      "attention": "none", "bidirectional": false, "reverse-source": true, "layers": 1,
    ]
    let found = try inspector(options).inspect(Self.text)
    #expect(found.sides[0].tokens == (try inspector([:]).inspect(Self.text)).sides[0].tokens)
    // The first word is read last, so it is the nearest.
    let distances = found.layers[0].distances.compactMap(\.self)
    #expect(distances == distances.sorted())
  }

  /// Weights of eight bits are looked at as the numbers that they stand for.
  @Test func eightBits() throws {
    let bundle = try WholeRun { _ in }.bundle()
    let path = folder.file("model.safetensors")
    try bundle.write(to: path)
    let exact = try Inspector(path: path).relevance(Self.text)
    try bundle.quantized().write(to: path)
    let rounded = try Inspector(path: path).relevance(Self.text)
    for (one, other) in zip(exact.logits, rounded.logits) { #expect(abs(one - other) < 0.2) }
    #expect(exact.logits != rounded.logits)
  }

  @Test func whatCannotBeLookedAt() throws {
    #expect(throws: InspectionError.emptyText) {
      _ = try inspector([:]).inspect(InspectedText(" "))
    }
  }

  /// A model that mixes generated and copied tokens has gradients and attention, but no logits.
  @Test func copyingModels() throws {
    let inspector = try inspector(["copy": true, "joint-vocabulary": true])
    let found = try inspector.inspect(Self.text)
    #expect(found.attention?.count == found.outputs.count)
    #expect(found.layers.contains { $0.gradientNorms.allSatisfy { $0 > 0 } })
    #expect(throws: InspectionError.noLogits) { _ = try inspector.relevance(Self.text) }
  }
}

/// Sentences by their vectors.
@Suite struct SentenceMapTests {
  private static let map = SentenceMap(
    sentences: ["a", "b", "c", "d"], vectors: [[1, 0, 0], [2, 0.1, 0], [0, 3, 0], [-1, 0, 0]])

  @Test func nearestByAngle() {
    let near = Self.map.nearest(to: 0, count: 2)
    #expect(near.map(\.index) == [1, 2])
    #expect(abs(near[0].cosine - 2 / (4.01).squareRoot()) < 1e-6 && abs(near[1].cosine) < 1e-6)
  }

  /// The plane keeps all distances of points that lie in one, whichever way it was computed.
  @Test func aPlaneKeepsDistances() throws {
    let wide = SentenceMap(
      sentences: Self.map.sentences, vectors: Self.map.vectors.map { $0 + [0, 0, 0, 7] })
    for map in [Self.map, wide] {
      let found = try #require(map.projection())
      for one in 0..<4 {
        for other in 0..<one {
          let (a, b) = (found.points[one], found.points[other])
          let plane = ((a.x - b.x) * (a.x - b.x) + (a.y - b.y) * (a.y - b.y)).squareRoot()
          let space = zip(map.vectors[one], map.vectors[other]).reduce(0.0) {
            $0 + Double(($1.0 - $1.1) * ($1.0 - $1.1))
          }.squareRoot()
          #expect(abs(plane - space) < 1e-5)
        }
      }
      #expect(abs(found.shares.x + found.shares.y - 1) < 1e-6 && found.shares.x > found.shares.y)
    }
    let same = SentenceMap(sentences: ["a", "b", "c"], vectors: [[1, 1], [1, 1], [1, 1]])
    #expect(same.projection() == nil)
  }
}

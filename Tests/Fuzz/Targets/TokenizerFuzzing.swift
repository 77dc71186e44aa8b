import S2SText

/// The input is a stored tokenizer; one that loads has to lose nothing.
enum TokenizerFuzzing {
  static func run(_ input: [UInt8]) throws {
    guard let stored = String(validating: input, as: UTF8.self) else { return }
    let pipeline = try TextPipeline(serialized: stored)
    let text = "la▁ été  x " + String(stored.prefix(40))
    let decoded = pipeline.decode(pipeline.encode(text))
    // Words that a vocabulary lacks are lost.
    claim(
      !pipeline.isLossless
        || decoded.utf8.elementsEqual(pipeline.normalization.applied(to: text).utf8),
      "decoding gives back what was encoded")
    let again = try TextPipeline(serialized: pipeline.serialized())
    claim(again == pipeline, "what is written is read back")
  }

  static func small() throws -> TextPipeline {
    try TextPipeline.learn(
      from: ["la la le lalala", "été été un deux un deux"], locale: "fr", vocabularySize: 290)
  }

  static func seeds() throws -> [[UInt8]] {
    let joint = try TextPipeline.learnJoint(
      from: [(["la la été été deux"], "fr"), (["summer summer two two la"], "en")],
      vocabularySize: 290)
    let lines = ["La la Été Deux.", "Le Lalala voit Été et Deux.", "Un Été. Un Deux."]
    let typed = try small().normalizing(by: .typed, habits: LineHabits(of: lines, locale: "fr"))
    let side = (lines, "fr")
    let limit = WordLimit(size: 9, minimumCount: 1)
    let words =
      try TextPipeline.learnWords(from: [side], limit)
      + TextPipeline.learnSpaced(from: [side], limit, joining: .subwordNMT)
    return try ([small(), typed] + joint + words).map { Array(try $0.serialized().utf8) }
  }
}

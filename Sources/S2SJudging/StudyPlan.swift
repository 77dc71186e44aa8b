import S2SRandom

/// The random choices of a study: which sentences, for whom, in which order, and what comes again.
enum StudyPlan {
  /// The stream of random numbers of a design.
  static func generator(_ design: JudgingDesign) -> SeededGenerator {
    SeededGenerator(seed: design.seed, 0x6a75_6467)
  }

  /// Draws sentences; those without a source, or reference, and without any output are no sentences.
  ///
  /// - Throws: `JudgingError.sentenceTooLong`.
  static func sentences(
    of texts: JudgedTexts, _ design: JudgingDesign, _ generator: inout SeededGenerator
  ) throws -> [JudgingStudy.Sentence] {
    let context = texts.sources ?? texts.references ?? []
    let usable = (0..<texts.count).filter { line in
      !isBlank(context[line]) && texts.systems.contains { !isBlank($0.outputs[line]) }
    }
    return try generator.shuffled(usable).prefix(design.sentenceCount).sorted().map { line in
      let outputs = texts.systems.map { $0.outputs[line] }
      let sentence = JudgingStudy.Sentence(
        line: line + 1, source: texts.sources?[line], reference: texts.references?[line],
        outputs: outputs)
      let all = outputs + [sentence.source, sentence.reference].compactMap(\.self)
      guard all.allSatisfy({ $0.utf8.count <= JudgingStudy.longestSentence }) else {
        throw JudgingError.sentenceTooLong(line: line + 1, limit: JudgingStudy.longestSentence)
      }
      return sentence
    }
  }

  private static func isBlank(_ text: String) -> Bool {
    text.unicodeScalars.allSatisfy(\.properties.isWhitespace)
  }

  /// Deals the sentences out: all judges get the common ones, and each the next of the others.
  static func sheets(
    of sentences: [JudgingStudy.Sentence], _ design: JudgingDesign,
    _ generator: inout SeededGenerator
  ) -> [JudgingStudy.Sheet] {
    let order = generator.shuffled(sentences.indices)
    let commonCount = Int((design.commonShare * Double(order.count)).rounded())
    let (common, rest) = (order.prefix(commonCount), Array(order.dropFirst(commonCount)))
    return (0..<design.judgeCount).map { judge in
      let own = stride(from: judge, to: rest.count, by: design.judgeCount).map { rest[$0] }
      var stream = SeededGenerator(seed: generator.next(), UInt64(judge))
      let items = (common + own).flatMap { index in
        Self.items(of: sentences[index], at: index, design.kind, &stream)
      }
      let spread = Self.spread(stream.shuffled(items))
      return JudgingStudy.Sheet(items: repeating(spread, design, &stream))
    }
  }

  /// The items of a sentence: one with all of its outputs, or one for each.
  private static func items(
    of sentence: JudgingStudy.Sentence, at index: Int, _ kind: JudgementKind,
    _ generator: inout SeededGenerator
  ) -> [JudgingStudy.Sheet.Item] {
    let outputs = sentence.distinct
    switch kind {
    case .ranking:
      // One output of all systems cannot be ranked: they are equal.
      if outputs.count < 2 { return [] }
      return [.init(sentence: index, outputs: generator.shuffled(outputs), first: nil)]
    case .direct, .errors:
      return outputs.map { .init(sentence: index, outputs: [$0], first: nil) }
    }
  }

  /// The items in an order in which no two of one sentence are neighbours, as far as there are others.
  private static func spread(_ items: [JudgingStudy.Sheet.Item]) -> [JudgingStudy.Sheet.Item] {
    var items = items
    for index in items.indices.dropFirst() {
      let last = items[index - 1].sentence
      guard items[index].sentence == last,
        let other = items[index...].firstIndex(where: { $0.sentence != last })
      else { continue }
      items.swapAt(index, other)
    }
    return items
  }

  /// The items with some of the first half again in the second, in the same order among each other, so
  /// that about half a sheet lies between.
  private static func repeating(
    _ items: [JudgingStudy.Sheet.Item], _ design: JudgingDesign,
    _ generator: inout SeededGenerator
  ) -> [JudgingStudy.Sheet.Item] {
    let half = (items.count + 1) / 2
    let count = min(half, Int((design.repeatShare * Double(items.count)).rounded()))
    let repeated = generator.shuffled(0..<half).prefix(count).sorted()
    let slots = Set(generator.shuffled(0..<items.count - half + count).prefix(count))
    var again = repeated.map { index in
      JudgingStudy.Sheet.Item(
        sentence: items[index].sentence, outputs: generator.shuffled(items[index].outputs),
        first: index)
    }[...]
    var rest = items[half...]
    let second = (0..<rest.count + count).compactMap { slot in
      slots.contains(slot) ? again.popFirst() : rest.popFirst()
    }
    return items[..<half] + second
  }
}

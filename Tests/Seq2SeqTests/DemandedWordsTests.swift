import S2SModels
import S2SRandom
import S2STensors
import S2SText
import Seq2Seq
import Testing

/// Words that must come and words that must not, with the vocabularies that training makes.
@Suite struct DemandedWordsTests {
  private static let french = ["le chat noir dort bien", "la chatte dort", "je l'ai vu là"]
  private static let english = ["the black cat sleeps well", "the category", "I saw l'homme there"]
  private static let lines = [
    "le chat", "je dort", "la chatte noir", "bien vu", "là là là", "l'ai dort le chat noir bien",
  ]

  /// The vocabularies of the sides.
  enum Sides: CaseIterable { case joint, shared, separate }

  /// A model that has learned nothing and says something else about everything.
  static func bundle(_ sides: Sides, seed: UInt64 = 4) throws -> TranslationBundle {
    let (source, target) = (french + french, english + english)
    let texts =
      sides == .separate
      ? [
        try TextPipeline.learn(from: source, locale: "fr", vocabularySize: 320),
        try TextPipeline.learn(from: target, locale: "en", vocabularySize: 320),
      ]
      : try TextPipeline.learnJoint(
        from: [(source, "fr"), (target, "en")], vocabularySize: 360, sharesNumbers: sides == .shared
      )
    var options = TranslatorOptions()
    options = try options.changed(by: ["hidden": 12, "embedding": 8, "layers": 1])
    let model = try TranslationModel(
      options.modelConfiguration(source: texts[0], target: texts[1]))
    var generator = SeededGenerator(seed: seed)
    model.parameters.all.fillUniform(0.6, using: &generator)
    // Words rather than bytes.
    let entries = model.parameters.table.entries
    let entry = try #require(entries.first { $0.name == "decoder.output.bias" })
    let bias = model.parameters[entry.slot].row(0)
    for byte in 0..<Int(Vocabulary.firstCharacter) where byte != Vocabulary.eos { bias[byte] = -9 }
    return TranslationBundle(
      source: "fr", target: "en", model: model, sourceText: texts[0], targetText: texts[1])
  }

  private func translations(
    _ bundles: [TranslationBundle], beam: Int = 4, _ change: (inout TranslationOptions) -> Void
  ) throws -> [Translation] {
    var options = TranslationOptions()
    options.threads = 1
    options.search.beamSize = beam
    options.search.maximumLengthRatio = 1
    change(&options)
    return try Translator(bundles, options: options).translate(Self.lines)
  }

  /// Of one list, some may have ended and others not.
  @Test func whetherItWasCutIsAFactOfAnAlternative() throws {
    let found = try (1...8).flatMap { seed in
      try translations([Self.bundle(.separate, seed: seed)]) {
        $0.search.nbest = 4
        $0.search.extraLength = 2
      }
    }
    let cut = found.map { $0.alternatives.map(\.isCut) }
    #expect(cut.contains { $0.contains(true) && $0.contains(false) })
    // What ended by itself comes first.
    #expect(cut.allSatisfy { $0 == $0.sorted { !$0 && $1 } })
    #expect(found.allSatisfy { $0.isCut == $0.alternatives[0].isCut })
  }

  private func words(_ text: String) -> [String] {
    text.split { !$0.isLetter && !$0.isNumber && $0 != "_" }.map(String.init)
  }

  @Test(arguments: Sides.allCases, [1, 4])
  func whatIsForbiddenDoesNotCome(_ sides: Sides, beam: Int) throws {
    let bundle = try Self.bundle(sides)
    let free = try translations([bundle], beam: beam) { _ in }
    let all = Set(free.flatMap { words($0.text) })
    #expect(all.count > 1, "the model has too little to say")
    for word in all {
      let found = try translations([bundle], beam: beam) { $0.forbidden = [word] }
      #expect(found.allSatisfy { !words($0.text).contains(word) }, "\(word)")
      // A line without the word has no reason to change in greedy search.
      for (found, free) in zip(found, free) where beam == 1 && !words(free.text).contains(word) {
        #expect(found.text == free.text || free.text.contains(word))
      }
    }
  }

  @Test(arguments: Sides.allCases)
  func ensemblesKeepToDemands(_ sides: Sides) throws {
    let bundles = try [Self.bundle(sides), Self.bundle(sides, seed: 5)]
    let free = try translations(bundles) { _ in }
    let word = try #require(free.flatMap { words($0.text) }.first)
    let without = try translations(bundles) { $0.forbidden = [word] }
    #expect(without.allSatisfy { !words($0.text).contains(word) })
    let with = try translations(bundles) { $0.required = ["category"] }
    #expect(with.allSatisfy { words($0.text).contains("category") || $0.isCut })
  }

  /// What a translation has already does not have to be searched for.
  @Test(arguments: Sides.allCases, [1, 4])
  func whatHasTheRequiredWordStays(_ sides: Sides, beam: Int) throws {
    let bundle = try Self.bundle(sides)
    let free = try translations([bundle], beam: beam) { _ in }
    for word in Set(free.flatMap { words($0.text) }) {
      let found = try translations([bundle], beam: beam) { $0.required = [word] }
      for (found, free) in zip(found, free) {
        #expect(words(found.text).contains(word) || found.missingPhrases == [word])
        if words(free.text).contains(word) { #expect(found == free) }
      }
      guard beam > 1 else { continue }
      let list = try translations([bundle], beam: beam) {
        $0.required = [word]
        $0.search.nbest = 3
      }
      #expect(list.map(\.text) == found.map(\.text))
      #expect(list.allSatisfy { Set($0.alternatives.map(\.text)).count == $0.alternatives.count })
    }
  }

  /// A phrase in a later piece is there, too.
  @Test func aPhraseMayStandInAnyPiece() throws {
    let bundle = try Self.bundle(.joint)
    func change(_ options: inout TranslationOptions) { options.maximumSourceLength = 4 }
    let free = try translations([bundle], change)
    let last = try #require(free.last)
    #expect(last.pieceCount > 1)
    let word = try #require(words(last.text).last)
    let found = try translations([bundle]) {
      change(&$0)
      $0.required = [word]
    }
    #expect(found.last == last)
  }
}

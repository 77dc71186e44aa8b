import ArgumentParser
import Foundation
import Seq2Seq
import Testing

@testable import S2SCommand

/// Whatever is asked of `s2s eval` changes what it reports, in every form of the report, or is refused
/// in one sentence before any work.
@Suite struct EvalOptionTests {
  private static let hypotheses = """
    The cats sat on the mats, didn't they? It rains.\tA
    it is 3.5 m long, (nearly) so -- yes.
    我们 喜欢红色的车。
    He runs quickly; running is fun. The dog barked.
    Ab c

    """
  private static let references = """
    The cat sat on the Mat, did they? It is raining.\tThe cats sat on mats.
    It is 3.50 m long (or so) - yes!\tit is 3.5 m long
    我们喜欢 蓝色的车。\t我们的车
    The dog barked. He ran quick, running was fun.\tHe runs quickly.
    ab d\tc

    """

  /// Where the files are; only training starts the program.
  private let home: Command

  init() throws {
    home = try Command()
    try home.write(Self.hypotheses, to: "hyp.txt")
    try home.write(Self.references, to: "ref.txt")
    try home.write("The cats sat.\nso\n我们\nHe runs.\nab\n", to: "second.txt")
    try home.write("the cat sat on a mat\nit is so\n我们喜欢车\nHe ran.\nab\n", to: "other.txt")
    try home.write("a\nb c d e f g h i j k\nc\nd\ne\n", to: "sources.txt")
    try home.write("the\nsat\n", to: "words.txt")
    try home.write("un\ndeux trois\ntrois\nun deux\ndix\n", to: "test.fr")
    try home.write("one two\nTwo, three\nthree\none two three one\nten\n", to: "test.en")
  }

  /// Arguments with paths in the folder.
  private func command(_ arguments: [String]) throws -> EvalCommand {
    let names = [
      "hyp.txt", "ref.txt", "second.txt", "other.txt", "sources.txt", "words.txt", "prefixes.txt",
      "page.html", "new.txt", "model", "lm", "test", "other", ".", "captioner",
      "scenes/test.en",
    ]
    let words = arguments.map { names.contains($0) ? home.home.path + "/" + $0 : $0 }
    return try EvalCommand.parse(words)
  }

  private func arguments(_ mode: EvalOptionCase.Mode) -> [String] {
    switch mode {
    case .files: ["--hyp", "hyp.txt", "--ref", "ref.txt"]
    case .translation: ["--model", "model", "--test", "test"]
    case .languageModel: ["--model", "lm", "--test", "other.txt"]
    case .captioner: ["--model", "captioner", "--test", "scenes/test.en"]
    }
  }

  /// The report, without what differs from run to run; `nil` where the command is refused.
  private func report(_ arguments: [String]) throws -> String? {
    do {
      let command = try command(arguments)
      #expect(Set(givenOptions(command)) == Set(arguments.filter { $0.hasPrefix("--") }))
      var evaluation = try command.evaluation()
      evaluation.sentencesPerSecond = nil
      return try evaluation.text(command.report.options)
    } catch {
      // What the parser throws for a refusal; making its sentence takes longer than all else.
      let words = "\(error)"
      let isRefusal = words.contains("userValidationError") || Failure(error).code == 64
      #expect(isRefusal && words.contains("--"), "\(arguments): \(words.prefix(300))")
      return nil
    }
  }

  @Test func noOptionIsLeftOut() {
    let known = Set(EvalOptionCase.all.map { $0.option[0] })
    let names = optionNames(of: EvalCommand.self).filter { !$0.hasPrefix("--no-") }
    #expect(names.count > 60)
    for name in names {
      #expect(known.contains(name) || known.contains("--no-" + name.dropFirst(2)), "\(name)")
    }
  }

  private static let forms: [[String]] = [
    [], ["--json"], ["--short"], ["--sentence-level"], ["--sentence-level", "--json"],
  ]

  /// Whether an option would have an effect on what a hardly trained model says.
  private func fits(_ mode: EvalOptionCase.Mode, _ example: EvalOptionCase) -> Bool {
    guard mode != .files else { return example.option[0] != "--hyp" }
    let ofTexts = EvalOptionCase.metrics.map { $0.option[0] } + ["--tgt"]
    return mode == .languageModel || !ofTexts.contains(example.option[0])
  }

  private func walk(_ mode: EvalOptionCase.Mode, effects least: Int) throws {
    var bases: [[String]: String?] = [:]
    // What one form refuses for the sake of the mode, all do; parsing takes most of the time.
    var refused: Set<[String]> = []
    var effects = 0
    for form in Self.forms {
      for example in EvalOptionCase.all
      where !form.contains(example.option[0]) && fits(mode, example)
        && !refused.contains(example.option)
      {
        let common = arguments(mode) + form + example.beside
        let given = common + example.option
        if example.isElsewhere {
          guard mode == .files, form.isEmpty, !isSideMatter(example) else { continue }
          let report = try report(given)
          #expect(report == nil, "\(given)")
          continue
        }
        guard let report = try report(given) else {
          if form.isEmpty { refused.insert(example.option) }
          continue
        }
        if bases[common] == nil { bases[common] = try self.report(common) }
        let isChanged = report != bases[common] ?? nil
        #expect(isChanged, "\(given) changes nothing")
        effects += 1
      }
    }
    #expect(effects >= least, "\(effects)")
  }

  /// Whether an option is of files, too, with an effect beside the report.
  private func isSideMatter(_ example: EvalOptionCase) -> Bool {
    ["--html", "--overwrite", "--force"].contains(example.option[0])
  }

  @Test func everyOptionChangesTheReportOfFilesOrIsRefused() throws {
    try walk(.files, effects: 100)
  }

  @Test func everyOptionChangesTheReportOfAModelOrIsRefused() throws {
    try trainTranslation()
    try walk(.translation, effects: 15)
  }

  @Test func everyOptionChangesTheReportOfALanguageModelOrIsRefused() throws {
    try home.makeCorpus(pairs: 100)
    let result = try home.run(
      "train", "lm", "--train", "corpora/phrasebook/train.en", "--lang", "en", "--model", "lm",
      "--hidden", "4", "--embedding", "4", "--steps", "1")
    #expect(result.status == 0, "\(result.error)")
    try walk(.languageModel, effects: 5)
  }

  @Test func everyOptionChangesTheReportOfACaptionerOrIsRefused() throws {
    try trainCaptioner()
    try walk(.captioner, effects: 10)
    let base = arguments(.captioner)
    let measured = try #require(try report(base + ["--metrics", "perplexity,accuracy"]))
    #expect(measured.contains("perplexity") && measured.contains("sentence_accuracy"))
    for option in EvalRules.ofTranslators where !option.hasPrefix("--no-") {
      let example = EvalOptionCase.all.first { $0.option[0] == option }
      guard let example else { continue }
      let report = try report(base + example.beside.filter { $0 != "--model" } + example.option)
      #expect(report == nil, "\(option)")
    }
  }

  private func trainCaptioner() throws {
    let scenes = try home.run(
      "corpus", "scenes", "--train", "6", "--valid", "2", "--test", "5", "--size", "24",
      "--output", "scenes")
    #expect(scenes.status == 0, "\(scenes.error)")
    let result = try home.run(
      "train", "captioner", "--corpus", "scenes", "--model", "captioner", "--hidden", "8",
      "--embedding", "8", "--steps", "40", "--learning-rate", "0.03", "--threads", "1")
    #expect(result.status == 0, "\(result.error)")
  }

  private func trainTranslation() throws {
    try home.makeCorpus(pairs: 100)
    let result = try home.trainSmall("--model", "model", "--steps", "20")
    #expect(result.status == 0, "\(result.error)")
  }

  /// Perplexity and accuracy are of every form, too.
  @Test func measuresOfTheModelAreInEveryForm() throws {
    try trainTranslation()
    let base = arguments(.translation) + ["--metrics", "perplexity,accuracy"]
    for form in Self.forms + [["--by-length"], ["--examples", "1"], ["--confidence"]] {
      let report = try #require(try report(base + form), "\(form)")
      #expect(report.contains("perplexity") && report.contains("sentence_accuracy"))
    }
    let lines = try #require(
      try report(base + ["--sentence-level", "--digits", "6"])
    ).split(separator: "\n").map { $0.split(separator: "\t") }
    #expect(lines.count == 6)
    #expect(lines[0] == ["perplexity", "log_probability", "token_accuracy", "sentence_accuracy"])
    let evaluation = try command(base).evaluation()
    let sum = lines.dropFirst().reduce(0) { $0 + (Double($1[1]) ?? .nan) }
    let fit = try #require(evaluation.fit)
    #expect(abs(fit.loss * Double(fit.tokenCount) + sum) < 1e-4)
  }

  /// An ensemble is measured as it translates; of copies, it is the model.
  @Test func severalModelsAreOneSystemOrRefused() throws {
    try trainTranslation()
    let one = arguments(.translation) + ["--metrics", "chrf,perplexity"]
    let twice = one + ["--model", "model"]
    #expect(try report(twice + ["--ensemble"]) == report(one))
    #expect(try report(twice) == nil)
    #expect(try report(one + ["--ensemble"]) == nil)
  }

  /// The options of a search are one declaration, so they mean the same to both commands.
  @Test func searchesLikeTranslate() throws {
    try home.write("a\nb\nc\nd\n", to: "prefixes.txt")
    for example in EvalOptionCase.all {
      guard optionNames(of: TranslationArguments.self).contains(example.option[0]) else { continue }
      let options = (example.beside + example.option).map {
        $0.hasSuffix(".txt") ? home.home.path + "/" + $0 : $0
      }
      let translate = try TranslateCommand.parse(options)
      let eval = try EvalCommand.parse(options)
      #expect(try eval.translation.options() == translate.translation.options())
    }
  }
}

import Foundation
import Testing

/// What `s2s eval` makes of files and of models.
@Suite struct EvalTests {
  static let hypotheses = "the cat sat on the mat\nthere is a dog\n\nit rains\n"
  static let references = "the cat sat on a mat\nthere is a dog here\nnothing\nit rains\n"
  static let sources = "le chat\nil y a un chien\n\nil pleut\n"

  private func command() throws -> Command {
    let command = try Command()
    try command.write(Self.hypotheses, to: "hyp.txt")
    try command.write(Self.references, to: "ref.txt")
    try command.write(Self.sources, to: "src.txt")
    return command
  }

  @Test func hypothesesMayComeFromStandardInput() throws {
    let command = try command()
    let file = try command.run("eval", "--hyp", "hyp.txt", "--ref", "ref.txt")
    let pipe = try command.run("eval", "--ref", "ref.txt", input: Data(Self.hypotheses.utf8))
    #expect(file.status == 0)
    #expect(file.output == pipe.output)
    for name in ["BLEU", "ROUGE-L", "chrF2", "TER", "version:s2s-"] {
      #expect(file.output.contains(name))
    }
  }

  @Test func tabsSplitReferencesAndLinesMayHaveFewer() throws {
    let command = try command()
    try command.write("the cat\tone cat\na dog\n", to: "two.txt")
    let input = Data("one cat\na dog\n".utf8)
    let result = try command.run(
      "eval", "--ref", "two.txt", "--num-refs", "2", "--metrics", "bleu", "--json", input: input)
    #expect(result.output.contains("\"nrefs:var|"))
    let many = try command.run("eval", "--ref", "two.txt", "--num-refs", "3", input: input)
    #expect(many.status == 0)
    // A column too many belongs to the last one.
    try command.write("the cat\tone\tcat\na dog\ta dog\n", to: "three.txt")
    let rest = try command.run(
      "eval", "--ref", "three.txt", "--num-refs", "2", "--metrics", "chrf", "--json", input: input)
    #expect(rest.output.contains("\"score\": 100.0"))
  }

  @Test func sentencesAreSplitWhereAsked() throws {
    let command = try command()
    try command.write("The dog barked. The cat slept.\n", to: "one.txt")
    try command.write("The cat slept. The dog barked.\n", to: "other.txt")
    let arguments = ["eval", "--hyp", "one.txt", "--ref", "other.txt", "--metrics", "rouge"]
    let lsum = arguments + ["--rouge-types", "Lsum", "--digits", "0"]
    #expect(try command.run(lsum).output.contains("ROUGE-Lsum     50"))
    #expect(try command.run(lsum + ["--rouge-split", "en"]).output.contains("ROUGE-Lsum    100"))
    #expect(
      try command.run(lsum + ["--rouge-separator", ". "]).output.contains("ROUGE-Lsum    100"))
    for (wrong, word) in [
      (lsum + ["--rouge-split", "en", "--rouge-separator", "x"], "exclude each other"),
      (lsum + ["--rouge-separator", ""], "--rouge-separator is empty"),
      (lsum + ["--rouge-split", "e n"], "such as en"),
      (arguments + ["--rouge-split", "en"], "Lsum"),
    ] {
      let result = try command.run(wrong)
      #expect(result.status == 64 && result.error.contains(word), "\(result.error)")
    }
  }

  @Test func spaceAtTheEndsOfLinesIsNoText() throws {
    let command = try command()
    let spaced = Self.hypotheses.replacing("\n", with: " \u{3000}\r\n")
    try command.write(spaced, to: "spaced.txt")
    let arguments = ["eval", "--ref", "ref.txt", "--metrics", "chrf", "--chrf-whitespace", "--hyp"]
    let plain = try command.run(arguments + ["hyp.txt"])
    let result = try command.run(arguments + ["spaced.txt"])
    #expect(result.output == plain.output)
    #expect(result.status == 0)
  }

  @Test func unequalCountsNameBoth() throws {
    let command = try command()
    let result = try command.run("eval", "--ref", "ref.txt", input: Data("a\nb\n".utf8))
    #expect(result.status == 65)
    #expect(result.error.contains("standard input has 2 lines"))
    #expect(result.error.contains("but ref.txt has 4 lines"))
  }

  @Test func sentencesAreScoredLineForLine() throws {
    let command = try command()
    let result = try command.run(
      "eval", "--hyp", "hyp.txt", "--ref", "ref.txt", "--metrics", "chrf,ter", "--sentence-level")
    let lines = result.output.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.first == "chrF2\tTER")
    #expect(lines[3] == "0.0\t100.0")
    #expect(lines[4] == "100.0\t0.0")
    #expect(lines.count == 6)
  }

  @Test func systemsAreComparedWithTheFirst() throws {
    let command = try command()
    let arguments = ["eval", "--hyp", "hyp.txt", "--ref", "ref.txt", "--metrics", "chrf"]
    let result = try command.run(arguments + ["--compare", "ref.txt", "--samples", "50"])
    #expect(result.output.contains("Baseline: hyp.txt"))
    // Only three lines differ, so nothing is significant.
    #expect(result.output.contains("(p = 0.2500) "))
    #expect(result.output.contains("bs:50|seed:12345"))
    let shuffled = try command.run(
      arguments + ["--compare", "ref.txt", "--test-kind", "randomization", "--seed", "7"])
    #expect(shuffled.output.contains("ar:10000|seed:7"))
    let interval = try command.run(arguments + ["--confidence"])
    #expect(interval.output.contains("±"))
  }

  @Test func breakdownsShowWhereItFails() throws {
    let command = try command()
    let result = try command.run(
      "eval", "--hyp", "hyp.txt", "--ref", "ref.txt", "--sources", "src.txt", "--by-length",
      "--by-frequency", "--training-text", "ref.txt", "--examples", "1")
    #expect(result.status == 0, "\(result.error)")
    for part in [
      "By the length of the sources", "By the frequency of the words in ref.txt", "Worst",
      "[-nothing-]", "source words copied",
    ] {
      #expect(result.output.contains(part), "\(part)")
    }
    let unknown = try command.run("eval", "--hyp", "hyp.txt", "--ref", "ref.txt", "--by-frequency")
    #expect(unknown.error.contains("--training-text"))
  }

  @Test func thePageNeedsNoNetworkAndEscapesText() throws {
    let command = try command()
    try command.write("<script>alert(1)</script> & so on\nb\nc\nd\n", to: "evil.txt")
    let result = try command.run(
      "eval", "--hyp", "evil.txt", "--ref", "ref.txt", "--html", "report.html")
    #expect(result.status == 0, "\(result.error)")
    let page = String(decoding: try command.bytes(of: "report.html"), as: UTF8.self)
    #expect(page.contains("BLEU by length"))
    #expect(!page.contains("http"))
    #expect(!page.contains("<script>alert"))
    let nowhere = try command.run(
      "eval", "--hyp", "hyp.txt", "--ref", "ref.txt", "--html", "none/report.html")
    #expect(nowhere.status != 0)
    #expect(nowhere.error.contains("none/report.html"))
  }

  @Test func aModelIsMeasuredOnItsTestSet() throws {
    let command = try Command()
    try command.makeCorpus()
    #expect(try command.trainSmall("--epochs", "1").status == 0)
    let result = try command.run(
      "eval", "--metrics", "bleu,perplexity,accuracy", "--by-length", "--by-frequency", "--html",
      "report.html")
    #expect(result.status == 0, "\(result.error)")
    for part in ["perplexity", "sentence_accuracy", "train.en", "sentences a second"] {
      #expect(result.output.contains(part), "\(part): \(result.output)")
    }
    let page = String(decoding: try command.bytes(of: "report.html"), as: UTF8.self)
    #expect(page.contains("sentence_accuracy") && page.contains("<dt>Search</dt><dd>beam 5"))
  }

  @Test func theLanguageOfFilesDecidesHowTheirWordsAreCut() throws {
    let command = try command()
    try command.write("我们喜欢红色的车。\n", to: "hyp.zh")
    try command.write("我们喜欢蓝色的车。\n", to: "ref.zh")
    let arguments = ["eval", "--hyp", "hyp.zh", "--ref", "ref.zh", "--metrics", "bleu", "--short"]
    #expect(try command.run(arguments).output.contains("tok:13a|s:exp|v:s2s-0.1.0 = 0.0"))
    let cut = try command.run(arguments + ["--tgt", "zh-Hans"])
    #expect(cut.output.contains("tok:zh") && !cut.output.contains(" = 0.0"))
    let told = try command.run(arguments + ["--tgt", "zh", "--tokenize", "char"])
    #expect(told.output.contains("tok:char"))
  }

  @Test func tokenisedTranslationsAreWarnedOf() throws {
    let command = try command()
    let text = String(repeating: "it is so .\n", count: 100)
    let reference = try command.write(text, to: "many.txt")
    let warned = try command.run("eval", "--ref", reference, input: Data(text.utf8))
    #expect(warned.status == 0)
    #expect(warned.error.contains("tokenised"))
    let forced = try command.run("eval", "--ref", reference, "--force", input: Data(text.utf8))
    #expect(forced.error.isEmpty)
    #expect(forced.output == warned.output)
  }

  @Test func signaturesTellTheOptions() throws {
    let command = try command()
    try command.write("the\na\n", to: "words.txt")
    let result = try command.run(
      "eval", "--hyp", "hyp.txt", "--ref", "ref.txt", "--metrics", "bleu,chrf,meteor,cider",
      "--tokenize", "intl", "--effective-order", "--smooth", "floor", "--smooth-value", "0.2",
      "--chrf-eps-smoothing", "--chrf-word-order", "2", "--meteor-language", "fr",
      "--meteor-function-words", "words.txt", "--cider-plain")
    #expect(result.status == 0, "\(result.error)")
    for signature in [
      "BLEU: nrefs:1|case:mixed|eff:yes|tok:intl|smooth:floor[0.20]|version:s2s-",
      "chrF2++: nrefs:1|case:mixed|eff:no|nc:6|nw:2|space:no|version:s2s-",
      "METEOR: nrefs:1|case:lc|tok:intl|lang:fr|mods:exact,stem|", "|fw:given[2]|",
      "CIDEr: nrefs:1|case:lc|tok:intl|n:4|idf:refs|scale:10|version:s2s-",
    ] {
      #expect(result.output.contains(signature), "\(signature): \(result.output)")
    }
    let missing = try command.run(
      "eval", "--hyp", "hyp.txt", "--ref", "ref.txt", "--metrics", "meteor",
      "--meteor-function-words", "none.txt")
    #expect(missing.status == 66)
    #expect(missing.error.contains("none.txt"))
  }

  @Test func shortSignaturesStandOnTheScoresLine() throws {
    let command = try command()
    let result = try command.run(
      "eval", "--hyp", "hyp.txt", "--ref", "ref.txt", "--metrics", "bleu", "--short")
    #expect(result.output.hasPrefix("BLEU|#:1|c:mixed|e:no|tok:13a|s:exp|v:s2s-"))
  }
}

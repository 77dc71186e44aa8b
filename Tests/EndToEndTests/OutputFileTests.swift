import Foundation
import TestSupport
import Testing

/// A command replaces no file unasked, and never one that it reads.
@Suite struct OutputFileTests {
  private let command: Command

  init() throws {
    command = try Command()
    try command.write("one two three four\nfive six seven eight\n", to: "hyp.txt")
    try command.write("one two three four\nfive six seven nine\n", to: "ref.txt")
  }

  private let eval = ["eval", "--hyp", "hyp.txt", "--ref", "ref.txt"]

  @Test func filesAreReplacedOnlyWhenAsked() throws {
    try command.write("mine", to: "page.html")
    let refused = try command.run(eval + ["--html", "page.html"])
    #expect(refused.status == 73 && refused.error.contains("page.html exists already"))
    #expect(refused.output.isEmpty, "it is found out before the work")
    #expect(try command.bytes(of: "page.html") == Data("mine".utf8))
    #expect(try command.run(eval + ["--html", "page.html", "--overwrite"]).status == 0)
    #expect(String(decoding: try command.bytes(of: "page.html"), as: UTF8.self).contains("<html"))
  }

  /// By whatever name: another spelling of the path, a link of either kind, standard input.
  @Test func inputsAreNeverReplaced() throws {
    let home = command.home.path
    symlink("ref.txt", home + "/soft")
    link(home + "/hyp.txt", home + "/hard")
    let reference = try command.bytes(of: "ref.txt")
    for page in ["ref.txt", "./ref.txt", home + "/ref.txt", "soft", "hard", "hyp.txt"] {
      let result = try command.run(eval + ["--html", page, "--overwrite"])
      #expect(result.status == 73, "\(page): \(result.error)")
      #expect(result.error.contains("is read by the same command"), "\(result.error)")
    }
    try command.write("other\nwords\n", to: "other.txt")
    let others = ["--compare", "--sources", "--training-text", "--meteor-function-words"]
    for option in others {
      let result = try command.run(
        eval + [
          "--metrics", "bleu,meteor", option, "other.txt", "--html", "other.txt", "--overwrite",
        ]
      )
      #expect(result.status == 73, "\(option): \(result.error)")
    }
    #expect(try command.bytes(of: "ref.txt") == reference)
  }

  /// A model is not replaced by what is made of it, nor somebody's README.md by a card.
  @Test func modelsAreInputsToo() throws {
    try command.makeCorpus(pairs: 60)
    try command.write("mine", to: "models/fr-en/README.md")
    let refused = try command.trainSmall("--epochs", "1")
    #expect(refused.status == 73 && refused.error.contains("README.md exists already"))
    #expect(try command.names(in: "models/fr-en") == ["README.md"])
    #expect(try command.trainSmall("--epochs", "1", "--overwrite").status == 0)
    let model = try command.bytes(of: "models/fr-en/model.safetensors")
    symlink("fr-en", command.home.path + "/models/link")
    for output in ["models/fr-en", "models/link/"] {
      let commands = [["quantize", "models/fr-en"], ["average", "models/fr-en", "models/fr-en"]]
      for arguments in commands {
        let result = try command.run(arguments + ["--output", output, "--overwrite"])
        #expect(result.status == 73, "\(arguments): \(result.error)")
        #expect(result.error.contains("is read by the same command"), "\(result.error)")
      }
    }
    #expect(try command.bytes(of: "models/fr-en/model.safetensors") == model)
  }

  /// Two results never go to one place, however it is spelled.
  @Test func resultsHaveDifferentPlaces() throws {
    try command.makeCorpus(pairs: 60)
    try command.write("", to: "clean/other")
    let doctor = try command.run(
      "corpus", "doctor", "--src", "fr", "--tgt", "en", "--output", "clean", "--list",
      "./clean/../clean/train.fr")
    #expect(
      doctor.status == 73 && doctor.error.contains("is to be written twice"), "\(doctor.error)")
    #expect(try command.names(in: "clean") == ["other"])
  }

  @Test func standardInputIsAnInput() throws {
    let result = try command.run(
      [
        "-c", "exec \"$0\" eval --ref ref.txt --html hyp.txt --overwrite < hyp.txt",
        TestedCommand.url.path,
      ], of: "/bin/sh")
    #expect(result.status == 73, "\(result.error)")
  }

  /// Files are named that do not fit, with their counts.
  @Test func theFileAtFaultIsNamed() throws {
    try command.write("one\n", to: "short.txt")
    try command.write("", to: "empty.txt")
    let cases = [
      (["--hyp", "hyp.txt", "--ref", "short.txt"], "hyp.txt has 2 lines but short.txt has 1 line"),
      (
        ["--hyp", "empty.txt", "--ref", "ref.txt"], "empty.txt has 0 lines but ref.txt has 2 lines"
      ),
      (
        ["--hyp", "hyp.txt", "--ref", "ref.txt", "--ref", "empty.txt"], "but empty.txt has 0 lines"
      ),
      (
        ["--hyp", "hyp.txt", "--ref", "ref.txt", "--sources", "short.txt", "--by-length"],
        "but short.txt has 1 line"
      ),
      (
        ["--hyp", "hyp.txt", "--ref", "ref.txt", "--compare", "short.txt"],
        "but short.txt has 1 line"
      ),
    ]
    for (arguments, sentence) in cases {
      let result = try command.run(["eval"] + arguments)
      #expect(result.status == 65 && result.error.contains(sentence), "\(result.error)")
    }
  }

  @Test func whatWouldBeIgnoredIsRefused() throws {
    for option in ["--output", "--beam", "--batch-sentences", "--src"] {
      let result = try command.run(eval + [option, "3"])
      #expect(result.status == 64 && result.error.contains(option), "\(result.error)")
    }
    for arguments in [["--num-refs", "2"], ["--sources", "hyp.txt"]] {
      #expect(try command.run(["eval"] + arguments).status == 64)
    }
    for metrics in ["", ",", ",,"] {
      let result = try command.run(eval + ["--metrics", metrics])
      #expect(result.status == 64 && result.error.contains("no metric is named"))
    }
    #expect(try command.run(eval + ["--rouge-types", ","]).status == 64)
  }

  /// What can be found out before minutes of translating is; what no score needs is left out.
  @Test func sideMattersComeFirstOrAreLeftOut() throws {
    try command.makeCorpus(pairs: 60)
    #expect(try command.trainSmall("--epochs", "2").status == 0)
    try command.write("{\"step\": 1, damaged\n", to: "models/fr-en/history.jsonl")
    try Data([0xFF, 0x0A]).write(to: command.home.appending(path: "corpora/phrasebook/train.en"))
    let quick = ["eval", "--model", "models/fr-en", "--beam", "1", "--metrics", "bleu"]
    let warned = try command.run(quick + ["--html", "page.html"])
    #expect(warned.status == 0, "\(warned.error)")
    #expect(warned.error.contains("warning: the page has no plot of the training"))
    #expect(warned.error.contains("warning: there are no scores by frequency"))
    #expect(!warned.error.contains(".."), "\(warned.error)")
    try command.write("one\n", to: "short.txt")
    let early = [
      (["--compare", "none.txt"], Int32(66)), (["--compare", "short.txt"], 65),
      (["--training-text", "none.txt", "--by-frequency"], 66), (["--html", "none/page.html"], 73),
      (["--output", "corpora"], 73), (["--output", "x", "--html", "./x"], 73),
      (["--output", "corpora/phrasebook/test.en", "--overwrite"], 73),
      (["--html", "models/fr-en/model.safetensors", "--overwrite"], 73),
      (["--html", "models/fr-en/README.md", "--overwrite"], 73),
      (["--output", "models/fr-en/shortlist.safetensors"], 73),
    ]
    for (arguments, status) in early {
      let result = try command.run(quick + arguments)
      #expect(result.status == status, "\(arguments): \(result.error)")
      #expect(!result.error.contains("Test set:"), "it translated first: \(arguments)")
    }
  }

  /// Losses whose perplexities are huge, equal or one still make a page.
  @Test(arguments: [[709.7, 1], [20, 20], [710, 711], [709.7, 709.7], [1e308, 3], [20]])
  func historiesOfAnyLossMakeAPage(losses: [Double]) throws {
    try command.makeCorpus(pairs: 60)
    #expect(try command.trainSmall("--epochs", "1").status == 0)
    let records = losses.enumerated().map { index, loss in
      "{\"epoch\":\(index + 1),\"seconds\":1,\"step\":\(index + 1),\"validation_loss\":\(loss)}\n"
    }
    try command.write(records.joined(), to: "models/fr-en/history.jsonl")
    let result = try command.run(
      "eval", "--beam", "1", "--metrics", "bleu", "--html", "models/page.html")
    #expect(result.status == 0 && !result.error.contains("warning"), "\(result.error)")
    let page = String(decoding: try command.bytes(of: "models/page.html"), as: UTF8.self)
    #expect(!page.contains("nan"))
    #expect(try command.names(in: "models") == ["fr-en", "page.html"])
  }
}

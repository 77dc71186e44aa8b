import Foundation
import Testing

/// `s2s corpus scenes` and `s2s corpus gallery`.
@Suite struct CorpusScenesCommandTests {
  private let command: Command

  init() throws { command = try Command() }

  private let small = [
    "corpus", "scenes", "--train", "2", "--valid", "1", "--test", "2", "--size", "24",
  ]
  private let features = "corpora/scenes/test.features.safetensors"

  @Test func drawsACorpusAndShowsIt() throws {
    let drawn = try command.run(small)
    #expect(drawn.status == 0 && drawn.output.isEmpty, "\(drawn.error)")
    #expect(
      drawn.error.hasPrefix("Wrote 2 training, 1 validation, 2 test pictures to ")
        && drawn.error.hasSuffix("/corpora/scenes.\n"))
    #expect(try command.names(in: "corpora/scenes").count == 23)
    let shown = try command.run(
      "corpus", "gallery", features, "--captions", "corpora/scenes/test.2.en", "--captions",
      "corpora/scenes/test.fr", "--output", "page.html")
    #expect(shown.status == 0 && shown.output.isEmpty, "\(shown.error)")
    #expect(shown.error == "Wrote a page of 2 pictures to page.html.\n")
    let page = String(decoding: try command.bytes(of: "page.html"), as: UTF8.self)
    #expect(page.matches(of: /2 of 2 captions are references/).count == 2)
  }

  @Test func filesAreReplacedOnlyWhenAsked() throws {
    let path = try command.write("mine", to: "corpora/scenes/valid.2.en")
    let refused = try command.run(small)
    #expect(refused.status == 73, "\(refused.error)")
    #expect(refused.error.contains("valid.2.en exists already; replace it with --overwrite"))
    #expect(try command.names(in: "corpora/scenes") == ["valid.2.en"])
    #expect(try command.run(small + ["--overwrite"]).status == 0)
    #expect(try String(contentsOfFile: path, encoding: .utf8) != "mine")
    try command.write("mine", to: "page.html")
    let gallery = ["corpus", "gallery", features, "--output"]
    #expect(try command.run(gallery + ["page.html"]).status == 73)
    #expect(try command.run(gallery + ["page.html", "--overwrite"]).status == 0)
    let own = try command.run(gallery + [features, "--overwrite"])
    #expect(own.status == 73 && own.error.contains("is read by the same command"), "\(own.error)")
  }

  @Test func saysWhatIsWrong() throws {
    #expect(try command.run(small).status == 0)
    try command.write("a circle\n", to: "short.txt")
    try command.write("not a tensor", to: "text.safetensors")
    try command.write("in the way", to: "file")
    let page = ["--output", "page.html"]
    let cases: [([String], Int32, String)] = [
      (["scenes", "--train", "0"], 64, "--train is 0; it has to be a whole number from 1 to"),
      (["scenes", "--size", "23"], 64, "--size is 23; it has to be a whole number from 24 to 256"),
      (["scenes", "--seed", "x"], 64, "--seed"),
      (["scenes", "--output", "file/scenes"], 73, "file"),
      (["gallery"] + page, 64, "<features>"),
      (["gallery", "none"] + page, 66, "none"),
      (["gallery", "text.safetensors"] + page, 65, "text.safetensors"),
      (["gallery", features, "--pictures", "0"] + page, 64, "--pictures is 0"),
      (["gallery", features, "--captions", "none"] + page, 66, "none"),
      (
        ["gallery", features, "--captions", "short.txt"] + page, 65,
        "short.txt has 1 line but corpora/scenes/test.features.safetensors has 2 pictures; give a caption "
          + "for each."
      ),
    ]
    for (words, status, sentence) in cases {
      let result = try command.run(["corpus"] + words)
      #expect(result.status == status, "\(words) \(result.error)")
      #expect(result.error.contains(sentence), "\(words) \(result.error)")
      #expect(result.error.split(separator: "\n").count == 1, "\(result.error)")
    }
    #expect(!FileManager.default.fileExists(atPath: command.home.appending(path: "page.html").path))
  }
}

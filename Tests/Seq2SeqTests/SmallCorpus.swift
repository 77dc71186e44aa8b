import TestSupport

/// Files of a few sentences to train on and to test with, removed when the test is over.
struct SmallCorpus {
  private let folder = TemporaryDirectory()

  /// The training pairs, without the language.
  var train: String { file("train") }
  /// The test pairs, likewise.
  var test: String { file("test") }
  /// Where a model may go.
  var model: String { file("model") }

  /// Writes the files.
  init() {
    ShortRun(folder.path).writeCorpus()
    folder.write("un deux trois\ntrois deux\nun\n", to: "test.fr")
    folder.write("one two three\nthree two\none\n", to: "test.en")
  }

  /// The path of a file.
  func file(_ name: String) -> String { folder.file(name) }
}

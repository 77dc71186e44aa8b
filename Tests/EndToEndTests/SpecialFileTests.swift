import Foundation
import Testing

/// Pipes, devices and directories where files are named: no command waits for ever.
@Suite struct SpecialFileTests {
  let command: Command

  init() throws { command = try Command() }

  /// A pipe that nobody writes to, a device without an end, and a directory.
  @Test(arguments: [
    "train --src fr --tgt en --train FILE.tsv", "train --src fr --tgt en --corpus FILE",
    "train lm --train FILE", "corpus doctor --src fr --tgt en --train FILE.tsv",
    "corpus import FILE.tsv --src fr --tgt en --output out.tsv",
    "corpus import FILE.po --src fr --tgt en --output out.tsv",
    "corpus import FILE.tmx --src fr --tgt en --output out.tsv",
    "corpus import FILE.mo --src fr --tgt en --output out.tsv",
    "eval --hyp FILE --ref FILE", "backtranslate --model none --text FILE --output out",
  ])
  func areRefusedWhereAFileIsReadTwice(line: String) throws {
    for kind in ["pipe", "device", "directory"]
    where line.hasPrefix("eval") == false || kind == "pipe" {
      for name in ["x", "x.tsv", "x.po", "x.tmx", "x.mo", "c/train.fr", "c/train.en"] {
        try make(kind, name)
      }
      let name = line.contains("--corpus") ? "c" : "x"
      let words = line.replacing("FILE", with: name).split(separator: " ").map(String.init)
      let result = try command.run(words)
      #expect(result.status == 66, "\(kind): \(result.error)")
      #expect(result.error.split(separator: "\n").count { $0.hasPrefix("error: ") } == 1)
    }
  }

  private func make(_ kind: String, _ name: String) throws {
    let file = command.home.appending(path: name)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try? FileManager.default.removeItem(at: file)
    switch kind {
    case "pipe": #expect(mkfifo(file.path, 0o600) == 0)
    case "device": #expect(symlink("/dev/zero", file.path) == 0)
    default: try FileManager.default.createDirectory(at: file, withIntermediateDirectories: true)
    }
  }
}

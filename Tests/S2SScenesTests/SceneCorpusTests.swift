import Foundation
import S2SCorpora
import S2SFiles
import S2STensors
import TestSupport
import Testing

@testable import S2SScenes

/// The files of a corpus.
@Suite struct SceneCorpusTests {
  private static let bundled = SourceScan.root.appending(path: "corpora/scenes").path

  private static var small: SceneCorpus {
    var corpus = SceneCorpus()
    (corpus.training, corpus.validation, corpus.test) = (4, 2, 3)
    corpus.pictureWidth = 24
    return corpus
  }

  private static func lines(_ path: String) throws -> [String] {
    try String(contentsOfFile: path, encoding: .utf8)
      .split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init)
  }

  @Test func writesFeaturesAndCaptionsRowByRow() throws {
    let folder = TemporaryDirectory(inMemory: true)
    let out = folder.file("a/scenes")
    try Self.small.write(to: out)
    for part in ScenePart.allCases {
      let count = Self.small.count(part)
      let file = try SafetensorsReader(path: "\(out)/\(part.rawValue).features.safetensors")
      #expect(file.tensors == [SafetensorsTensor(name: "features", shape: [count, 240])])
      var values = [Float](repeating: 0, count: count * 240)
      try values.withUnsafeMutableBufferPointer { try file.copy("features", into: $0) }
      for number in 0..<count {
        let picture = ScenePicture(part, number: number, seed: 1)
        let row = Array(values[number * 240..<(number + 1) * 240])
        #expect(row == Self.small.features(of: picture))
        for (index, caption) in picture.captions.enumerated() {
          let name = "\(out)/\(part.rawValue)\(index == 0 ? "" : ".\(index + 1)")"
          #expect(try Self.lines(name + ".fr")[number] == caption.french)
          #expect(try Self.lines(name + ".en")[number] == caption.english)
        }
      }
    }
  }

  @Test func equalOptionsGiveEqualBytes() throws {
    let folder = TemporaryDirectory(inMemory: true)
    for name in ["a", "b"] { try Self.small.write(to: folder.file(name)) }
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.file("a"))
    #expect(names.count == 23)
    for name in names {
      #expect(folder.bytes(of: "a/\(name)") == folder.bytes(of: "b/\(name)"), "\(name)")
    }
  }

  @Test func cardHasTheSumsOfTheFiles() throws {
    let folder = TemporaryDirectory(inMemory: true)
    try Self.small.write(to: folder.file("a"))
    let card = try #require(folder.text(of: "a/README.md"))
    let sums = card.matches(of: /[ ]{4}([0-9a-f]{64})  (\S+)\n/)
    #expect(sums.count == 21)
    for sum in sums {
      #expect(try SHA256.digest(ofFile: folder.file("a/\(sum.2)")) == sum.1)
    }
    #expect(card.contains("--train 4 --valid 2 --test 3 --seed 1 --size 24 --output"))
  }

  @Test func filesAreReplacedOnlyWhenAsked() throws {
    let folder = TemporaryDirectory(inMemory: true)
    let out = folder.file("a")
    try Directory.create(out)
    folder.write("mine", to: "a/test.3.fr")
    #expect(throws: CorpusError.exists(out + "/test.3.fr")) { try Self.small.write(to: out) }
    #expect(try FileManager.default.contentsOfDirectory(atPath: out) == ["test.3.fr"])
    try Self.small.write(to: out, overwrites: true)
    #expect(folder.text(of: "a/test.3.fr") != "mine")
  }

  @Test func aCancelledRunWritesNothing() throws {
    let folder = TemporaryDirectory(inMemory: true)
    #expect(throws: CancellationError.self) {
      try Self.small.write(to: folder.file("a"), isCancelled: { true })
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.file("a")) == [])
  }

  /// The committed corpus: all captions, and some rows of features.
  @Test func bundledCorpusIsReproduced() throws {
    let corpus = SceneCorpus()
    for part in ScenePart.allCases {
      let pictures = (0..<corpus.count(part)).map { corpus.picture(part, $0) }
      for index in 0..<SceneCorpus.captionCount {
        for language in SceneLanguage.allCases {
          let name = SceneFiles.captions(part, index, language)
          let lines = try Self.lines("\(Self.bundled)/\(name)")
          #expect(lines == pictures.map { $0.captions[index][language] }, "\(name) is out of date")
        }
      }
      let path = "\(Self.bundled)/\(SceneFiles.features(part))"
      let file = try SafetensorsReader(path: path)
      #expect(file["features"]?.shape == [corpus.count(part), FilterBank.columnCount])
      #expect(file.metadata == SceneSource(corpus, part).metadata)
      try file.withTensor(named: "features") { _, bytes in
        for number in [0, corpus.count(part) / 2, corpus.count(part) - 1] {
          let row = corpus.features(of: pictures[number]).withUnsafeBytes { Array($0) }
          let there = bytes[number * row.count..<(number + 1) * row.count]
          #expect(there.elementsEqual(row), "\(path), row \(number) is out of date")
        }
      }
    }
  }

  /// The committed card has the sums of the committed files.
  @Test func bundledCardIsTrue() throws {
    let card = try SceneCorpus().card(in: Self.bundled)
    #expect(try String(contentsOfFile: Self.bundled + "/README.md", encoding: .utf8) == card)
  }
}

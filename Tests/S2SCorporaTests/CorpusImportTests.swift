import Glibc
import S2SCorpora
import S2SFiles
import TestSupport
import Testing

/// Any format as plain text: what is written, and that it is all or nothing.
@Suite(.serialized) struct CorpusImportTests {
  let folder = TemporaryDirectory(inMemory: true)
  let languages = LanguagePair(source: "fr", target: "en")

  private func pairs(_ range: Range<Int>, to name: String) -> CorpusFiles {
    let lines = range.map { "s\($0 % 90)\tt\($0 % 110)\n" }.joined()
    return .tabSeparated(folder.write(lines, to: name), targetFirst: false)
  }

  private func memory(_ units: [(String, String)], to name: String) -> CorpusFiles {
    let body = units.map { source, target in
      "<tu><tuv xml:lang=\"fr\"><seg>\(source)</seg></tuv>"
        + "<tuv xml:lang=\"en\"><seg>\(target)</seg></tuv></tu>\n"
    }.joined()
    let text = "<tmx version=\"1.4\">\n<body>\n\(body)</body></tmx>"
    return .translationMemory(folder.write(text, to: name), languages)
  }

  private func lines(_ name: String) -> [String] {
    (folder.text(of: "out/" + name) ?? "").split(separator: "\n").map(String.init)
  }

  private var out: CorpusImport.Output { .directory(folder.file("out")) }

  @Test func writesWhatItReadsFromEveryFormat() throws {
    let catalogue = folder.write(
      "msgid \"one\"\nmsgstr \"un\"\nmsgid \"x\"\nmsgstr \"\"\n", to: "a.po")
    let files: [CorpusFiles] = [
      memory([("deux\n lignes", "two"), ("", "empty"), ("trois", "three")], to: "a.tmx"),
      .catalogue(catalogue, languages),
      .tabSeparated(
        folder.write("quatre\tfour\ndeux lignes\ttwo\n", to: "a.tsv"), targetFirst: false),
    ]
    let result = try CorpusImport(files, languages, to: out).run()
    #expect(result.trainingPairs == 4)
    #expect(lines("train.fr") == ["deux lignes", "trois", "one", "quatre"])
    #expect(lines("train.en") == ["two", "three", "un", "four"])
    #expect(folder.names == ["a.po", "a.tmx", "a.tsv", "out"])
    #expect(
      result.parts.map(\.summary) == [
        "dropped 1 of 3 pairs: 1 with an empty side (line 5)",
        "took msgstr (1) for en; left out 1 untranslated (line 3); 1 pair kept",
        "dropped 1 of 2 pairs: 1 repeated (line 2)",
      ])
  }

  @Test func writesColumns() throws {
    let files = CorpusFiles.aligned(
      source: folder.write("a\tb\nc\n", to: "x.fr"), target: folder.write("d\ne\n", to: "x.en"))
    let output = CorpusImport.Output.tabSeparated(folder.file("y.tsv"))
    #expect(try CorpusImport([files], languages, to: output).run().trainingPairs == 2)
    #expect(folder.text(of: "y.tsv") == "a b\td\nc\te\n")
  }

  @Test func splitsShareNoSentence() throws {
    var work = CorpusImport(
      [pairs(0..<300, to: "a.tsv"), pairs(300..<500, to: "b.tsv")], languages, to: out)
    work.validationPairs = 20
    work.testPairs = 15
    let result = try work.run()
    let sizes = [("train", result.trainingPairs), ("valid", 20), ("test", 15)]
    for side in ["fr", "en"] {
      for (part, size) in sizes {
        #expect(lines("\(part).\(side)").count == size)
        for (other, _) in sizes where other != part {
          #expect(Set(lines("\(part).\(side)")).isDisjoint(with: lines("\(other).\(side)")))
        }
      }
    }
    #expect(result.sharingPairs > 0 && result.trainingPairs > 100)
    #expect(result.trainingPairs + result.sharingPairs + 35 == 500)
    let first = lines("test.fr")
    work.overwrites = true
    try work.run()
    #expect(lines("test.fr") == first)
    work.seed = 2
    try work.run()
    #expect(lines("test.fr") != first)
  }

  @Test func neverOverwritesUnasked() throws {
    var work = CorpusImport([pairs(0..<9, to: "a.tsv")], languages, to: out)
    try work.run()
    folder.write("x\n", to: "out/valid.fr")
    #expect(throws: CorpusError.exists(folder.file("out/train.fr"))) { try work.run() }
    work.overwrites = true
    try work.run()
    // A validation set of another corpus does not stay beside the new one.
    #expect(folder.text(of: "out/valid.fr") == nil)
    #expect(lines("train.fr").count == 9)
  }

  @Test func neverReplacesWhatItReads() throws {
    try CorpusImport([pairs(0..<9, to: "a.tsv")], languages, to: out).run()
    let files = CorpusFiles.aligned(
      source: folder.file("out/../out/train.fr"), target: folder.file("out/train.en"))
    var work = CorpusImport([files], languages, to: out)
    work.overwrites = true
    #expect(throws: CorpusError.replacesInput(folder.file("out/train.fr"))) { try work.run() }
    #expect(lines("train.fr").count == 9)
  }

  @Test func writesNothingWhenReadingFails() throws {
    let good = pairs(0..<9, to: "a.tsv")
    let bad = CorpusFiles.translationMemory(
      folder.write("<tmx version=\"1.4\">", to: "b.tmx"), languages)
    #expect(throws: CorpusError.self) { try CorpusImport([good, bad], languages, to: out).run() }
    #expect(folder.names == ["a.tsv", "b.tmx"])
  }

  @Test(arguments: [(9, 0), (0, 9), (5, 5), (8, 0)])
  func refusesToSetAsideTooMany(valid: Int, test: Int) throws {
    let lines = (0..<9).map { "s\($0 / 2)\tt\($0)\n" }.joined()
    let files = CorpusFiles.tabSeparated(folder.write(lines, to: "a.tsv"), targetFirst: false)
    var work = CorpusImport([files], languages, to: out)
    work.validationPairs = valid
    work.testPairs = test
    let error = #expect(throws: CorpusError.self) { try work.run() }
    guard case .tooFewPairs([folder.file("a.tsv")], usable: 9, setAside: valid + test, _) = error
    else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(folder.bytes(of: "out/train.fr") == nil)
  }

  /// A process that replaces one corpus by another is killed before every system call in turn that
  /// changes a file: one of the two is left, or a side is missing, but never sides of both.
  @Test func sidesOfTwoCorporaNeverMix() async {
    await #expect(processExitsWith: .success) { [path = folder.path as String] in
      try KilledImports(path).killAtEveryStep()
    }
  }
}

/// Imports that are killed, and what they leave.
private struct KilledImports {
  let path: String

  init(_ path: String) { self.path = path }

  func killAtEveryStep() throws {
    var step = 0
    var left: [String: Int] = [:]
    while true {
      try work("old").run()
      let child = ChildProcess {
        DiskStep.untilKilled.store(step, ordering: .relaxed)
        try work("new").run()
      }
      let end = child.wait()
      left[state(), default: 0] += 1
      if end == .exit(0) { break }
      #expect(end == .signal(SIGKILL), "step \(step)")
      step += 1
    }
    #expect(step > 20 && Set(left.keys) == ["old", "none", "new"], "\(left)")
  }

  private func work(_ name: String) throws -> CorpusImport {
    let lines = (0..<40).map { "\(name) s\($0)\t\(name) t\($0)\n" }.joined()
    let file = "\(path)/\(name).tsv"
    try AtomicFile.write(to: file) { try $0.write(lines) }
    let languages = LanguagePair(source: "fr", target: "en")
    var work = CorpusImport(
      [.tabSeparated(file, targetFirst: false)], languages, to: .directory("\(path)/out"))
    work.validationPairs = 4
    work.overwrites = true
    return work
  }

  /// Which corpus is there: `none` when a part is missing or one side of it.
  private func state() -> String {
    var found: Set<String> = []
    let finder = CorpusFinder(source: "fr", target: "en")
    for part in [CorpusFinder.Part.train, .valid] {
      guard let files = try? finder.find(part, in: "\(path)/out"), let pairs = try? files.read()
      else { return "none" }
      #expect(pairs.count == (part == .train ? 36 : 4))
      found.formUnion((pairs.sources + pairs.targets).map { String($0.prefix(3)) })
    }
    #expect(found.count == 1, "\(found)")
    return found.first ?? "none"
  }
}

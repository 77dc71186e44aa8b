import Glibc
import S2SText
import Testing

/// `decode(encode(text)) == nfc(text)`, byte for byte, for every text.
@Suite struct RoundTripTests {
  let pipeline: TextPipeline
  let encoder: TextEncoder

  init() throws {
    pipeline = try TextPipeline.learn(
      from: sampleTexts + sampleTexts, locale: "fr", vocabularySize: 600)
    encoder = pipeline.makeEncoder()
  }

  private func survives(_ text: String) -> Bool {
    pipeline.decode(encoder.encode(text)).utf8.elementsEqual(Normalizer.nfc(text).utf8)
  }

  /// Every scalar there is, unassigned ones and noncharacters too, 256 in a text.
  @Test(arguments: 0...16)
  func keepsEveryScalar(plane: Int) {
    var lost: [Int] = []
    for block in plane * 256..<plane * 256 + 256 {
      let scalars = (block * 256..<block * 256 + 256).compactMap(Unicode.Scalar.init)
      if !survives(String(String.UnicodeScalarView(scalars))) { lost.append(block) }
    }
    #expect(lost.isEmpty)
  }

  /// Scalars of all planes at random, among spaces, marks and what the rules look for.
  @Test(arguments: [1, 2, 3] as [UInt64])
  func keepsRandomText(seed: UInt64) {
    var generator = Scrambler(seed: seed)
    let special = Array(
      "  ▁\n\t'’.:/@w1\u{A0}\u{301}\u{323}\u{200D}👍🏽ก我은한ㄱᄀ\u{11A8}éeqan".unicodeScalars)
    var lost: [String] = []
    for _ in 0..<3000 {
      var text = String.UnicodeScalarView()
      for _ in 0..<Int.random(in: 0...30, using: &generator) {
        let isSpecial = Int.random(in: 0..<3, using: &generator) > 0
        let limit: UInt32 = Bool.random(using: &generator) ? 0x3000 : 0x11_0000
        let value = UInt32.random(in: 0..<limit, using: &generator)
        let scalar = isSpecial ? special.randomElement(using: &generator) : Unicode.Scalar(value)
        if let scalar { text.append(scalar) }
      }
      if !survives(String(text)) { lost.append(String(text)) }
    }
    #expect(lost.isEmpty)
  }

  /// Long words and texts meet the limits of pieces, words, parts and ICU's slabs.
  @Test(arguments: ["a", "é", "我", "👍", "\u{301}", "\u{1100}\u{1161}", "ab", " ", "▁", "e\u{301}"])
  func keepsLongText(unit: String) {
    for count in [255, 256, 257, 22_000, 66_000] {
      #expect(survives(String(repeating: unit, count: count)))
      #expect(survives("https://x.org/" + String(repeating: unit, count: count)))
    }
  }

  /// Real lines, where the data sets lie next to the repository; all of them with `S2S_FULL=1`.
  @Test(.enabled(if: SharedData.directory != nil))
  func keepsRealLines() throws {
    let isFull = getenv("S2S_FULL") != nil
    var lost: [String] = []
    var count = 0
    for path in SharedData.paths() {
      try SharedData.forEachLine(of: path, limit: isFull ? .max : 100) { line in
        count += 1
        if !survives(line) { lost.append(line) }
      }
    }
    #expect(lost.isEmpty)
    #expect(count > 1000)
    if isFull { print("\(count) real lines survived") }
  }
}

/// The data sets that lie next to the repository on some machines.
enum SharedData {
  /// `../shared/data`, seen from the repository or from the directory of a work tree.
  static let directory: String? = {
    let root = #filePath.split(separator: "/").dropLast(3).map(String.init)
    for level in 1...2 where root.count > level {
      let path = "/" + root.dropLast(level).joined(separator: "/") + "/shared/data"
      if access(path, R_OK) == 0 { return path }
    }
    return nil
  }()

  /// Every file of every data set, in order.
  static func paths() -> [String] {
    guard let directory else { return [] }
    return names(directory).flatMap { set in
      names("\(directory)/\(set)").map { "\(directory)/\(set)/\($0)" }
    }
  }

  private static func names(_ path: String) -> [String] {
    guard let directory = opendir(path) else { return [] }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if !name.hasPrefix(".") { names.append(name) }
    }
    return names.sorted()
  }

  /// Calls `body` with the first lines of a file, which may be compressed.
  static func forEachLine(of path: String, limit: Int, _ body: (String) -> Void) throws {
    let command = path.hasSuffix(".gz") ? "gzip -dc" : "cat"
    let pipe = try #require(popen("\(command) '\(path)' 2>/dev/null", "r"))
    defer { pclose(pipe) }
    var buffer: UnsafeMutablePointer<CChar>?
    var capacity = 0
    defer { free(buffer) }
    for _ in 0..<limit {
      let count = getline(&buffer, &capacity, pipe)
      guard count > 0 else { return }
      body(String(decoding: UnsafeRawBufferPointer(start: buffer, count: count), as: UTF8.self))
    }
  }
}

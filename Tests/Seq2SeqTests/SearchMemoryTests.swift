import Glibc
import S2SSearch
import Seq2Seq
import Synchronization
import Testing

/// A search knows what memory it needs before it asks for it.
@Suite struct SearchMemoryTests {
  private static let lines = Array(repeating: "le chat noir dort", count: 16)

  private static func translator(beam: Int) throws -> Translator {
    var options = TranslationOptions()
    options.threads = 2
    options.search.beamSize = beam
    options.search.maximumLengthRatio = 0.5
    return try Translator([DemandedWordsTests.bundle(.joint)], options: options)
  }

  /// Allows the process some bytes more than it has.
  private static func limitMemory(to more: UInt) {
    guard let file = fopen("/proc/self/statm", "r") else { return }
    defer { fclose(file) }
    var line = [CChar](repeating: 0, count: 256)
    fgets(&line, 256, file)
    var limit = rlimit()
    getrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &limit)
    limit.rlim_cur = UInt(strtol(line, nil, 10) * sysconf(Int32(_SC_PAGESIZE))) + more
    precondition(setrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &limit) == 0)
  }

  /// With little memory batches are smaller and fewer workers run; nothing else changes.
  @Test func fitsIntoWhatIsLeft() async {
    await #expect(processExitsWith: .success) {
      let translator = try Self.translator(beam: 200)
      let free = try translator.translate(Self.lines)
      Self.limitMemory(to: 48 << 20)
      let again = try translator.translate(Self.lines)
      precondition(again == free)
    }
  }

  @Test func isRefusedWithBothNumbers() async {
    await #expect(processExitsWith: .success) {
      let translator = try Self.translator(beam: 1_000)
      Self.limitMemory(to: 8 << 20)
      do { _ = try translator.translate(Self.lines) } catch let error as TranslationError {
        guard case .searchTooLarge(1_000, _, let bytes, let left) = error, bytes > left else {
          exit(2)
        }
        exit(0)
      }
      exit(1)
    }
  }

  /// Memory is bounded by a part, however long the line is.
  @Test(arguments: [" chat", "chat", "é"])
  func aLongLineIsTranslatedPartByPart(unit: String) throws {
    let translator = try Self.translator(beam: 1)
    let line = String(repeating: unit, count: 500)
    let requests = ["le chat", line, "dort"].map { TranslationRequest($0) }
    let shown = Mutex<[TranslationProgress]>([])
    let found = try translator.translate(requests, partsOf: 100, isCancelled: { false }) { now in
      shown.withLock { $0.append(now) }
    }
    #expect(found.map(\.source) == ["le chat", line, "dort"])
    #expect(found[1].pieceCount >= line.utf8.count / 100)
    #expect(found[1].alternatives[0].tokens.isEmpty && !found[1].text.isEmpty)
    #expect(try translator.translate(["le chat", "dort"]) == [found[0], found[2]])
    let shares = shown.withLock { $0 }.map(\.share)
    #expect(shares.count { (0.1...0.9).contains($0) } >= 4 && shares.allSatisfy { $0 <= 1 })
    let last = shown.withLock { $0.last }
    #expect(last?.share == 1 && last?.finishedLines == 3)
  }

  /// What the parts of a line have and lack is what the line has and lacks.
  @Test func noItemOfALongLineIsForgotten() throws {
    let line = String(repeating: "chat 😀 12 ", count: 50)
    let found = try Self.translator(beam: 1).translate(
      [TranslationRequest(line)], partsOf: 64, isCancelled: { false })[0]
    #expect(found.protectedCount == 100 && found.lost.count == 100)
  }
}

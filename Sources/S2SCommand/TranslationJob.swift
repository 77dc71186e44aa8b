import S2SConsole
import S2SFiles
import S2SModels
import S2STraining
import Seq2Seq

/// Translates the lines of readers window by window, and counts what to warn of.
struct TranslationJob {
  private let translator: Translator
  private let output: OutputWriter
  private let format: TranslateCommand.Format
  /// The files beside the input.
  private let companions: [CompanionFile]
  private let progress: InputProgress
  private var window: TranslationWindow
  private var readCount = 0
  /// The bytes of the lines that are translated, with their ends.
  private var translatedBytes = 0
  /// Whether a file beside the input ended before it; lines are then only counted.
  private var isShort = false
  private var counts = TranslationCounts()

  /// Prepares to translate.
  ///
  /// - Parameters:
  ///   - translator: what translates.
  ///   - format: how translations are written.
  ///   - nbest: how many there are of a line.
  ///   - companions: the files beside the input.
  ///   - files: what is read; `-` is standard input.
  init(
    translator: Translator, format: TranslateCommand.Format, nbest: Int,
    companions: [CompanionFile], files: [String]
  ) {
    self.translator = translator
    self.format = format
    self.companions = companions
    output = OutputWriter()
    progress = InputProgress(files)
    // So that the translations of a window, all of which are kept for a while, stay some thousands.
    window = TranslationWindow(most: max(1, 10_240 / max(5, nbest)))
  }

  /// Translates all lines; those before a bad one are written before the error is thrown.
  ///
  /// - Throws: what reading and writing throw; `TranslationError`; `Interruption` after the
  ///   translations so far are written.
  mutating func run(_ reader: LineReader) throws {
    defer { progress.line.finish() }
    do {
      while !isShort {
        let lines = read(reader)
        try write(lines)
        if let error = lines.error { throw error }
        if lines.isLast { return }
      }
      while try reader.next() != nil { readCount += 1 }
    } catch is CancellationError {
      throw Interruption(lineCount: counts.lines)
    }
  }

  /// Reports, and checks that the files beside the input ended with it.
  func finish() throws {
    counts.report()
    for companion in companions { try companion.checkCount(readCount) }
  }

  /// Lines that are translated together.
  private struct Lines {
    var requests: [TranslationRequest] = []
    var bytes = 0
    /// Whether there are no more.
    var isLast = false
    /// What is wrong with the next one.
    var error: (any Error)?
  }

  /// The next lines: as many as a window takes, or as are there.
  private mutating func read(_ reader: LineReader) -> Lines {
    var lines = Lines()
    do {
      while let line = try reader.next() {
        guard let request = try request(line) else {
          isShort = true
          return lines
        }
        lines.requests.append(request)
        lines.bytes += line.utf8.count + 1
        let isFull = lines.requests.count >= window.lines || lines.bytes >= window.bytes
        // Somebody who types wants an answer before the next line.
        if try isFull || !reader.hasLineReady() { return lines }
      }
      lines.isLast = true
    } catch {
      lines.error = error
    }
    return lines
  }

  /// A line with the demands of the files beside the input; `nil` where one has ended.
  private mutating func request(_ line: String) throws -> TranslationRequest? {
    readCount += 1
    var request = TranslationRequest(line)
    for companion in companions {
      guard try companion.advance(&request, line: readCount, check: translator.check) else {
        return nil
      }
    }
    return request
  }

  private mutating func write(_ lines: Lines) throws {
    guard !lines.requests.isEmpty else { return }
    let start = MonotonicClock.seconds()
    let (done, progress) = (InputProgress.Part(counts.lines, bytes: translatedBytes), progress)
    let part = InputProgress.Part(lines.requests.count, bytes: lines.bytes)
    progress.show(0, of: part, after: done)
    let translations = try translator.translate(
      lines.requests, isCancelled: { InterruptFlag.isRaised },
      progress: { progress.show($0.share, of: part, after: done) })
    if output.mayBeShown { progress.line.rest() }
    for translation in translations {
      counts.add(translation)
      try output.write(format.text(of: translation, line: counts.lines))
    }
    try output.flush()
    translatedBytes += lines.bytes
    window.adapt(to: MonotonicClock.seconds() - start, lines: lines.requests.count)
  }
}

/// The end of a translation by a signal, after the lines so far were written.
struct Interruption: Error {
  /// The lines that are translated.
  let lineCount: Int

  var sentence: String {
    lineCount == 0
      ? "Interrupted before a line was translated."
      : "Interrupted: \(grouped(lineCount)) line\(lineCount == 1 ? " is" : "s are") translated and "
        + "written."
  }
}

import Dispatch
import Synchronization

/// Examines a parallel corpus before training.
///
/// It reads every file twice: first for the problems of single lines and for a sample, then for
/// problems that show only beside the whole corpus. Memory holds four bytes per pair,
/// hashes for the search for repetitions, and the sample; the text stays in its files.
public struct CorpusDoctor: Sendable {
  /// One part of a corpus and its files.
  public typealias Part = (name: CorpusFinder.Part, files: CorpusFiles)

  let languages: LanguagePair
  let threads: Int
  /// Called now and then with the number of pairs examined and the bytes read from the disk.
  let progress: @Sendable (_ pairs: Int, _ bytes: Int) -> Void

  /// The number of pairs that are read and examined together.
  static let blockSize = 1 << 15
  /// How often each file is read.
  public static let readings = 2

  /// Sets up.
  ///
  /// - Parameter progress: receives the number of pairs read so far in all readings, and the bytes
  ///   read for them.
  public init(
    _ languages: LanguagePair, threads: Int,
    progress: @escaping @Sendable (_ pairs: Int, _ bytes: Int) -> Void = { _, _ in }
  ) {
    self.languages = languages
    self.threads = threads
    self.progress = progress
  }

  /// Looks at the parts of a corpus.
  ///
  /// - Parameter parts: training pairs first, then held-out pairs.
  /// - Throws: as `LenientPairReader`; `CorpusError.changed` when a file changes
  ///   meanwhile.
  public func examine(_ parts: [Part]) throws -> CorpusExamination {
    var meter = ReadingMeter(progress: progress)
    var looks: [FirstLook] = []
    // Held-out pairs first: training pairs are compared with them.
    var heldOut = HeldOutSet()
    for part in parts.reversed() {
      let look = try FirstLook(part, languages, heldOut: heldOut, threads: threads, meter: &meter)
      heldOut.formUnion(look.fingerprints)
      looks.insert(look, at: 0)
    }
    let (source, target) = (languages.source, languages.target)
    let sample = looks.first?.sample.pairs ?? []
    let corpus = ParallelCorpus(pairs: sample.lazy.map { ($0.source, $0.target) })
    let second = SecondLook(
      judge: LanguageJudge(corpus, languages: [source, target]),
      fit: LengthFit(sample.map { ($0.sourceLength, $0.targetLength) }), threads: threads)
    let examined = try looks.map { try second.examine($0, meter: &meter) }
    return CorpusExamination(
      source: source, target: target, parts: examined,
      misreadSource: ReadLanguage.mismatch(corpus.sources, declared: source),
      misreadTarget: ReadLanguage.mismatch(corpus.targets, declared: target))
  }
}

/// Adds up the bytes that are read.
struct ReadingMeter {
  let progress: @Sendable (Int, Int) -> Void
  private var pairs = 0
  private var finishedBytes = 0

  init(progress: @escaping @Sendable (Int, Int) -> Void) { self.progress = progress }

  mutating func add(pairs count: Int, of reader: LenientPairReader) {
    pairs += count
    progress(pairs, finishedBytes + reader.bytesRead)
  }

  mutating func finish(_ reader: LenientPairReader) { finishedBytes += reader.bytesRead }
}

/// Runs a function over the items of an array, by some threads, in slices.
func mapped<Item: Sendable, Result: Sendable>(
  _ items: [Item], threads: Int, _ transform: @Sendable (Item) -> Result
) -> [Result] {
  // More slices than threads, so that none waits long for another.
  let slice = max(256, (items.count + threads * 4 - 1) / (threads * 4))
  let slices = (items.count + slice - 1) / slice
  guard threads > 1, slices > 1 else { return items.map(transform) }
  let next = Atomic(0)
  let done = Mutex<[Int: [Result]]>([:])
  DispatchQueue.concurrentPerform(iterations: min(threads, slices)) { _ in
    while case let index = next.add(1, ordering: .relaxed).oldValue, index < slices {
      let range = index * slice..<min(items.count, (index + 1) * slice)
      let part = items[range].map(transform)
      done.withLock { $0[index] = part }
    }
  }
  return done.withLock { done in (0..<slices).flatMap { done[$0] ?? [] } }
}

import Dispatch
import Synchronization

/// Sentence pairs as token ids, compact: two bytes a token where the vocabulary allows.
public struct EncodedCorpus: Sendable {
  private let sources: TokenStore
  private let targets: TokenStore

  /// The number of pairs.
  public var count: Int { sources.count }
  /// The number of source tokens.
  public var sourceTokenCount: Int { sources.tokenCount }
  /// The number of target tokens.
  public var targetTokenCount: Int { targets.tokenCount }
  /// The bytes held.
  public var byteCount: Int { sources.byteCount + targets.byteCount }

  /// Both sides' text to tokens: makes an encoder for a thread of its own.
  public typealias EncoderFactory = @Sendable () -> (String, String) -> ([Int32], [Int32])

  /// What becomes of pairs that cannot be trained on.
  public struct Limits: Sendable {
    /// The most tokens a side.
    public var maximumLength: Int

    /// Makes limits.
    ///
    /// - Precondition: `maximumLength` is at least 1.
    public init(maximumLength: Int) {
      precondition(maximumLength >= 1, "a sentence needs a token")
      self.maximumLength = maximumLength
    }
  }

  /// Encodes a corpus, by some threads; pairs that are empty or too long on a side are left out.
  ///
  /// The result does not depend on the number of threads.
  public init(
    _ corpus: ParallelCorpus, limits: Limits, threads: Int, encoder: EncoderFactory
  ) {
    let blockSize = 4_096
    let blocks = (corpus.count + blockSize - 1) / blockSize
    let done = Mutex<[Int: (TokenStore, TokenStore)]>([:])
    let workers = max(1, min(threads, blocks))
    withoutActuallyEscaping(encoder) { encoder in
      DispatchQueue.concurrentPerform(iterations: workers) { worker in
        let encode = encoder()
        for block in stride(from: worker, to: blocks, by: workers) {
          var (sources, targets) = (TokenStore(), TokenStore())
          for index in block * blockSize..<min(corpus.count, (block + 1) * blockSize) {
            let pair = encode(corpus.sources[index], corpus.targets[index])
            let allowed = 1...limits.maximumLength
            guard allowed.contains(pair.0.count), allowed.contains(pair.1.count) else { continue }
            sources.append(pair.0)
            targets.append(pair.1)
          }
          done.withLock { $0[block] = (sources, targets) }
        }
      }
    }
    var (sources, targets) = (TokenStore(), TokenStore())
    done.withLock { done in
      sources.reserve(for: done.values.lazy.map(\.0))
      targets.reserve(for: done.values.lazy.map(\.1))
      for block in 0..<blocks {
        guard let part = done.removeValue(forKey: block) else { continue }
        sources.append(part.0)
        targets.append(part.1)
      }
    }
    self.sources = sources
    self.targets = targets
  }

  /// The source tokens of a pair.
  public func source(_ index: Int) -> [Int32] { sources[index] }
  /// The target tokens of a pair, without marks.
  public func target(_ index: Int) -> [Int32] { targets[index] }
  /// The number of source tokens of a pair.
  public func sourceLength(_ index: Int) -> Int { sources.length(index) }
  /// The number of target tokens of a pair, without marks.
  public func targetLength(_ index: Int) -> Int { targets.length(index) }
}

/// Token sequences one after the other; ids above 65,535 make all of them take four bytes.
private struct TokenStore: Sendable {
  private var narrow: [UInt16] = []
  private var wide: [Int32] = []
  private var isWide = false
  private var ends: [Int] = [0]

  var count: Int { ends.count - 1 }
  var tokenCount: Int { ends[count] }
  var byteCount: Int { narrow.count * 2 + wide.count * 4 + ends.count * 8 }

  mutating func append(_ tokens: [Int32]) {
    if !isWide && tokens.contains(where: { $0 > Int32(UInt16.max) || $0 < 0 }) { widen() }
    if isWide {
      wide.append(contentsOf: tokens)
    } else {
      narrow.append(contentsOf: tokens.lazy.map { UInt16(truncatingIfNeeded: $0) })
    }
    ends.append(ends[count] + tokens.count)
  }

  /// Makes room for all that follows at once, for growing would hold it twice.
  mutating func reserve(for parts: some Sequence<TokenStore>) {
    var (tokens, sequences) = (0, 0)
    for part in parts {
      tokens += part.tokenCount
      sequences += part.count
      if part.isWide { isWide = true }
    }
    if isWide { wide.reserveCapacity(tokens) } else { narrow.reserveCapacity(tokens) }
    ends.reserveCapacity(sequences + 1)
  }

  mutating func append(_ other: TokenStore) {
    if other.isWide && !isWide { widen() }
    if !isWide {
      narrow.append(contentsOf: other.narrow)
    } else if other.isWide {
      wide.append(contentsOf: other.wide)
    } else {
      wide.append(contentsOf: other.narrow.lazy.map(Int32.init))
    }
    let base = ends[count]
    ends.append(contentsOf: other.ends.dropFirst().lazy.map { $0 + base })
  }

  func length(_ index: Int) -> Int { ends[index + 1] - ends[index] }

  subscript(index: Int) -> [Int32] {
    let range = ends[index]..<ends[index + 1]
    return isWide ? Array(wide[range]) : narrow[range].map(Int32.init)
  }

  private mutating func widen() {
    wide = narrow.map(Int32.init)
    narrow = []
    isWide = true
  }
}

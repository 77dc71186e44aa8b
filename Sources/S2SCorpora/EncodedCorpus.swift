import Dispatch
import S2SFiles
import Synchronization

/// Sentence pairs as token ids, compact: two bytes per token where the vocabulary allows.
public struct EncodedCorpus: Sendable {
  private(set) var sources: TokenStore
  private(set) var targets: TokenStore
  /// The pairs that are copies, as far as they were encoded here and not read from a disk.
  public private(set) var copyCount = 0

  /// The number of pairs, copies included.
  public var count: Int { sources.count }
  /// The number of source tokens.
  public var sourceTokenCount: Int { sources.tokenCount }
  /// The number of target tokens.
  public var targetTokenCount: Int { targets.tokenCount }
  /// The bytes held.
  public var byteCount: Int { sources.byteCount + targets.byteCount }

  /// Both sides' text to tokens: makes an encoder for a thread of its own.
  public typealias EncoderFactory = @Sendable () -> (String, String) -> ([Int32], [Int32])

  /// A pair to the tokens of a copy of it that reads otherwise, or to `nil` for no copy: makes what
  /// chooses and encodes copies, for a thread of its own.
  ///
  /// A copy depends on the pair alone, and so on neither threads nor shards.
  public typealias CopyFactory = @Sendable () -> (Original) -> ([Int32], [Int32])?

  /// A pair that may get a copy.
  public struct Original: Sendable {
    /// Its number in the corpus, from 0.
    public let number: Int
    /// The text of the source.
    public let source: String
    /// The text of the target.
    public let target: String
    /// The tokens of the source.
    public let sourceTokens: [Int32]
  }

  /// What happens to pairs that are unusable.
  public struct Limits: Sendable {
    /// The most tokens of a target.
    public var maximumLength: Int
    /// The most tokens of a source.
    public var maximumSourceLength: Int

    /// Makes limits, the same for both sides by default.
    ///
    /// - Precondition: both are at least 1.
    public init(maximumLength: Int, maximumSourceLength: Int? = nil) {
      self.maximumLength = maximumLength
      self.maximumSourceLength = maximumSourceLength ?? maximumLength
      precondition(min(maximumLength, self.maximumSourceLength) >= 1, "a sentence needs a token")
    }

    /// Whether a pair has tokens on both sides, and not too many.
    func allow(_ pair: ([Int32], [Int32])) -> Bool {
      (1...maximumSourceLength).contains(pair.0.count)
        && (1...maximumLength).contains(pair.1.count)
    }
  }

  /// Encodes a corpus, by some threads; pairs that are empty or too long on a side are left out.
  ///
  /// A copy stands right behind its pair. The result does not depend on the number of threads.
  ///
  /// - Parameters:
  ///   - first: the number of the first pair.
  ///   - copies: what makes copies of pairs; `nil` for none.
  public init(
    _ corpus: ParallelCorpus, from first: Int = 0, limits: Limits, threads: Int,
    encoder: EncoderFactory, copies: CopyFactory? = nil
  ) {
    let blockSize = 4_096
    let blocks = (corpus.count + blockSize - 1) / blockSize
    let done = Mutex<[Int: EncodedCorpus]>([:])
    let workers = max(1, min(threads, blocks))
    withoutActuallyEscaping(encoder) { encoder in
      DispatchQueue.concurrentPerform(iterations: workers) { worker in
        let encoder = BlockEncoder(limits: limits, encode: encoder(), copy: copies?())
        for block in stride(from: worker, to: blocks, by: workers) {
          let range = block * blockSize..<min(corpus.count, (block + 1) * blockSize)
          let part = encoder.encoded(corpus, range, from: first)
          done.withLock { $0[block] = part }
        }
      }
    }
    self.init()
    done.withLock { done in
      sources.reserve(for: done.values.lazy.map(\.sources))
      targets.reserve(for: done.values.lazy.map(\.targets))
      for block in 0..<blocks {
        if let part = done.removeValue(forKey: block) { append(part) }
      }
    }
  }

  /// Encodes texts that have no source, by some threads; those of more than `maximumLength` tokens
  /// are left out.
  ///
  /// The result does not depend on the number of threads.
  public init(
    texts: [String], maximumLength: Int, threads: Int,
    encoder: @Sendable () -> (String) -> [Int32]
  ) {
    let blockSize = 4_096
    let blocks = (texts.count + blockSize - 1) / blockSize
    let done = Mutex<[Int: TokenStore]>([:])
    let workers = max(1, min(threads, blocks))
    withoutActuallyEscaping(encoder) { encoder in
      DispatchQueue.concurrentPerform(iterations: workers) { worker in
        let encode = encoder()
        for block in stride(from: worker, to: blocks, by: workers) {
          var part = TokenStore()
          for index in block * blockSize..<min(texts.count, (block + 1) * blockSize) {
            let tokens = encode(texts[index])
            if tokens.count <= maximumLength { part.append(tokens) }
          }
          done.withLock { $0[block] = part }
        }
      }
    }
    self.init()
    done.withLock { done in
      for block in 0..<blocks {
        if let part = done[block] { targets.append(part) }
      }
    }
    for _ in 0..<targets.count { sources.append([]) }
  }

  /// Makes a corpus of no pairs.
  public init() {
    sources = TokenStore()
    targets = TokenStore()
  }

  /// Adds a pair of token sequences.
  package mutating func append(_ source: [Int32], _ target: [Int32]) {
    sources.append(source)
    targets.append(target)
  }

  /// Adds the pairs of another corpus.
  mutating func append(_ other: EncodedCorpus) {
    sources.append(other.sources)
    targets.append(other.targets)
    copyCount += other.copyCount
  }

  /// Adds the copy of a pair.
  fileprivate mutating func appendCopy(_ pair: ([Int32], [Int32])) {
    append(pair.0, pair.1)
    copyCount += 1
  }

  /// Adds one pair of another corpus.
  mutating func append(_ index: Int, of other: EncodedCorpus) {
    sources.append(other.source(index))
    targets.append(other.target(index))
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

/// Encodes blocks of pairs, for one thread.
private struct BlockEncoder {
  let limits: EncodedCorpus.Limits
  let encode: (String, String) -> ([Int32], [Int32])
  let copy: ((EncodedCorpus.Original) -> ([Int32], [Int32])?)?

  /// The pairs of a range of a corpus whose first pair has a number.
  func encoded(
    _ corpus: ParallelCorpus, _ range: Range<Int>, from first: Int
  ) -> EncodedCorpus {
    var part = EncodedCorpus()
    for index in range {
      let (source, target) = (corpus.sources[index], corpus.targets[index])
      let pair = encode(source, target)
      guard limits.allow(pair) else { continue }
      part.append(pair.0, pair.1)
      let original = EncodedCorpus.Original(
        number: first + index, source: source, target: target, sourceTokens: pair.0)
      if let copy = copy?(original), limits.allow(copy) { part.appendCopy(copy) }
    }
    return part
  }
}

// MARK: - On disk, in a scratch file of this process

extension EncodedCorpus {
  func write(to file: ScratchFile) throws {
    try sources.write(to: file)
    try targets.write(to: file)
  }

  /// Reads what `write` wrote at an offset.
  init(_ file: ScratchFile, at offset: Int) throws {
    var offset = offset
    sources = try TokenStore(file, at: &offset)
    targets = try TokenStore(file, at: &offset)
  }
}

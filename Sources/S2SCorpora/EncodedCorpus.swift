import Dispatch
import S2SFiles
import Synchronization

/// Sentence pairs as token ids, compact: two bytes per token where the vocabulary allows.
public struct EncodedCorpus: Sendable {
  private(set) var sources: TokenStore
  private(set) var targets: TokenStore

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
            guard (1...limits.maximumSourceLength).contains(pair.0.count),
              (1...limits.maximumLength).contains(pair.1.count)
            else { continue }
            sources.append(pair.0)
            targets.append(pair.1)
          }
          done.withLock { $0[block] = (sources, targets) }
        }
      }
    }
    self.init()
    done.withLock { done in
      sources.reserve(for: done.values.lazy.map(\.0))
      targets.reserve(for: done.values.lazy.map(\.1))
      for block in 0..<blocks {
        guard let part = done.removeValue(forKey: block) else { continue }
        sources.append(part.0)
        targets.append(part.1)
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

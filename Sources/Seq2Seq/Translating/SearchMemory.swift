import S2SModels
import S2SSearch
import S2STensors

/// How a search fits into memory: batches become smaller, then fewer workers run, then it is refused.
///
/// No translation changes by that, as none depends on its batch.
struct SearchMemory: Sendable {
  private let models: [DecodingMemory]
  private let options: TranslationOptions

  /// The share of a batch on a machine with much memory.
  private static let usualBatch = 256 << 20
  /// The address space of one more worker: its stack, and what malloc reserves for a thread.
  private static let workerBytes = 80 << 20
  /// A node of a hypothesis's past, with the room that a growing array takes.
  private static let nodeBytes = 64

  /// The memory of searches with some models as an ensemble.
  init(_ bundles: [TranslationBundle], _ options: TranslationOptions) {
    models = bundles.map { DecodingMemory($0.configuration) }
    self.options = options
  }

  /// The hypotheses of a sentence.
  private var width: Int {
    options.search.sampling == nil ? options.search.beamSize : options.search.nbest
  }

  /// The most bytes of a batch.
  func bytes(sentences: Int, sourceTokens: Int, longest: Int) -> Int {
    let rows = sentences * width
    let steps = options.search.maximumLength(sourceLength: longest)
    return rows * steps * Self.nodeBytes
      + models.reduce(0) {
        $0 + $1.bytes(rows: rows, sourceTokens: sourceTokens, longest: longest)
      }
  }

  /// How many workers may search at a time, and what each may use.
  struct Share {
    var workers: Int
    var bytes: Int
  }

  /// Divides what is left among workers.
  ///
  /// - Parameter longest: the tokens of the longest source.
  /// - Throws: `TranslationError.searchTooLarge` where there is no room for one sentence.
  func share(workers: Int, longest: Int) throws -> Share {
    let one = bytes(sentences: 1, sourceTokens: longest, longest: longest)
    // The rest is for lines, texts and the system.
    let left = AvailableMemory.left / 4 * 3
    guard one <= left else {
      throw TranslationError.searchTooLarge(
        hypotheses: width, sourceTokens: longest, bytes: one, left: left)
    }
    let running = min(workers, 1 + (left - one) / (one + Self.workerBytes))
    let shared = left - (running - 1) * Self.workerBytes
    return Share(workers: running, bytes: min(max(one, Self.usualBatch), shared / running))
  }

  /// Refuses models whose weights have no room beside their files.
  ///
  /// - Throws: `TranslationError.weightsTooLarge`.
  static func check(_ bundles: [TranslationBundle]) throws {
    let bytes = bundles.reduce(0) { $0 + $1.parameterCount * ($1.isQuantized ? 1 : 4) }
    do { try AvailableMemory.require(bytes) } catch {
      throw TranslationError.weightsTooLarge(bytes: error.needed, left: error.left)
    }
  }
}

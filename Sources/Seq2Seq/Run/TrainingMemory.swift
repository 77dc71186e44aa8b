import S2STensors
import S2STraining

/// The memory of a run, forecast from its shape before any of it is asked for.
///
/// Nothing that is used while it trains can be refused in a way that a run survives: the system ends
/// processes, and OpenBLAS waits for ever.
struct TrainingMemory {
  private let weights: Int
  private let workers: Int
  /// Weights, moments and gradients.
  private let parameterBytes: Int
  /// What the workers keep of a pass.
  private let workspaceBytes: Int

  /// The addresses of a thread's stack.
  private static let threadBytes = 8 << 20
  /// The addresses of what has no size of its own: tokenizers, batches, files.
  private static let smallBytes = 64 << 20

  /// Forecasts.
  ///
  /// - Parameters:
  ///   - passTokens: the most tokens, of all sides, that a worker computes at once.
  ///   - sides: the sides of an example; a token passes the matrices of its own.
  init(
    _ table: ParameterTable, _ options: LearningOptions, workers: Int, passTokens: Int, sides: Int
  ) {
    self.workers = workers
    weights = table.totalCount
    let float = MemoryLayout<Float>.stride
    parameterBytes = weights * float * options.parameterCopies(workers: workers)
    // A product leaves its outputs and their gradients, a number for each row of its matrix.
    let rows = table.entries.reduce(0) { $0 + ($1.isMultiplied ? $1.slot.rows : 0) }
    workspaceBytes = workers * passTokens * rows * 2 * float / max(1, sides)
  }

  /// Makes sure that the run can have it.
  ///
  /// - Throws: `TrainingError.tooLittleMemory`.
  func check() throws {
    let bytes = parameterBytes + workspaceBytes
    do {
      try AvailableMemory.require(bytes)
      try AddressSpace.require(
        bytes + workers * Self.threadBytes + Self.smallBytes + BLASBuffers.missingBytes(workers))
      try BLASBuffers.take(workers)
    } catch {
      throw TrainingError.tooLittleMemory(
        weights: weights, workers: workers, needed: error.needed, left: error.left)
    }
  }
}

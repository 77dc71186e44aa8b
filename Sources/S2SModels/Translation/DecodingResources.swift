import S2SLayers
import S2STensors
import Synchronization

/// What all decoding sessions of a model share: its weights, and the memory of sessions that ended.
///
/// A batch needs megabytes for a few milliseconds. To ask the system for them each time costs a
/// quarter of greedy search with eight bits, so the next session takes over what the last one had.
package final class DecodingResources: Sendable {
  private let parameters: ParameterBuffer
  private let weights: PackedWeights
  private let idle = Mutex<[DecodingWorkspaces]>([])

  /// The most bytes that a session leaves; more goes back to the system, for whoever needs it next.
  private static let mostKept = 64 << 20

  /// Takes the weights of a network as they are now.
  package init(_ network: some Network) {
    parameters = network.parameters
    weights = network.packedWeights()
  }

  /// The bytes that ended sessions have left.
  package var idleBytes: Int { idle.withLock { $0.reduce(0) { $0 + $1.byteCount } } }

  /// A computation with these weights.
  func pass(in workspace: Workspace) -> Pass {
    Pass(parameters: parameters, workspace: workspace, packedWeights: weights)
  }

  /// Memory for a session that begins.
  func takeWorkspaces() -> DecodingWorkspaces {
    idle.withLock { $0.popLast() } ?? DecodingWorkspaces()
  }

  /// Takes back the memory of a session that ends.
  func leave(_ workspaces: DecodingWorkspaces) {
    guard workspaces.byteCount <= Self.mostKept else { return }
    workspaces.reset()
    idle.withLock { $0.append(workspaces) }
  }
}

/// The memory of one session at a time.
final class DecodingWorkspaces: @unchecked Sendable {
  /// What a step computes.
  let scratch = Workspace()
  /// What stays while rows come and go.
  let constants = Workspace()
  /// The state of the rows, and that in which the next ones are built.
  private(set) var (rows, spare) = (Workspace(), Workspace())

  private var all: [Workspace] { [scratch, constants, rows, spare] }

  /// The bytes held.
  var byteCount: Int { all.reduce(0) { $0 + $1.byteCount } }

  /// Ends every view of this memory.
  func reset() { for workspace in all { workspace.reset() } }

  /// The rows become what was built beside them.
  func swapRows() { swap(&rows, &spare) }
}

import Foundation

/// The command `s2s` that tests run.
package enum TestedCommand {
  /// The one that `S2S` in the environment names, as `make test` names the release, else the one
  /// that was built beside the tests.
  package static let url: URL = {
    if let path = ProcessInfo.processInfo.environment["S2S"] { return URL(filePath: path) }
    let tests = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
    return tests.deletingLastPathComponent().appending(path: "s2s")
  }()
}

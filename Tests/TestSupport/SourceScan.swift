import Foundation

/// Looks through the package's own sources, so that a rule about all code can be a test.
package enum SourceScan {
  /// The package's folder.
  package static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// The names, without `.swift`, of a target's files that contain one of the texts.
  package static func files(of target: String, containing texts: [String]) throws -> [String] {
    let folder = root.appending(path: "Sources/\(target)")
    let paths = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
    var names: [String] = []
    for case let file as URL in paths ?? .init() where file.pathExtension == "swift" {
      let source = try String(contentsOf: file, encoding: .utf8)
      if texts.contains(where: source.contains) {
        names.append(file.deletingPathExtension().lastPathComponent)
      }
    }
    return names.sorted()
  }
}

import Foundation
import PackagePlugin

/// Writes the commit that is built into a source of the target `S2SCommit`.
///
/// The commands' inputs are all sources and git's log of the checkout, so the commit is found anew
/// whenever one of them has changed.
@main struct CommitPlugin: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: any Target) -> [Command] {
    let root = context.package.directoryURL
    let script = root.appending(path: "Plugins/Commit/commit.sh")
    let output = context.pluginWorkDirectoryURL.appending(path: "BuiltCommit.swift")
    let sources = context.package.targets.compactMap { $0 as? any SourceModuleTarget }
      .flatMap { $0.sourceFiles.map(\.url) }
    let log = gitDirectory(of: root).appending(path: "logs/HEAD")
    let logs = FileManager.default.fileExists(atPath: log.path) ? [log] : []
    return [
      .buildCommand(
        displayName: "Find the commit", executable: URL(filePath: "/bin/sh"),
        arguments: [script.path, root.path, output.path], inputFiles: [script] + sources + logs,
        outputFiles: [output])
    ]
  }

  /// Where git keeps what belongs to a checkout: `.git`, or what that file names in a worktree.
  private func gitDirectory(of root: URL) -> URL {
    let git = root.appending(path: ".git")
    guard let text = try? String(contentsOf: git, encoding: .utf8), text.hasPrefix("gitdir: ")
    else { return git }
    return URL(filePath: text.dropFirst(8).trimmingCharacters(in: .newlines), relativeTo: root)
  }
}

import ArgumentParser
import Foundation
import TestSupport

@testable import S2SCommand

/// Commands that a page tells its reader to type, and what it shows of their output.
struct PageScript {
  /// The page, below the package's folder, and the line of its first command.
  let page: String
  let line: Int
  /// What a shell reads.
  let commands: String
  /// The lines that the page shows as the output, if it shows any.
  let shown: [String]

  /// The scripts of a page in their order.
  ///
  /// A script is a block of code that has a command `s2s`. Where lines begin with `$ `, each of them
  /// is a script and what follows it is its output; otherwise the whole block is one.
  static func scripts(of page: String) throws -> [PageScript] {
    if let examples = helps[page] { return examples }
    let text = try String(contentsOf: SourceScan.root.appending(path: page), encoding: .utf8)
    return blocks(of: text.components(separatedBy: "\n")).flatMap { first, lines in
      let prompts = lines.indices.filter { lines[$0].hasPrefix("$ ") }
      if prompts.isEmpty {
        let script = PageScript(
          page: page, line: first, commands: lines.joined(separator: "\n"), shown: [])
        return [script].filter(\.hasCommand)
      }
      return zip(prompts, prompts.dropFirst() + [lines.count]).map { start, end in
        var last = start
        while lines[last].hasSuffix("\\"), last + 1 < end { last += 1 }
        let typed =
          lines[start].dropFirst(2) + lines[start + 1..<last + 1].map { "\n" + $0 }.joined()
        return PageScript(
          page: page, line: first + start, commands: String(typed),
          shown: Self.withoutEmptyEnd(lines[last + 1..<end]))
      }
    }
  }

  /// The examples in the help of all commands, a page for each command.
  static let helps = helps(of: S2SCommand.self, "s2s")

  /// The examples in the help of a command and of those below it.
  private static func helps(
    of command: any ParsableCommand.Type, _ name: String
  ) -> [String: [PageScript]] {
    let page = name + " --help"
    let lines = command.helpMessage(columns: 300).components(separatedBy: "\n")
    let examples = lines.filter { $0.hasPrefix("  s2s ") && !$0.contains(" --help") }.map {
      PageScript(page: page, line: 0, commands: String($0.dropFirst(2)), shown: [])
    }
    let below = command.configuration.subcommands.map {
      helps(of: $0, name + " " + ($0.configuration.commandName ?? ""))
    }
    return below.reduce(into: [page: examples]) { $0.merge($1) { first, _ in first } }
  }

  /// Whether a command of this project is in it, and not only files of options or equations.
  private var hasCommand: Bool {
    commands.split(separator: "\n").contains { line in
      line.hasPrefix("s2s ")
        || [" | s2s ", "; s2s ", "do s2s ", "  s2s "].contains(where: line.contains)
    }
  }

  private static func withoutEmptyEnd(_ lines: ArraySlice<String>) -> [String] {
    Array(
      lines.prefix((lines.lastIndex { !$0.isEmpty } ?? lines.startIndex - 1) - lines.startIndex + 1)
    )
  }

  /// Blocks of code: between fences of no other language, or indented by four spaces behind an
  /// empty line, with the number of the first line.
  private static func blocks(of lines: [String]) -> [(Int, [String])] {
    var blocks: [(Int, [String])] = []
    var index = 0
    while index < lines.count {
      let start = index
      if lines[index].hasPrefix("```") {
        index += 1
        while index < lines.count, !lines[index].hasPrefix("```") { index += 1 }
        if ["```", "```sh"].contains(lines[start]) {
          blocks.append((start + 2, Array(lines[start + 1..<min(index, lines.count)])))
        }
      } else if lines[index].hasPrefix("    "), index > 0, lines[index - 1].isEmpty {
        while index < lines.count, lines[index].hasPrefix("    ") || lines[index].isEmpty {
          index += 1
        }
        blocks.append((start + 1, lines[start..<index].map { String($0.dropFirst(4)) }))
      }
      index += 1
    }
    return blocks
  }
}

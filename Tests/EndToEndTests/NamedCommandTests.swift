import ArgumentParser
import Foundation
import TestSupport
import Testing

@testable import S2SCommand

/// Commands and options that a page or the program speaks of are there, by those names.
@Suite struct NamedCommandTests {
  /// The options of each command, by what is typed before them, as `corpus import`.
  private static let options: [String: Set<String>] = {
    var options: [String: Set<String>] = [:]
    func add(_ command: any ParsableCommand.Type, _ words: [String]) {
      let help = command.helpMessage(columns: 300)
      options[words.joined(separator: " ")] = Set(
        help.matches(of: /--([a-z][a-z0-9-]*)/).map { String($0.1) })
      for next in command.configuration.subcommands {
        add(next, words + [next.configuration.commandName ?? ""])
      }
    }
    add(S2SCommand.self, [])
    options["train", default: []].formUnion(options["train translator"] ?? [])
    return options
  }()

  /// What is wrong with the commands in a text.
  private func problems(in text: Substring) -> [String] {
    text.matches(of: /(?:^|[`"| ])s2s ([a-z]+)( [a-z]+)?( [a-z]+)?(?: [^`|]*)?/).flatMap { match in
      let second = "\(match.1)\(match.2 ?? "")"
      let names = [second + (match.3 ?? ""), second]
      let name = names.first { Self.options[$0] != nil } ?? String(match.1)
      guard let known = Self.options[name] else { return ["s2s \(match.1)"] }
      return match.0.matches(of: /\ --([a-z][a-z0-9-]*)/).map { String($0.1) }
        .filter { !known.contains($0) }.map { "s2s \(name) --\($0)" }
    }
  }

  /// The lines of a file that have a command.
  private func lines(of file: URL) throws -> [Substring] {
    let text = try String(contentsOf: file, encoding: .utf8)
    if text.range(of: "s2s ") == nil { return [] }
    return text.split(separator: "\n").filter { $0.range(of: "s2s ") != nil }
  }

  @Test func pagesNameWhatIsThere() throws {
    var count = 0
    for page in PageCommandTests.pages + ["CHANGELOG.md", "Makefile"] {
      for line in try lines(of: SourceScan.root.appending(path: page)) {
        for span in line.matches(of: /`[^`]*`|^    .*$/) {
          count += 1
          for problem in problems(in: span.output) { Issue.record("\(page): \(problem)") }
        }
      }
    }
    #expect(count > 100)
  }

  @Test func theProgramNamesWhatIsThere() throws {
    let folder = SourceScan.root.appending(path: "Sources")
    let paths = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
    var count = 0
    for case let file as URL in paths ?? .init() where file.pathExtension == "swift" {
      for line in try lines(of: file)
      where !line.contains(/\/\/|s2s (that|reads|does|writes)\b/) {
        count += 1
        for problem in problems(in: line) {
          Issue.record("\(file.lastPathComponent): \(problem) in \(line)")
        }
      }
    }
    #expect(count > 30)
  }
}

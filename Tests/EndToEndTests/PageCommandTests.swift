import Foundation
import TestSupport
import Testing

/// Every command on a page runs as it stands there, and says what the page shows.
@Suite struct PageCommandTests {
  static let pages =
    ["README.md", "models/README.md", "Benchmarks/README.md"]
    + ((try? FileManager.default.subpathsOfDirectory(
      atPath: SourceScan.root.appending(path: "docs").path)) ?? [])
    .map { "docs/" + $0 }.filter { $0.hasSuffix(".md") }.sorted()
    + [
      "corpora/README.md", "corpora/phrasebook/README.md", "corpora/tagger/README.md",
      "corpora/scenes/README.md", "corpora/classifier/README.md",
    ]

  @Test(arguments: pages + PageScript.helps.keys.sorted()) func everyCommandRuns(page: String)
    throws
  {
    let scripts = try PageScript.scripts(of: page)
    if scripts.isEmpty { return }
    let home = try PageHome(page: page)
    for script in scripts {
      let result = try home.run(script.commands)
      let place = "\(script.page):\(script.line): \(script.commands)"
      #expect(result.status == 0, "\(place)\n\(result.output)")
      if script.shown.isEmpty { continue }
      let lines = result.output.components(separatedBy: "\n").dropLast().map { $0 }
      let problem = ShownOutput(lines: script.shown, commands: script.commands).problem(with: lines)
      #expect(problem == nil, "\(place)\n\(problem ?? "")")
    }
  }

  @Test func pagesHaveCommands() throws {
    let count = try Self.pages.map { try PageScript.scripts(of: $0).count }.reduce(0, +)
    #expect(count > 30)
  }
}

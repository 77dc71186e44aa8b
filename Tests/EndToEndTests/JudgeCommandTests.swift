import Foundation
import Testing

/// `s2s judge`: from outputs of systems to blind sheets, and from filled sheets to a report.
@Suite struct JudgeCommandTests {
  private let command: Command

  init() throws {
    command = try Command()
    for name in ["source", "ref", "ours", "theirs", "third"] {
      let lines = (0..<30).map { "\(name == "third" && $0 % 5 == 0 ? "ours" : name) \($0)\n" }
      try command.write(lines.joined(), to: name + ".txt")
    }
  }

  private func sheet(_ more: String...) throws -> Command.Result {
    try command.run(
      ["judge", "sheet", "--sources", "source.txt", "--hyp", "ours.txt", "--hyp", "theirs.txt"]
        + ["--hyp", "third.txt", "--output", "study"] + more)
  }

  /// Fills a table: `answer` gets the cells of a row and the number of the item, and gives the last ones.
  private func fill(_ judge: Int, _ answer: ([String], Int) -> [String]) throws {
    let text = String(
      decoding: try command.bytes(of: "study/judge-\(judge).csv"), as: UTF8.self)
    let rows = text.split(separator: "\r\n").map { row in
      row.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    let body = rows.dropFirst().enumerated().map { index, row in
      let cells = answer(row, index + 1)
      return row.dropLast(cells.count) + cells
    }
    try command.write(
      ([rows[0]] + body).map { $0.joined(separator: ",") + "\r\n" }.joined(),
      to: "study/answers-\(judge).csv")
  }

  /// What the made-up judges think of an output.
  private func score(_ text: String) -> Int {
    text.hasPrefix("ours") ? 90 : text.hasPrefix("theirs") ? 60 : 30
  }

  private func report(_ more: String...) throws -> Command.Result {
    try command.run(
      ["judge", "report", "study/key.json", "study/answers-2.csv", "study/answers-1.csv"] + more)
  }

  private func object(_ result: Command.Result) throws -> [String: Any] {
    let json = try JSONSerialization.jsonObject(with: Data(result.output.utf8))
    return try #require(json as? [String: Any])
  }

  @Test func directAssessmentComesBack() throws {
    let written = try sheet("--sentences", "20", "--names", "Owl,Hawk,Wren", "--tgt", "en")
    #expect(written.status == 0 && written.output.isEmpty, "\(written.error)")
    #expect(written.error.contains("Drew 20 sentences; each sheet has "))
    #expect(written.error.contains("Keep study/key.json from the judges"))
    #expect(
      try command.names(in: "study")
        == ["judge-1.csv", "judge-1.html", "judge-2.csv", "judge-2.html", "key.json"])
    for judge in 1...2 {
      try fill(judge) { row, item in ["\(score(row[3]) + item % 3 + judge)"] }
    }
    let result = try report("--html", "report.html")
    #expect(result.status == 0, "\(result.error)")
    let lines = result.output.split(separator: "\n").map(String.init)
    #expect(lines[0].contains("direct assessment of 3 systems, 20 sentences, 2 judges"))
    let order = ["Owl", "Hawk", "Wren"].map { name in lines.firstIndex { $0.hasPrefix(name) } ?? -1
    }
    #expect(order == order.sorted() && order[0] > 0, "\(result.output)")
    let page = String(decoding: try command.bytes(of: "report.html"), as: UTF8.self)
    #expect(page.contains("Owl - Hawk") && page.contains("judge 1: 9"))
    let fields = try object(report("--json"))
    let systems = try #require(fields["systems"] as? [[String: Any]])
    #expect(systems.compactMap { $0["system"] as? String } == ["Owl", "Hawk", "Wren"])
    let agreement = try #require(fields["agreement"] as? [[String: Any]])
    #expect(agreement.compactMap { $0["alpha"] as? Double }.allSatisfy { $0 > 0.9 })
    // The order of the files means nothing.
    let other = try command.run(
      "judge", "report", "study/key.json", "study/answers-1.csv", "study/answers-2.csv")
    #expect(other.output == result.output)
  }

  @Test func rankingComesBack() throws {
    #expect(try sheet("--kind", "ranking", "--judges", "2").status == 0)
    for judge in 1...2 {
      try fill(judge) { row, _ in
        let scores = row[3...5].map { $0.isEmpty ? nil : score($0) }
        return scores.map { own in
          own.map { own in "\(1 + scores.compactMap(\.self).count { $0 > own })" } ?? ""
        }
      }
    }
    let fields = try object(report("--json"))
    let systems = try #require(fields["systems"] as? [[String: Any]])
    #expect(
      systems.compactMap { $0["system"] as? String } == ["ours.txt", "theirs.txt", "third.txt"])
    #expect(systems[0]["expected_wins"] as? Double == 1)
    let agreement = try #require(fields["agreement"] as? [[String: Any]])
    #expect(agreement.first?["alpha"] as? Double == 1)
  }

  @Test func errorsComeBack() throws {
    #expect(try sheet("--kind", "errors", "--ref", "ref.txt", "--src", "fr").status == 0)
    for judge in 1...2 {
      try fill(judge) { row, _ in
        row[4].hasPrefix("ours")
          ? ["none", "", "", ""]
          : ["style", row[4].hasPrefix("theirs") ? "minor" : "major", "", ""]
      }
    }
    let fields = try object(report("--json", "--weights", "1,5,10"))
    let systems = try #require(fields["systems"] as? [[String: Any]])
    #expect(systems.compactMap { $0["penalty"] as? Double } == [0, 1, 4])
    #expect(fields["better"] as? String == "lower")
  }

  @Test func equalSeedsGiveEqualFiles() throws {
    _ = try sheet("--seed", "7")
    let first = try ["judge-1.html", "judge-2.csv", "key.json"].map {
      try command.bytes(of: "study/" + $0)
    }
    let refused = try sheet("--seed", "8")
    #expect(refused.status == 73 && refused.error.contains("exists already"))
    #expect(try sheet("--seed", "7", "--overwrite").status == 0)
    let again = try ["judge-1.html", "judge-2.csv", "key.json"].map {
      try command.bytes(of: "study/" + $0)
    }
    #expect(first == again)
    _ = try sheet("--seed", "8", "--overwrite")
    #expect(try command.bytes(of: "study/key.json") != first[2])
  }

  @Test func missingAnswersAreCounted() throws {
    _ = try sheet()
    try fill(1) { _, item in [item % 2 == 0 ? "\(item)" : ""] }
    let result = try command.run("judge", "report", "study/key.json", "study/answers-1.csv")
    #expect(result.status == 0, "\(result.error)")
    #expect(result.output.contains("items are answered; missing: judge 1 "))
    #expect(result.output.contains(", judge 2 "))
  }

  @Test func wrongSheetsAreOneSentence() throws {
    _ = try sheet()
    try fill(1) { _, item in [item == 3 ? "200" : "50"] }
    func run(_ paths: String...) throws -> Command.Result {
      try command.run(["judge", "report", "study/key.json"] + paths)
    }
    let cases: [(String, Int32, String)] = [
      (
        "study/answers-1.csv", 65, "study/answers-1.csv, line 4 has the score \"200\"; it has to be"
      ),
      ("source.txt", 65, "source.txt has no answers: its first row has no columns"),
      ("none.csv", 66, "cannot open none.csv"),
      ("study/judge-1.csv", 65, "study/judge-1.csv has no answer; fill the sheets in first."),
    ]
    for (path, status, sentence) in cases {
      let result = try run(path)
      #expect(result.status == status, "\(result.error)")
      #expect(result.error.contains(sentence), "\(result.error)")
      #expect(result.output.isEmpty && result.error.split(separator: "\n").count == 1)
    }
    try fill(1) { _, _ in ["50"] }
    _ = try sheet("--seed", "9", "--overwrite")
    let other = try run("study/answers-1.csv")
    #expect(other.status == 65 && other.error.contains("and the key is of"), "\(other.error)")
    let key = try command.run("judge", "report", "source.txt", "study/answers-1.csv")
    #expect(key.status == 65 && key.error.contains("source.txt is no key of a study"))
  }

  @Test(arguments: [
    (["--hyp", "ours.txt"], "there is 1 system, and judges compare two to five"),
    (
      ["--hyp", "ours.txt", "--hyp", "theirs.txt", "--names", "a"],
      "there are 1 --names for 2 --hyp"
    ),
    (
      ["--hyp", "ours.txt", "--hyp", "theirs.txt", "--names", "a,a"], "--names is a,a; it has to be"
    ),
    (["--hyp", "ours.txt", "--hyp", "theirs.txt", "--repeats", "0.6"], "--repeats is 0.6"),
    (["--hyp", "ours.txt", "--hyp", "theirs.txt", "--kind", "rank"], "did you mean ranking?"),
    (["--hyp", "ours.txt", "--source", "source.txt"], "did you mean --sources?"),
  ])
  func wrongWords(arguments: [String], part: String) throws {
    let result = try command.run(
      ["judge", "sheet", "--sources", "source.txt", "--output", "study"] + arguments)
    #expect(result.status == 64, "\(result.error)")
    #expect(result.error.contains(part), "\(result.error)")
    #expect(try !command.names(in: ".").contains("study"))
  }

  @Test func sheetsNeedACompanion() throws {
    let result = try command.run(
      "judge", "sheet", "--hyp", "ours.txt", "--hyp", "theirs.txt", "--output", "study")
    #expect(result.status == 64 && result.error.contains("--sources FILE"), "\(result.error)")
    try command.write("one\n", to: "short.txt")
    let uneven = try sheet("--ref", "short.txt")
    #expect(uneven.status == 65, "\(uneven.error)")
    #expect(uneven.error.contains("source.txt has 30 lines but short.txt has 1 line"))
  }

  /// The report replaces no file that it reads.
  @Test func answersAreNotReplaced() throws {
    _ = try sheet()
    try fill(1) { _, _ in ["50"] }
    let before = try command.bytes(of: "study/answers-1.csv")
    for page in ["study/answers-1.csv", "study/key.json"] {
      let result = try command.run(
        "judge", "report", "study/key.json", "study/answers-1.csv", "--html", page, "--overwrite")
      #expect(result.status == 73, "\(result.error)")
    }
    #expect(try command.bytes(of: "study/answers-1.csv") == before)
    let weights = try command.run(
      "judge", "report", "study/key.json", "study/answers-1.csv", "--weights", "1,2,3")
    #expect(weights.status == 64 && weights.error.contains("--weights is for marked errors"))
  }
}

/// The output that a page shows, compared with what a command wrote.
struct ShownOutput {
  let lines: [String]
  let commands: String

  /// The first difference, if there is one.
  ///
  /// A page may leave out which model a command takes.
  func problem(with written: [String]) -> String? {
    let model = "Model: models/"
    let isModelShown = lines.contains { $0.hasPrefix(model) }
    // Only runs that take long say how long.
    let shown = lines.filter { !$0.hasPrefix("Time: ") }.map(form)
    let said = written.filter {
      (isModelShown || !$0.hasPrefix(model)) && !$0.hasPrefix("Time: ")
    }.map(form)
    if shown == said || !PageHome.isWhole && Self.isPart(shown, of: said) { return nil }
    let first = zip(shown, said).first { $0 != $1 }
    return first.map { "shown: \($0)\nsaid:  \($1)" }
      ?? "shown: \(shown.count) lines\nsaid:  \(said.count) lines: \(written)"
  }

  /// Whether lines are among others in their order: a tiny net may have more to say.
  private static func isPart(_ lines: [String], of others: [String]) -> Bool {
    var rest = lines[...]
    for other in others where other == rest.first { rest.removeFirst() }
    return rest.isEmpty
  }

  /// Whether all of the output is made by a net.
  private var isFree: Bool {
    !PageHome.isWhole && commands.contains(/s2s (translate|tokenize|generate|caption)/)
  }

  /// What has to be the same in a line.
  ///
  /// With whole nets, all but times and speeds; with tiny ones, nothing of a translation, and of
  /// tables and reports the words at the front.
  private func form(_ line: String) -> String {
    if PageHome.isWhole {
      return line.replacing(/\d+:\d\d|[\d.,]+k?(?= per second|  +\d+:\d\d)|AVX-?\w+/, with: "~")
        .replacing(/(precision |, products of )bfloat16(, )?/, with: "")
        .replacing(/\ +/, with: " ")
    }
    return isFree ? "" : String(line.prefix { !$0.isNumber && $0 != ":" && $0 != " " })
  }
}

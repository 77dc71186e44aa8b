import S2SFiles

extension CorpusDoctor {
  /// Finds out, before the work, whether files are in the way of a copy or a list.
  ///
  /// - Throws: `CorpusError`: `exists` or `replacesInput` when a file is there and may not be overwritten,
  ///   or is one of those that are read; `namedTwice` for a list in the place of a copy.
  public func checkOutput(
    _ parts: [Part], copyTo directory: String?, listTo path: String?, overwrites: Bool
  ) throws {
    let inputs = parts.flatMap(\.files.paths)
    if let directory { try Directory.check(directory) }
    let copies = directory.map { OutputFiles(directory: $0, languages).paths } ?? []
    let files = OutputFiles(copies + [path].compactMap(\.self))
    try files.checkFree(inputs: inputs, overwrites: overwrites)
    try files.checkDistinct()
  }
}

extension CorpusExamination {
  /// Writes the corpus without the pairs to drop, and with the others repaired, as `train.LANG` and
  /// so on, one sentence per line; older files of these names are replaced.
  ///
  /// - Throws: `FileError`; `CorpusError`: `changed`, and `surplusLines` where lines are missing
  ///   on a side, so that nobody knows which belong together.
  public func writeCopy(to directory: String) throws {
    if let uneven = parts.lazy.compactMap(\.uneven).first {
      throw CorpusError.surplusLines(uneven.count, of: uneven.longer, beside: uneven.shorter)
    }
    try Directory.create(directory)
    let files = OutputFiles(
      directory: directory, LanguagePair(source: source, target: target))
    let names = files.paths.filter { path in
      parts.contains { path.hasPrefix("\(directory)/\($0.name.rawValue).") }
    }
    try files.write(names) { writers in
      for (index, part) in parts.enumerated() {
        try part.forEachKept { source, target in
          try writers[2 * index].write(source + "\n")
          try writers[2 * index + 1].write(target + "\n")
        }
      }
    }
  }

  /// Writes a line for each problem of each pair: part, place and problem, between tabs.
  ///
  /// - Throws: `FileError`.
  public func writeList(to path: String) throws {
    try AtomicFile.write(to: path) { writer in
      for part in parts {
        for (index, found) in part.problems.enumerated() where !found.isEmpty {
          for problem in CorpusProblem.allCases where found.contains(problem) {
            try writer.write("\(part.name.rawValue)\t\(part.place(of: index))\t\(problem.name)\n")
          }
        }
      }
    }
  }
}

extension ExaminedPart {
  /// Reads the pairs that a cleaned copy holds, as it holds them.
  fileprivate func forEachKept(_ body: (String, String) throws -> Void) throws {
    let dropping = ProblemSet.dropping(isHeldOut: isHeldOut)
    let reader = try LenientPairReader(files)
    var index = 0
    while case let block = try reader.next(atMost: CorpusDoctor.blockSize), !block.isEmpty {
      for pair in block {
        guard index < problems.count else { throw changed }
        let found = problems[index]
        index += 1
        guard found.isDisjoint(with: dropping) else { continue }
        var pair = pair
        if found.contains(.spreadsheetQuotes) {
          pair.source = SpreadsheetQuotes.removed(from: pair.source)
          pair.target = SpreadsheetQuotes.removed(from: pair.target)
        }
        if found.isDisjoint(with: .repairable) {
          try body(pair.source, pair.target)
        } else {
          try body(LineRepair.repaired(pair.source), LineRepair.repaired(pair.target))
        }
      }
    }
    guard index == problems.count else { throw changed }
  }
}

/// Aligns the words of a hypothesis with those of a reference, one to one.
///
/// A beam search from the first word of the reference to the last prefers more equal words, then
/// fewer chunks, then shorter distances. METEOR adds up the weights of its modules as whole numbers,
/// so that a match of stems, at one half, counts nothing in the search; and a path that skips a word
/// bears the distances of the matches it did not take. Both are kept here, since scores hang on them.
struct METEORAligner {
  /// A text as the aligner sees it: numbers of words and of their stems.
  struct Words {
    var words: [UInt32] = []
    /// Empty without a stemmer.
    var stems: [UInt32] = []
  }

  /// One word of the hypothesis for a word of the reference.
  struct Match {
    let hypothesis: Int
    let isStem: Bool
  }

  /// What decides between paths, and what the next word needs of one.
  private struct Merit {
    var equalWords = 0
    var chunks = 0
    var distance = 0
    /// Behind the last match in the hypothesis, nil when the last word has no match.
    var chunkEnd: Int?

    func isBetter(than other: Merit) -> Bool {
      if equalWords != other.equalWords { return equalWords > other.equalWords }
      return (chunks, distance) < (other.chunks, other.distance)
    }

    /// Takes a match for the word at a position of the reference.
    mutating func extend(_ match: Match, _ position: Int) {
      if !match.isStem { equalWords += 1 }
      endChunk(unlessAt: match.hypothesis)
      chunkEnd = match.hypothesis + 1
      distance += abs(position - match.hypothesis)
    }

    /// Counts the chunk that ended, if the next match does not go on with it.
    mutating func endChunk(unlessAt next: Int? = nil) {
      if let chunkEnd, chunkEnd != next { chunks += 1 }
      chunkEnd = nil
    }
  }

  private struct Path {
    /// By word of the reference.
    var matches: [Match?]
    /// By word of the hypothesis.
    var isUsed: [Bool]
    var merit = Merit()

    mutating func take(_ match: Match, at position: Int) {
      matches[position] = match
      isUsed[match.hypothesis] = true
    }
  }

  /// A path with one more word: paths are copied only for those that are kept.
  private struct Step {
    let path: Int
    let match: Match?
    let merit: Merit
  }

  private let beamSize: Int

  /// Keeps the given number of paths from word to word.
  init(beamSize: Int) { self.beamSize = beamSize }

  /// The best match of each word of the reference.
  func align(_ hypothesis: Words, _ reference: Words) -> [Match?] {
    let candidates = candidates(hypothesis, reference)
    var claims = [Int](repeating: 0, count: hypothesis.words.count)
    for match in candidates.joined() { claims[match.hypothesis] += 1 }
    // What matches one word, which matches nothing else, is settled.
    let settled = candidates.map { matches in
      matches.count == 1 && claims[matches[0].hypothesis] == 1 ? matches[0] : nil
    }
    var start = Path(matches: settled, isUsed: [Bool](repeating: false, count: claims.count))
    for match in settled { if let match { start.isUsed[match.hypothesis] = true } }
    var paths = [start]
    for position in candidates.indices {
      if let match = settled[position] {
        for index in paths.indices { paths[index].merit.extend(match, position) }
        paths.sort { $0.merit.isBetter(than: $1.merit) }
      } else {
        paths = branch(paths, candidates[position], position)
      }
    }
    for index in paths.indices { paths[index].merit.endChunk() }
    paths.sort { $0.merit.isBetter(than: $1.merit) }
    return paths[0].matches
  }

  /// The matches of each word of the reference: equal words, then words of the same stem.
  private func candidates(_ hypothesis: Words, _ reference: Words) -> [[Match]] {
    // Equal sentences need no stems, which could only lead the search astray.
    let stemming = !reference.stems.isEmpty && hypothesis.words != reference.words
    let equal = Self.places(hypothesis.words)
    let related = stemming ? Self.places(hypothesis.stems) : [:]
    return reference.words.indices.map { index in
      let word = reference.words[index]
      var matches = equal[word, default: []].map { Match(hypothesis: $0, isStem: false) }
      if stemming {
        for place in related[reference.stems[index], default: []]
        where hypothesis.words[place] != word {
          matches.append(Match(hypothesis: place, isStem: true))
        }
      }
      return matches
    }
  }

  private static func places(_ words: [UInt32]) -> [UInt32: [Int]] {
    words.indices.reduce(into: [:]) { $0[words[$1], default: []].append($1) }
  }

  /// The best of all paths, each with each match that is free, and without any.
  private func branch(_ paths: [Path], _ matches: [Match], _ position: Int) -> [Path] {
    var kept: [Step] = []
    for (index, path) in paths.enumerated() {
      var distance = path.merit.distance
      for match in matches where !path.isUsed[match.hypothesis] {
        var merit = path.merit
        merit.extend(match, position)
        merit.distance = distance
        distance += abs(position - match.hypothesis)
        keep(Step(path: index, match: match, merit: merit), in: &kept)
      }
      var merit = path.merit
      merit.distance = distance
      merit.endChunk()
      keep(Step(path: index, match: nil, merit: merit), in: &kept)
    }
    return kept.map { step in
      var path = paths[step.path]
      path.merit = step.merit
      if let match = step.match { path.take(match, at: position) }
      return path
    }
  }

  /// Puts a step behind those that are as good, and drops the worst of too many.
  private func keep(_ step: Step, in kept: inout [Step]) {
    if kept.count == beamSize, let last = kept.last, !step.merit.isBetter(than: last.merit) {
      return
    }
    var place = kept.count
    while place > 0 && step.merit.isBetter(than: kept[place - 1].merit) { place -= 1 }
    kept.insert(step, at: place)
    if kept.count > beamSize { kept.removeLast() }
  }
}

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

  private struct Path {
    /// By word of the reference.
    var matches: [Match?]
    /// By word of the hypothesis.
    var isUsed: [Bool]
    var equalWords = 0
    var chunks = 0
    var distance = 0
    /// Behind the last match in the hypothesis, nil when the last word has no match.
    var chunkEnd: Int?

    func isBetter(than other: Path) -> Bool {
      if equalWords != other.equalWords { return equalWords > other.equalWords }
      return (chunks, distance) < (other.chunks, other.distance)
    }
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
        for index in paths.indices { Self.extend(&paths[index], match, position) }
      } else {
        paths = branch(paths, candidates[position], position)
      }
      prune(&paths)
    }
    for index in paths.indices where paths[index].chunkEnd != nil { paths[index].chunks += 1 }
    paths.sort { $0.isBetter(than: $1) }
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

  /// Each path with each match that is free, and without any.
  private func branch(_ paths: [Path], _ matches: [Match], _ position: Int) -> [Path] {
    var result: [Path] = []
    for var path in paths {
      for match in matches where !path.isUsed[match.hypothesis] {
        var next = path
        next.matches[position] = match
        next.isUsed[match.hypothesis] = true
        Self.extend(&next, match, position)
        next.distance = path.distance
        path.distance += abs(position - match.hypothesis)
        result.append(next)
      }
      if path.chunkEnd != nil { path.chunks += 1 }
      path.chunkEnd = nil
      result.append(path)
    }
    return result
  }

  private static func extend(_ path: inout Path, _ match: Match, _ position: Int) {
    if !match.isStem { path.equalWords += 1 }
    if let end = path.chunkEnd, end != match.hypothesis { path.chunks += 1 }
    path.chunkEnd = match.hypothesis + 1
    path.distance += abs(position - match.hypothesis)
  }

  private func prune(_ paths: inout [Path]) {
    guard paths.count > 1 else { return }
    paths.sort { $0.isBetter(than: $1) }
    if paths.count > beamSize { paths.removeLast(paths.count - beamSize) }
  }
}

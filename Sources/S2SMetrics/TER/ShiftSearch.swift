/// Counts the edits that turn a hypothesis into a reference, where moving a phrase is one edit.
///
/// Greedy, as in tercom: of all phrases that the reference has elsewhere the one is moved that
/// leaves the fewest other edits, until no move helps.
///
/// Reference: Snover et al. 2006, "A Study of Translation Edit Rate with Targeted Human
/// Annotation"; the order of candidates is that of sacreBLEU 2.6.
struct ShiftSearch {
  /// The longest phrase that may move, as in tercom.
  static let maximumLength = 10
  /// The furthest that it may move, as in tercom.
  static let maximumDistance = 50
  /// The candidates a sentence pair, as in sacreBLEU; after that many nothing moves any more.
  static let maximumCandidates = 1_000

  /// A phrase of the hypothesis and the word before which it is put.
  private struct Shift {
    var start = 0
    var length = 0
    var target = 0

    /// Whether it comes first of two that leave as many edits: the longer, the earlier, the one
    /// with the earlier target.
    func precedes(_ other: Shift) -> Bool {
      (-length, start, target) < (-other.length, other.start, other.target)
    }
  }

  private var distance = BandedEditDistance()
  private var alignment = WordAlignment()
  private var hypothesis: [UInt32] = []
  private var reference: [UInt32] = []
  private var moved: [UInt32] = []
  private var candidates = 0
  private var best = Shift()
  /// The edits that the best shift leaves; those of no shift at all before there is one.
  private var fewestEdits = 0
  /// The edits that no order of the words is below.
  private var leastEdits = 0

  /// The number of edits.
  ///
  /// - Precondition: the hypothesis has no `WordTable.missing`.
  mutating func edits(_ hypothesis: [UInt32], _ reference: [UInt32]) -> Int {
    guard !hypothesis.isEmpty && !reference.isEmpty else {
      return hypothesis.count + reference.count
    }
    self.hypothesis = hypothesis
    self.reference = reference
    leastEdits =
      max(hypothesis.count, reference.count) - Self.commonWords(hypothesis, reference)
    candidates = 0
    distance.reset(hypothesisCount: hypothesis.count, reference: reference)
    var shifts = 0
    while true {
      let edits = distance.measure(self.hypothesis)
      guard edits > leastEdits, findShift(edits) else { return shifts + edits }
      perform(best)
      shifts += 1
    }
  }

  /// The words that two texts share, whatever their order.
  private static func commonWords(_ hypothesis: [UInt32], _ reference: [UInt32]) -> Int {
    let (first, second) = (hypothesis.sorted(), reference.sorted())
    var (count, one, other) = (0, 0, 0)
    while one < first.count && other < second.count {
      if first[one] == second[other] {
        count += 1
        one += 1
        other += 1
      } else if first[one] < second[other] {
        one += 1
      } else {
        other += 1
      }
    }
    return count
  }

  /// Looks for the best shift; false if none helps or too many candidates were seen.
  private mutating func findShift(_ edits: Int) -> Bool {
    distance.align(hypothesis, into: &alignment)
    fewestEdits = edits
    best = Shift()
    for start in hypothesis.indices {
      let first = max(0, start - Self.maximumDistance)
      let last = min(reference.count, start + Self.maximumDistance + 1)
      for position in first..<max(first, last) where hypothesis[start] == reference[position] {
        tryPhrases(start, position)
        if candidates >= Self.maximumCandidates { return false }
      }
    }
    return fewestEdits < edits
  }

  /// Tries the phrases that begin at both positions.
  private mutating func tryPhrases(_ start: Int, _ position: Int) {
    var (isHypothesisWrong, isReferenceWrong) = (false, false)
    let rest = min(hypothesis.count - start, reference.count - position)
    for length in 1..<min(Self.maximumLength, rest) + 1 {
      let last = length - 1
      guard hypothesis[start + last] == reference[position + last] else { return }
      isHypothesisWrong = isHypothesisWrong || alignment.isHypothesisWrong[start + last]
      isReferenceWrong = isReferenceWrong || alignment.isReferenceWrong[position + last]
      // Moves only where both sides are wrong, and not into the phrase itself.
      guard isHypothesisWrong && isReferenceWrong,
        !(start..<start + length ~= alignment.positions[position])
      else { continue }
      tryTargets(start, length, position)
      if candidates >= Self.maximumCandidates { return }
    }
  }

  /// Tries to put a phrase after each word that stands for one of the reference's phrase, and
  /// after the word before them.
  private mutating func tryTargets(_ start: Int, _ length: Int, _ position: Int) {
    var previous = -1
    for word in position - 1..<position + length {
      let target = word < 0 ? 0 : alignment.positions[word] + 1
      if target == previous { continue }
      previous = target
      candidates += 1
      evaluate(Shift(start: start, length: length, target: target))
    }
  }

  private mutating func evaluate(_ shift: Shift) {
    // Later shifts that are as good count only if they come first; none counts that helps nothing.
    let wins = best.length > 0 && shift.precedes(best)
    let limit = wins ? fewestEdits : fewestEdits - 1
    guard limit >= leastEdits else { return }
    let start = min(shift.start, shift.target)
    rearrange(shift)
    if let edits = distance.distance(replacing: start, by: moved, limit: limit) {
      best = shift
      fewestEdits = edits
    }
  }

  /// Writes into `moved` the words that a shift changes, in their new order.
  private mutating func rearrange(_ shift: Shift) {
    let phrase = shift.start..<shift.start + shift.length
    moved.removeAll(keepingCapacity: true)
    if shift.target < shift.start {
      moved.append(contentsOf: hypothesis[phrase])
      moved.append(contentsOf: hypothesis[shift.target..<shift.start])
    } else {
      // A target inside of the phrase counts from its end.
      let end = shift.target > phrase.upperBound ? shift.target : shift.target + shift.length
      moved.append(contentsOf: hypothesis[phrase.upperBound..<min(end, hypothesis.count)])
      moved.append(contentsOf: hypothesis[phrase])
    }
  }

  private mutating func perform(_ shift: Shift) {
    rearrange(shift)
    let start = min(shift.start, shift.target)
    hypothesis.replaceSubrange(start..<start + moved.count, with: moved)
  }
}

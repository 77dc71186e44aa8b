import S2SFiles

/// The findings in a corpus.
public struct CorpusExamination: Sendable {
  /// The source language.
  public let source: String
  /// The target language.
  public let target: String
  /// Training pairs first, then held-out pairs.
  public let parts: [ExaminedPart]
  /// The language that the source side is in if that is surely not its own.
  public let misreadSource: String?
  /// The language that the target side is in if that is surely not its own.
  public let misreadTarget: String?

  /// The verdict.
  public enum Verdict: Sendable, Equatable {
    /// Nothing stands in the way.
    case fit
    /// This number of training pairs should go.
    case usable(dropping: Int)
    /// Nobody can train on it as it is, for these reasons.
    case unusable([String])
  }

  /// The verdict.
  public var verdict: Verdict {
    let reasons = obstacles + unreadable
    guard reasons.isEmpty else { return .unusable(reasons) }
    let dropped = parts.first?.droppedCount ?? 0
    return dropped == 0 ? .fit : .usable(dropping: dropped)
  }

  /// The problems that no cleaning removes.
  public var obstacles: [String] {
    var reasons = parts.compactMap(\.unevenness)
    let languages = LanguagePair(source: source, target: target)
    for warning in CorpusWarning.ofSides(misreadSource, misreadTarget, languages) {
      switch warning {
      case .swappedSides:
        reasons.append("the sides are swapped: \(source) holds \(target), and \(target) \(source)")
      case .otherLanguage(let side, let language):
        reasons.append("the \(side) side looks like \(language)")
      default: break
      }
    }
    if let train = parts.first, train.keptCount == 0 { reasons.append("no training pair is left") }
    return reasons
  }

  private var unreadable: [String] {
    parts.compactMap { part in
      let count = part.problems.count { !$0.isDisjoint(with: .unreadable) }
      return count == 0
        ? nil
        : "\(grouped(count)) line\(count == 1 ? "" : "s") of \(part.name.rawValue) cannot be read"
    }
  }
}

/// The findings in a part of a corpus.
public struct ExaminedPart: Sendable {
  /// Which part.
  public let name: CorpusFinder.Part
  /// Its files.
  public let files: CorpusFiles
  /// How many lines each side has more than there are pairs.
  public let surplus: (source: Int, target: Int)
  /// The rest of the files besides pairs; `nil` for formats that hold nothing else.
  public let reading: ReadingReport?
  /// Where the pairs stand, unless each is at the line of its number.
  private let places: [Int]?
  /// The words and characters of each side.
  let sizes: PartSizes
  /// The problems of each pair.
  private(set) var problems: [ProblemSet]
  private var examples: [CorpusProblem: [Example]] = [:]

  /// A pair with a problem.
  public struct Example: Sendable, Encodable, Equatable {
    /// Its line, or its number in a compiled catalogue; from 1.
    public let line: Int
    /// The start of the source; empty if it is not UTF-8.
    public let source: String
    /// The start of the target; empty if it is not UTF-8.
    public let target: String
  }

  /// A problem and how many pairs have it.
  public struct Finding: Sendable {
    /// Which problem.
    public let problem: CorpusProblem
    /// How many pairs have it.
    public let count: Int
    /// The first few.
    public let examples: [Example]
  }

  /// The examples that are kept of each problem.
  private static let exampleCount = 3
  /// The characters that are kept of each side of an example.
  private static let exampleLength = 200

  init(_ look: FirstLook) {
    name = look.part.name
    files = look.part.files
    surplus = look.surplus
    (reading, places) = (look.reading, look.places)
    sizes = look.sizes
    problems = look.problems
  }

  /// The number of pairs.
  public var count: Int { problems.count }
  /// Where a pair stands: its line, or its number in a compiled catalogue; from 1.
  func place(of index: Int) -> Int { places?[index] ?? index + 1 }
  /// Whether it is measured on rather than trained on.
  public var isHeldOut: Bool { name != .train }

  /// The pairs that a cleaned copy leaves out.
  public var droppedCount: Int {
    let dropping = ProblemSet.dropping(isHeldOut: isHeldOut)
    return problems.count { !$0.isDisjoint(with: dropping) }
  }

  /// The pairs that a cleaned copy holds.
  public var keptCount: Int { count - droppedCount }

  /// The pairs that a cleaned copy puts right.
  public var repairedCount: Int {
    let dropping = ProblemSet.dropping(isHeldOut: isHeldOut)
    return problems.count {
      $0.isDisjoint(with: dropping) && !$0.isDisjoint(with: .repairable)
    }
  }

  /// The problems, the worst first and then the most frequent.
  public var findings: [Finding] {
    var counts = [Int](repeating: 0, count: CorpusProblem.allCases.count)
    for set in problems where !set.isEmpty {
      var bits = set.rawValue
      while bits != 0 {
        counts[bits.trailingZeroBitCount] += 1
        bits &= bits - 1
      }
    }
    return CorpusProblem.allCases
      .map { Finding(problem: $0, count: counts[$0.rawValue], examples: examples[$0] ?? []) }
      .filter { $0.count > 0 }
      .sorted { ($0.problem.severity, $1.count) < ($1.problem.severity, $0.count) }
  }

  /// The file with the more lines, the other one, and the difference; `nil` when there is none.
  var uneven: (longer: String, shorter: String, count: Int)? {
    let more = surplus.source + surplus.target
    guard more > 0, files.paths.count == 2 else { return nil }
    let (long, short) = surplus.source > 0 ? (0, 1) : (1, 0)
    return (files.paths[long], files.paths[short], more)
  }

  /// Says that the sides have different numbers of lines; `nil` when they have not.
  var unevenness: String? {
    uneven.map { uneven in
      "\(uneven.longer) has \(grouped(uneven.count)) line\(uneven.count == 1 ? "" : "s") more than "
        + uneven.shorter
    }
  }

  var changed: CorpusError {
    .changed(files.paths)
  }

  /// Records the findings of the second look.
  mutating func note(_ pair: LenientPairReader.Pair, _ found: ProblemSet, at index: Int) {
    problems[index] = found
    guard !found.isEmpty else { return }
    for problem in CorpusProblem.allCases where found.contains(problem) {
      guard examples[problem, default: []].count < Self.exampleCount else { continue }
      // One of each run, rather than three of the first.
      if problem == .outOfStep && index % StepCheck.runLength != 0 { continue }
      examples[problem, default: []].append(
        Example(
          line: pair.place,
          source: String(pair.source.unicodeScalars.prefix(Self.exampleLength)),
          target: String(pair.target.unicodeScalars.prefix(Self.exampleLength))))
    }
  }
}

import S2SConsole
import S2SFiles

/// The numbers of pairs of a corpus that was written.
struct WrittenPairs {
  let training: Int
  let validation: Int
  let test: Int
  /// The pairs that were left out because a sentence of theirs was set aside.
  let sharing: Int

  /// Says what was written, and where.
  func report(to place: String) {
    say("Wrote \(list) to \(place).")
    if sharing > 0 {
      say("Left out \(grouped(sharing)) more that share a sentence with those set aside.")
    }
  }

  private var list: String {
    let parts = [(training, "training"), (validation, "validation"), (test, "test")]
      .filter { $0.0 > 0 }
    if parts.count == 1 { return "\(grouped(training)) pairs" }
    return parts.map { "\(grouped($0.0)) \($0.1)" }.joined(separator: ", ") + " pairs"
  }
}

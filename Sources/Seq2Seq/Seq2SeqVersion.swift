import S2SCommit

/// The version of the toolkit.
public enum Seq2SeqVersion {
  /// As semantic versioning has it.
  public static let current = "0.1.0"
  /// The hash of the commit that was built, with a `+` where sources had been changed since; empty
  /// where it is not known.
  public static var commit: String { BuildCommit.hash }
  /// Version and commit in one line.
  public static var description: String {
    commit.isEmpty ? current : "\(current), commit \(commit)"
  }
}

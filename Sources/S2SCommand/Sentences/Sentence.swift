/// An error of the library as the command ends with it.
///
/// The library collects facts. Their words, and the names of flags, are made here.
package protocol Sentence: Error {
  /// What is wrong and what to do, as one sentence; a full stop may be left to `Failure`.
  var sentence: String { get }
  /// What the process ends with.
  var exitCode: SystemExitCode { get }
}

/// The exit codes of `sysexits.h` that the command ends with.
package enum SystemExitCode: Int32 {
  /// Wrong usage.
  case usage = 64
  /// Bad data.
  case data = 65
  /// An input that is not there.
  case missingInput = 66
  /// A mistake in the program.
  case software = 70
  /// An output that cannot be made.
  case cannotCreate = 73
  /// Reading or writing that failed.
  case inputOutput = 74
}

extension ClosedRange<Int> {
  /// What may be given: `1 to 1000`, `1 or more`.
  var words: String {
    upperBound == .max ? "\(lowerBound) or more" : "\(lowerBound) to \(upperBound)"
  }
}

extension ClosedRange<Double> {
  /// What may be given: `0.01 to 100`, `0 or more`, `a number above 0, at most 1`.
  var words: String {
    func short(_ number: Double) -> String {
      Int(exactly: number).map { "\($0)" } ?? "\(number)"
    }
    if upperBound == .greatestFiniteMagnitude { return "\(short(lowerBound)) or more" }
    if lowerBound == .leastNonzeroMagnitude {
      return "a number above 0, at most \(short(upperBound))"
    }
    return "\(short(lowerBound)) to \(short(upperBound))"
  }
}

/// An error of the library as the command ends with it.
///
/// The library collects facts. Their words, and the names of flags, are made here.
package protocol Sentence: Error {
  /// The problem and the advice, as one sentence; a full stop may be left to `Failure`.
  var sentence: String { get }
  /// The exit code of the process.
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
  /// An output that could not be created.
  case cannotCreate = 73
  /// Reading or writing that failed.
  case inputOutput = 74
}

extension ClosedRange<Int> {
  /// The range in words, after "it has to be": `from 1 to 1000`, `1 or more`.
  var words: String {
    upperBound == .max ? "\(lowerBound) or more" : "from \(lowerBound) to \(upperBound)"
  }
}

extension ClosedRange<Double> {
  /// The range in words, after "it has to be": `from 0.01 to 100`, `0 or more`,
  /// `above 0 and at most 1`.
  var words: String {
    func short(_ number: Double) -> String {
      Int(exactly: number).map { "\($0)" } ?? "\(number)"
    }
    if upperBound == .greatestFiniteMagnitude { return "\(short(lowerBound)) or more" }
    if lowerBound == .leastNonzeroMagnitude {
      return "above 0 and at most \(short(upperBound))"
    }
    return "from \(short(lowerBound)) to \(short(upperBound))"
  }
}

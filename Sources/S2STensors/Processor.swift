import Glibc

/// The processor of this machine.
package enum Processor {
  /// Its name as Linux says it, such as `AMD EPYC`; its architecture where it says none.
  package static let name: String =
    SystemFile.lines(of: "/proc/cpuinfo").lazy.compactMap(named).first ?? architecture

  /// The name in a line of `/proc/cpuinfo`.
  private static func named(_ line: String) -> String? {
    guard line.hasPrefix("model name"), let colon = line.firstIndex(of: ":") else { return nil }
    let name = line[line.index(after: colon)...].drop { $0 == " " }
    return name.isEmpty ? nil : String(name)
  }

  private static var architecture: String {
    #if arch(arm64)
      "arm64"
    #else
      "x86-64"
    #endif
  }
}

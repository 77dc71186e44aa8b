import Glibc
import S2SFiles
import Synchronization

/// The terminal that standard error goes to.
package enum Terminal {
  /// Whether standard error is a terminal that can redraw a line.
  package static var isLive: Bool {
    isatty(STDERR_FILENO) == 1 && variable("TERM") != nil && variable("TERM") != "dumb"
  }

  /// The width in columns; 80 when the terminal does not say.
  package static var columns: Int {
    var size = winsize()
    guard ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
    return Int(size.ws_col)
  }

  /// Whether the locale's encoding is UTF-8, as the first of three variables that is set says.
  package static var isUnicode: Bool {
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].lazy.compactMap(variable).first ?? ""
    let encoding = locale.uppercased()
    return encoding.contains("UTF-8") || encoding.contains("UTF8")
  }

  /// Whether the last line of standard error is a live one, which the next message is to replace.
  package static var hasLiveLine: Bool { liveLine.load(ordering: .relaxed) }

  private static let liveLine = Atomic<Bool>(false)

  /// Removes the live line, if there is one.
  package static func eraseLiveLine() {
    if hasLiveLine { write(LiveLine.erasure) }
  }

  /// Writes to standard error; a terminal that is gone is no reason to stop.
  package static func write(_ text: String) {
    liveLine.store(
      text.hasSuffix(LiveLine.eraseRest) && !text.hasSuffix(LiveLine.erasure), ordering: .relaxed)
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let written = rest.withUnsafeBytes { bytes in
        waiting(on: STDERR_FILENO, for: POLLOUT) {
          Glibc.write(STDERR_FILENO, bytes.baseAddress, bytes.count)
        }
      }
      if written <= 0 { return }
      rest = rest.dropFirst(written)
    }
  }

  /// An environment variable that is set to something.
  private static func variable(_ name: String) -> String? {
    guard let value = getenv(name), value.pointee != 0 else { return nil }
    return String(cString: value)
  }
}

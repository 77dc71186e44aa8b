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
  package static var columns: Int { columns(of: STDERR_FILENO) ?? 80 }

  /// The height in lines; 24 when the terminal does not say.
  package static var rows: Int {
    size(of: STDERR_FILENO).flatMap { $0.ws_row > 0 ? Int($0.ws_row) : nil } ?? 24
  }

  /// The width of what a descriptor writes to; 80 when a terminal does not say, `nil` for anything else.
  package static func columns(of descriptor: Int32) -> Int? {
    guard isatty(descriptor) == 1 else { return nil }
    return size(of: descriptor).flatMap { $0.ws_col > 0 ? Int($0.ws_col) : nil } ?? 80
  }

  private static func size(of descriptor: Int32) -> winsize? {
    var size = winsize()
    return ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0 ? size : nil
  }

  /// Whether the locale's encoding is UTF-8, as the first of three variables that is set says.
  package static var isUnicode: Bool {
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].lazy.compactMap(variable).first ?? ""
    let encoding = locale.uppercased()
    return encoding.contains("UTF-8") || encoding.contains("UTF8")
  }

  /// Whether the last line of standard error is a live one, which the next message is to replace.
  package static var hasLiveLine: Bool { liveRows > 0 }

  /// How many lines are live: the last one, and those above that are redrawn with it.
  static var liveRows: Int { liveRowCount.load(ordering: .relaxed) }

  private static let liveRowCount = Atomic<Int>(0)

  /// Removes the live lines, if there are any.
  package static func eraseLiveLine() {
    if hasLiveLine { write(LiveBlock.erasure(rows: liveRows)) }
  }

  /// Writes to standard error; a terminal that is gone is no reason to stop.
  package static func write(_ text: String) {
    let isLive = text.hasSuffix(LiveLine.eraseRest) && !text.hasSuffix(LiveLine.erasure)
    liveRowCount.store(isLive ? text.utf8.count { $0 == 0x0A } + 1 : 0, ordering: .relaxed)
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

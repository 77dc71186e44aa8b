import Glibc

/// A terminal without a screen: what a program writes to it can be read, and typed into it.
package final class PseudoTerminal {
  /// The side of the one who looks and types.
  package let user: Int32
  /// The side of the program.
  package let program: Int32

  /// `TIOCSPTLCK` and `TIOCGPTN` of Linux, which are macros with arguments.
  private static let (setLock, getNumber): (UInt, UInt) = (0x4004_5431, 0x8004_5430)

  /// Opens a terminal of a width, which shows what is typed only if it is to echo.
  package init?(columns: UInt16, echoes: Bool = false) {
    user = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
    var (lock, number): (Int32, Int32) = (0, 0)
    let isThere =
      user >= 0 && ioctl(user, Self.setLock, &lock) == 0
      && ioctl(user, Self.getNumber, &number) == 0
    program = isThere ? open("/dev/pts/\(number)", O_RDWR | O_NOCTTY | O_CLOEXEC) : -1
    guard program >= 0 else { return nil }
    var size = winsize(ws_row: 24, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
    ioctl(program, UInt(TIOCSWINSZ), &size)
    var mode = termios()
    tcgetattr(program, &mode)
    if !echoes { mode.c_lflag &= ~tcflag_t(ECHO) }
    mode.c_oflag &= ~tcflag_t(OPOST)
    tcsetattr(program, TCSANOW, &mode)
  }

  deinit {
    close(user)
    if program >= 0 { close(program) }
  }

  /// Types a text; U+0004 at the start of a line ends the input.
  package func type(_ text: String) {
    _ = text.utf8.withContiguousStorageIfAvailable { write(user, $0.baseAddress, $0.count) }
  }

  /// Reads what has been written, until it has a text in it, or nothing comes for so long.
  package func read(until text: String? = nil, seconds: Int32 = 10) -> String {
    var all: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4_096)
    while true {
      let soFar = String(decoding: all, as: UTF8.self)
      if let text, soFar.contains(text) { return soFar }
      var wanted = pollfd(fd: user, events: Int16(POLLIN), revents: 0)
      guard poll(&wanted, 1, text == nil ? 0 : seconds * 1_000) > 0 else { return soFar }
      let count = Glibc.read(user, &buffer, buffer.count)
      guard count > 0 else { return soFar }
      all += buffer[..<count]
    }
  }
}

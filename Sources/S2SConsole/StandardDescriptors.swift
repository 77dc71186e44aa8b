import Glibc

/// Standard input, output and error, which a process may find closed when it starts, as under some
/// managers of services.
public enum StandardDescriptors {
  /// Takes the places of those that are closed, before anything else is opened.
  ///
  /// Otherwise the next file would get the number of a standard descriptor, and messages would be
  /// written into it. Each is opened the wrong way round, so that reading and writing fail as they do
  /// where it is closed (`EBADF`).
  ///
  /// Reference: gnulib's stdopen.
  public static func hold() {
    for descriptor in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO]
    where fcntl(descriptor, F_GETFD) == -1 && errno == EBADF {
      // The lowest free number is this one.
      guard open("/dev/null", descriptor == STDIN_FILENO ? O_WRONLY : O_RDONLY) < 0 else {
        continue
      }
      _ = open("/", O_RDONLY)
    }
  }

  /// Whether as many more descriptors can be opened: Dispatch, which takes three with its first thread,
  /// ends the process where it does not get them.
  public static func canOpen(_ count: Int) -> Bool {
    let opened = (0..<count).map { _ in fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 0) }
    for descriptor in opened where descriptor >= 0 { close(descriptor) }
    return !opened.contains(-1)
  }
}

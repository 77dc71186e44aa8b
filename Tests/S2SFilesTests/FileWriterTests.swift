import Dispatch
import Glibc
import S2SFiles
import TestSupport
import Testing

@Suite struct FileWriterTests {
  /// What shares a terminal or a pipe may have made it non-blocking: writing waits for the reader.
  @Test func waitsForASlowReader() throws {
    var ends: [Int32] = [0, 0]
    #expect(pipe(&ends) == 0)
    let (readEnd, writeEnd) = (ends[0], ends[1])
    #expect(fcntl(writeEnd, F_SETFL, O_NONBLOCK) == 0)
    let size = 1 << 20
    let received = DispatchQueue(label: "reader")
    nonisolated(unsafe) var bytes: [UInt8] = []
    received.async {
      // Long enough for the pipe to fill up.
      usleep(20_000)
      var block = [UInt8](repeating: 0, count: 1 << 14)
      while case let count = read(readEnd, &block, block.count), count > 0 {
        bytes += block.prefix(count)
      }
    }
    let writer = FileWriter(descriptor: writeEnd, path: "a pipe")
    let sent = (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 13) }
    try writer.write(sent)
    try writer.flush()
    close(writeEnd)
    received.sync { #expect(bytes == sent) }
    close(readEnd)
  }
}

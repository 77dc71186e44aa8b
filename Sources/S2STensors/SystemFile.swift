import Glibc

/// The small text files in which Linux tells about itself.
enum SystemFile {
  /// The lines of a file; none where there is no such file.
  static func lines(of path: String) -> [String] {
    guard let file = fopen(path, "r") else { return [] }
    defer { fclose(file) }
    var lines: [String] = []
    var line = [CChar](repeating: 0, count: 4_096)
    while fgets(&line, Int32(line.count), file) != nil {
      let bytes = line.prefix { $0 != 0 && $0 != 10 }
      lines.append(String(decoding: bytes.map(UInt8.init(bitPattern:)), as: UTF8.self))
    }
    return lines
  }
}

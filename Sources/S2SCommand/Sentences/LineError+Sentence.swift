import S2SFiles

extension LineError: Sentence {
  package var exitCode: SystemExitCode { .data }

  package var sentence: String {
    switch self {
    case .invalidUTF8(let path, let line, let byte):
      "\(path), line \(grouped(line)), byte \(grouped(byte)) is not UTF-8; "
        + "convert the file to UTF-8."
    case .notInEncoding(let path, let encoding, let byte):
      "\(path), byte \(grouped(byte)) is not in \(quoted(encoding)), the encoding that the file says; "
        + "convert it to UTF-8."
    case .nulByte(let path, let line):
      "\(path), line \(grouped(line)) holds a NUL byte; it may be UTF-16 or not text."
    case .lineTooLong(let path, let line, let limit):
      "\(path), line \(grouped(line)) is longer than \(grouped(limit)) bytes; "
        + "it may not be text, or its lines may not end with line feeds."
    case .corruptGzip(let path):
      "\(path) is damaged: its gzip data do not decompress; copy it again."
    case .truncatedGzip(let path):
      "\(path) is cut off: its gzip data end too early; copy it again."
    case .expandsTooMuch(let path, let limit):
      "\(path) expands to more than \(limit) times its size, as no text does; "
        + "decompress it first if it is what you want."
    }
  }
}

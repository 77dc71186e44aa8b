import S2SFiles
import S2SJSON
import S2STensors
import TestSupport
import Testing

@Suite struct SafetensorsReaderTests {
  let directory = TemporaryDirectory()

  /// Writes a file with the given header, whole or cut short.
  private func file(header: [UInt8], length: UInt64? = nil, data: [UInt8] = []) -> String {
    let length = withUnsafeBytes(of: (length ?? UInt64(header.count)).littleEndian) { Array($0) }
    return directory.write(length + header + data, to: "model.safetensors")
  }

  @Test(arguments: hostileHeaders)
  func refusesHostileHeaders(hostile: HostileHeader) {
    let data = [UInt8](repeating: 0, count: hostile.dataBytes)
    let path = file(header: Array(hostile.json.utf8), data: data)
    let error = #expect(throws: SafetensorsError.self) { try SafetensorsReader(path: path) }
    #expect(error?.fault == hostile.fault)
  }

  @Test(arguments: [
    [0xFF], [0xC0, 0xAF], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xE2, 0x82],
  ])
  func refusesBytesThatAreNotUTF8(bytes: [UInt8]) {
    let path = file(header: Array(#"{""#.utf8) + bytes + Array(#"":{}}"#.utf8))
    #expect(
      throws: SafetensorsError.malformed(path: path, name: nil, offset: 10, .json(.notUTF8))
    ) { try SafetensorsReader(path: path) }
  }

  @Test(arguments: 0..<8) func refusesFilesWithoutALength(size: Int) {
    let path = directory.write([UInt8](repeating: 0, count: size), to: "short")
    let fault = SafetensorsFault.noHeaderLength(fileBytes: size)
    #expect(throws: SafetensorsError.malformed(path: path, name: nil, offset: nil, fault)) {
      try SafetensorsReader(path: path)
    }
  }

  @Test(
    arguments: [
      (3, .truncatedHeader(headerBytes: 3, bytesThere: 2)),
      (100_000_000, .truncatedHeader(headerBytes: 100_000_000, bytesThere: 2)),
      (100_000_001, .headerTooLarge(bytes: 100_000_001, limit: 100_000_000)),
      (UInt64.max, .headerTooLarge(bytes: .max, limit: 100_000_000)),
      (1 << 63, .headerTooLarge(bytes: 1 << 63, limit: 100_000_000)),
    ] as [(UInt64, SafetensorsFault)])
  func refusesLengthsThatDoNotFit(length: UInt64, fault: SafetensorsFault) {
    let path = file(header: Array("{}".utf8), length: length)
    #expect(throws: SafetensorsError.malformed(path: path, name: nil, offset: 0, fault)) {
      try SafetensorsReader(path: path)
    }
  }

  @Test func refusesEveryTruncationOfAGoodFile() throws {
    let whole = try #require(golden("python.safetensors"))
    for size in 0..<whole.count {
      let path = directory.write(Array(whole[..<size]), to: "cut")
      #expect(throws: SafetensorsError.self) { try SafetensorsReader(path: path) }
    }
  }

  @Test func survivesEveryChangedByteOfAGoodFile() throws {
    let whole = try #require(golden("python.safetensors"))
    for (index, byte) in whole.enumerated() {
      for change: UInt8 in [0x01, 0x10, 0x80] {
        var bytes = whole
        bytes[index] = byte ^ change
        let path = directory.write(bytes, to: "changed")
        // Some changes give another valid file; reading all of it must do no harm then.
        guard let reader = try? SafetensorsReader(path: path) else { continue }
        for tensor in reader.tensors {
          try reader.withTensor(named: tensor.name) { #expect($1.count == $0.byteCount) }
        }
      }
    }
  }

  @Test func refusesMoreMetadataThanAnyoneWrites() {
    let entries = (0...65_536).map { #""\#($0)":"""# }.joined(separator: ",")
    let path = file(header: Array(#"{"__metadata__":{\#(entries)}}"#.utf8))
    let error = #expect(throws: SafetensorsError.self) { try SafetensorsReader(path: path) }
    #expect(error?.fault == .tooMuchMetadata(limit: 65_536))
  }

  @Test(arguments: [
    ("{}", 0), ("{}     ", 0), ("{\n\t\"__metadata__\" : { } }", 0),
    (tensor(), 4), (tensor(shape: "[]"), 4), (tensor(shape: "[ 1 , 1 ]"), 4),
    (tensor(shape: "[0]", offsets: "[0,0]"), 0),
    (tensor(shape: "[0,9223372036854775807]", offsets: "[0,0]"), 0),
    (tensor(dtype: #""\u0046\u00332""#), 4),
    (pair("[4,8]", "[0,4]"), 8),
  ])
  func acceptsWhatTheFormatAllows(json: String, dataBytes: Int) throws {
    let data = [UInt8](repeating: 0, count: dataBytes)
    let reader = try SafetensorsReader(path: file(header: Array(json.utf8), data: data))
    #expect(reader.tensors.compactMap(\.byteCount).reduce(0, +) == dataBytes)
  }

  @Test func namesTheFieldAndTheOffset() {
    let path = file(header: Array(tensor(shape: "[2]").utf8), data: [0, 0, 0, 0])
    let fault = SafetensorsFault.sizeMismatch(
      SafetensorsTensor(name: "a", shape: [2]), bytes: 8, bytesThere: 4)
    #expect(throws: SafetensorsError.malformed(path: path, name: "a", offset: 9, fault)) {
      try SafetensorsReader(path: path)
    }
  }
}

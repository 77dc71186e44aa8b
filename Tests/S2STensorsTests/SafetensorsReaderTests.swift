import S2SFiles
import S2STensors
import TestSupport
import Testing

/// A header, and what the reader has to say to it.
struct HostileHeader: Sendable, CustomTestStringConvertible {
  let code: SafetensorsError.Code
  let json: String
  let dataBytes: Int

  init(_ code: SafetensorsError.Code, _ json: String, data dataBytes: Int = 0) {
    self.code = code
    self.json = json
    self.dataBytes = dataBytes
  }

  var testDescription: String { "\(code): \(String(json.unicodeScalars.prefix(60)))" }
}

/// A header of one tensor of 4 bytes with one field replaced.
private func tensor(
  dtype: String = #""F32""#, shape: String = "[1]", offsets: String = "[0,4]", extra: String = ""
) -> String {
  #"{"a":{"dtype":\#(dtype),"shape":\#(shape),"data_offsets":\#(offsets)\#(extra)}}"#
}

/// A header of two tensors of 4 bytes each, named `a` and `b`, at the given offsets.
private func pair(_ first: String, _ second: String) -> String {
  """
  {"a":{"dtype":"I32","shape":[1],"data_offsets":\(first)},\
  "b":{"dtype":"I32","shape":[1],"data_offsets":\(second)}}
  """
}

/// A text that normalises in quadratic time.
private let combiningMarks = String(repeating: "\u{301}\u{316}", count: 500_000)

private let hostileHeaders: [HostileHeader] = [
  // Not the JSON of the format.
  .init(.malformedHeader, ""),
  .init(.malformedHeader, " {}"),
  .init(.malformedHeader, "[]"),
  .init(.malformedHeader, "{"),
  .init(.malformedHeader, "{}}"),
  .init(.malformedHeader, "{}\n"),
  .init(.malformedHeader, "{}\0"),
  .init(.malformedHeader, "{,}"),
  .init(.malformedHeader, #"{"a"}"#),
  .init(.malformedHeader, #"{"a":}"#),
  .init(.malformedHeader, #"{"a":null}"#),
  .init(.malformedHeader, #"{"a":[]}"#),
  .init(.malformedHeader, #"{"a":["F32",[1],[0,4]]}"#, data: 4),
  .init(.malformedHeader, #"{a:{}}"#),
  .init(.malformedHeader, #"{'a':{}}"#),
  .init(.malformedHeader, #"{"a":{"dtype":"F32" "shape":[1]}}"#),
  .init(.malformedHeader, tensor(extra: ","), data: 4),
  .init(.malformedHeader, #"{"a"#),
  .init(.malformedHeader, #"{"a\"#),
  .init(.malformedHeader, #"{"a\x":{}}"#),
  .init(.malformedHeader, #"{"a\u12"#),
  .init(.malformedHeader, #"{"a\u12G4":{}}"#),
  .init(.malformedHeader, "{\"a\u{01}\":{}}"),
  .init(.malformedHeader, #"{"__metadata__":null}"#),
  .init(.malformedHeader, #"{"__metadata__":{"a":1}}"#),
  .init(.malformedHeader, #"{"__metadata__":{"a":{"b":"c"}}}"#),
  .init(.malformedHeader, tensor(dtype: "32"), data: 4),
  .init(.malformedHeader, tensor(shape: "1"), data: 4),
  .init(.malformedHeader, tensor(shape: "[1,]"), data: 4),
  .init(.malformedHeader, tensor(shape: "[[1]]"), data: 4),
  .init(.malformedHeader, tensor(shape: #"["1"]"#), data: 4),
  .init(.malformedHeader, tensor(shape: "[true]"), data: 4),
  .init(.malformedHeader, tensor(shape: "[1 2]"), data: 4),
  .init(.malformedHeader, tensor(offsets: "[0]"), data: 4),
  .init(.malformedHeader, tensor(offsets: "[0,2,4]"), data: 4),
  .init(.malformedHeader, tensor(offsets: "[]"), data: 4),
  .init(.unknownField, String(repeating: "{\"a\":", count: 200_000)),
  .init(.malformedHeader, tensor(shape: String(repeating: "[", count: 200_000)), data: 4),
  // Surrogates that stand alone.
  .init(.notUTF8, #"{"\ud800":{}}"#),
  .init(.notUTF8, #"{"\udc00":{}}"#),
  .init(.notUTF8, #"{"\ud800\ud800":{}}"#),
  .init(.notUTF8, #"{"\ud800\u0041":{}}"#),
  // Names that occur twice, in disguise as well.
  .init(.duplicateKey, pair("[0,4]", "[4,8]").replacing("\"b\"", with: "\"a\""), data: 8),
  .init(.duplicateKey, pair("[0,4]", "[4,8]").replacing("\"b\"", with: #""\u0061""#), data: 8),
  .init(.duplicateKey, #"{"__metadata__":{},"__metadata__":{}}"#),
  .init(.duplicateKey, #"{"__metadata__":{"a":"b","a":"b"}}"#),
  .init(.duplicateKey, #"{"__metadata__":{"\u00e9":"","e\u0301":""}}"#),
  .init(.duplicateKey, tensor(extra: #","dtype":"F32""#), data: 4),
  .init(.duplicateKey, tensor(extra: #","shape":[1]"#), data: 4),
  .init(.duplicateKey, tensor(extra: #","data_offsets":[0,4]"#), data: 4),
  // Fields.
  .init(.unknownField, tensor(extra: #","strides":[1]"#), data: 4),
  .init(.unknownField, #"{"a":{"":""}}"#),
  .init(.missingField, #"{"a":{}}"#),
  .init(.missingField, #"{"a":{"dtype":"F32","shape":[1]}}"#, data: 4),
  .init(.missingField, #"{"a":{"dtype":"F32","data_offsets":[0,4]}}"#, data: 4),
  .init(.missingField, #"{"a":{"shape":[1],"data_offsets":[0,4]}}"#, data: 4),
  .init(.unsupportedType, tensor(dtype: #""F8_E5M2""#), data: 4),
  .init(.unsupportedType, tensor(dtype: #""f32""#), data: 4),
  .init(.unsupportedType, tensor(dtype: #""""#), data: 4),
  // Numbers.
  .init(.invalidNumber, tensor(shape: "[-1]"), data: 4),
  .init(.invalidNumber, tensor(shape: "[-0]"), data: 4),
  .init(.invalidNumber, tensor(shape: "[01]"), data: 4),
  .init(.invalidNumber, tensor(shape: "[1.0]"), data: 4),
  .init(.invalidNumber, tensor(shape: "[1e0]"), data: 4),
  .init(.invalidNumber, tensor(shape: "[9223372036854775808]"), data: 4),
  .init(.invalidNumber, tensor(offsets: "[0,18446744073709551620]"), data: 4),
  .init(.invalidNumber, tensor(offsets: "[-4,0]"), data: 4),
  // Names so long that to hash or compare them would take minutes.
  .init(.nameTooLong, #"{"\#(combiningMarks)":{}}"#),
  .init(.nameTooLong, #"{"__metadata__":{"\#(combiningMarks)":""}}"#),
  .init(.nameTooLong, tensor(extra: #","\#(combiningMarks)":0"#), data: 4),
  .init(.nameTooLong, tensor(dtype: #""F32\#(combiningMarks)""#), data: 4),
  // Sizes.
  .init(.shapeTooLarge, tensor(shape: "[9223372036854775807]"), data: 4),
  .init(.shapeTooLarge, tensor(shape: "[4294967296,4294967296]"), data: 4),
  .init(.shapeTooLarge, tensor(shape: "[2305843009213693953]"), data: 4),
  .init(.shapeTooLarge, tensor(shape: "[" + String(repeating: "1,", count: 64) + "1]"), data: 4),
  .init(.sizeMismatch, tensor(shape: "[2]"), data: 4),
  .init(.sizeMismatch, tensor(shape: "[0]"), data: 4),
  .init(.sizeMismatch, tensor(dtype: #""F64""#), data: 4),
  .init(.sizeMismatch, tensor(dtype: #""U8""#, shape: "[]"), data: 4),
  .init(.sizeMismatch, tensor(offsets: "[0,3]"), data: 4),
  // Places.
  .init(.outOfBounds, tensor(), data: 3),
  .init(.outOfBounds, tensor(), data: 0),
  .init(.outOfBounds, tensor(offsets: "[4,0]"), data: 4),
  .init(.outOfBounds, tensor(offsets: "[9223372036854775803,9223372036854775807]"), data: 4),
  .init(.overlap, pair("[0,4]", "[0,4]"), data: 4),
  .init(.overlap, pair("[0,4]", "[2,6]"), data: 6),
  .init(.gap, pair("[4,8]", "[3,7]"), data: 8),
  .init(.gap, "{}", data: 1),
  .init(.gap, tensor(), data: 5),
  .init(.gap, tensor(offsets: "[1,5]"), data: 5),
  .init(.gap, pair("[0,4]", "[5,9]"), data: 9),
]

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
    #expect(error?.code == hostile.code, "\(error?.message ?? "")")
  }

  @Test(arguments: [
    [0xFF], [0xC0, 0xAF], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xE2, 0x82],
  ])
  func refusesBytesThatAreNotUTF8(bytes: [UInt8]) {
    let path = file(header: Array(#"{""#.utf8) + bytes + Array(#"":{}}"#.utf8))
    let error = #expect(throws: SafetensorsError.self) { try SafetensorsReader(path: path) }
    #expect(error?.code == .notUTF8)
    #expect(error?.offset == 10)
  }

  @Test(arguments: 0..<8) func refusesFilesWithoutALength(size: Int) {
    let path = directory.write([UInt8](repeating: 0, count: size), to: "short")
    let error = #expect(throws: SafetensorsError.self) { try SafetensorsReader(path: path) }
    #expect(error?.code == .truncated)
  }

  @Test(
    arguments: [
      (3, .truncated), (100_000_000, .truncated), (100_000_001, .headerTooLarge),
      (UInt64.max, .headerTooLarge), (1 << 63, .headerTooLarge),
    ] as [(UInt64, SafetensorsError.Code)])
  func refusesLengthsThatDoNotFit(length: UInt64, code: SafetensorsError.Code) {
    let path = file(header: Array("{}".utf8), length: length)
    let error = #expect(throws: SafetensorsError.self) { try SafetensorsReader(path: path) }
    #expect(error?.code == code)
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
    #expect(error?.code == .tooMuchMetadata)
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
    let error = #expect(throws: SafetensorsError.self) { try SafetensorsReader(path: path) }
    #expect(error?.field == "a")
    #expect(error?.offset == 9)
    #expect(
      error?.message == """
        \(path): byte 9: "a": the shape [2] of F32 takes 8 bytes, not 4; \
        this is no valid safetensors file, make or copy it again
        """)
  }

  @Test func showsHostileNamesHarmlessly() {
    let name = #"\u001b[2J\u202e"# + String(repeating: "x", count: 400)
    let path = file(header: Array(#"{"\#(name)":{}}"#.utf8))
    let error = #expect(throws: SafetensorsError.self) { try SafetensorsReader(path: path) }
    let message = error?.message ?? ""
    #expect(message.contains(#""\u{1B}[2J\u{202E}xxx"#) && message.contains(#"xxx...""#))
    #expect(message.utf8.count < 300)
  }
}

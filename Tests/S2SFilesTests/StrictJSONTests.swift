import S2SFiles
import S2SJSON
import Testing

@Suite struct StrictJSONTests {
  struct Document: Decodable, Equatable {
    struct Part: Decodable, Equatable {
      var rate: Float
      var small: Int8
    }
    enum Kind: String, Decodable { case a, b }
    var count: Int
    var kind: Kind?
    var part: Part?
    var seed: UInt64?
    var names: [String]?
  }

  private func fault(_ text: some Collection<UInt8>) -> JSONFault? {
    #expect(throws: JSONFault.self) { try StrictJSON.decode(Document.self, from: text) }
  }

  @Test func readsWhatIsThere() throws {
    let text = """
      \t{ "count" : -12 , "kind":"b",\r\n "part":{"rate":1.5e-3,"small":-128},
      "names":["\\ud83d\\ude00\\n\\/", "", "é"], "else":[[],{},[{"a":[true,false,null]}]] }

      """
    let document = try StrictJSON.decode(Document.self, from: text.utf8)
    #expect(
      document
        == Document(
          count: -12, kind: .b, part: .init(rate: 1.5e-3, small: -128), seed: nil,
          names: ["😀\n/", "", "é"]))
  }

  @Test(
    arguments: [
      // What is no JSON, and where.
      ("", 0, ""), ("{", 1, ""), ("{}x", 2, ""), ("[1,]", 3, ""), (#"{"count":}"#, 9, "count"),
      (#"{"count":1,}"#, 11, "count"), (#"{"count" 1}"#, 9, "count"), (#"{count:1}"#, 1, ""),
      (#"{"count":1"#, 10, "count"), (#"{"count":01}"#, 9, "count"), (#"{"count":+1}"#, 9, "count"),
      (#"{"count":.5}"#, 9, "count"), (#"{"count":1.}"#, 9, "count"),
      (#"{"count":1e}"#, 9, "count"),
      (#"{"count":-}"#, 9, "count"), (#"{"count":NaN}"#, 9, "count"),
      (#"{"count":nul}"#, 9, "count"),
      (#"{"count":0x1}"#, 10, "count"), (#"{"count":"\x"}"#, 10, "count"),
      (#"{"count":"\u12G4"}"#, 10, "count"), (#"{"count":"\u12"#, 10, "count"),
      (#"{"count":"\"#, 11, "count"), ("{\"count\":\"\n\"}", 10, "count"), (#"{"count"#, 7, ""),
      (#"{"count":"\ud83d"}"#, 10, "count"),
      // What JSON leaves open.
      (#"{"count":1,"count":2}"#, 11, "count"), (#"{"\u0063ount":1}"#, 1, ""),
      (#"{"part":{"rate":1,"small":1e999}}"#, 26, "part.small"),
      // What no value of the type is.
      (#"{"count":1.5}"#, 9, "count"), (#"{"count":9223372036854775808}"#, 9, "count"),
      (#"{"count":1,"seed":-1}"#, 18, "seed"),
      (#"{"count":1.0,"part":{"rate":-1e39,"small":1},"seed":1e2}"#, 28, "part.rate"),
      (#"{"count":0.5,"part":{"rate":-1e39,"small":1},"seed":-2}"#, 52, "seed"),
      (#"{"count":1,"part":{"rate":0,"small":300}}"#, nil, ""),
      (#"{"count":"1"}"#, nil, "count"), (#"{"count":null}"#, nil, "count"), ("{}", nil, "count"),
      (#"{"count":1,"part":{"rate":0}}"#, nil, "part.small"), ("[]", nil, ""), ("1", nil, ""),
      (#"{"count":1,"kind":"c"}"#, nil, "kind"), (#"{"count":1,"part":[]}"#, nil, "part"),
    ] as [(String, Int?, String)])
  func namesTheFieldOrThePlace(text: String, offset: Int?, field: String) {
    let fault = fault(text.utf8)
    #expect(fault?.offset == offset, "\(text)")
    #expect(fault?.field == field, "\(text)")
  }

  @Test func boundsTheDepth() {
    let deep = String(repeating: "[", count: 17)
    #expect(fault(deep.utf8)?.problem == .tooDeep(limit: 16))
    #expect(fault(deep.utf8)?.offset == 16)
    #expect(fault(String(repeating: "{\"a\":", count: 10_000).utf8)?.offset == 80)
    #expect(fault(String(repeating: "[[],", count: 10_000).utf8)?.offset == 61)
  }

  @Test func boundsTheSize() throws {
    let marks = String(repeating: "\u{301}\u{316}", count: 1_000_000)
    #expect(fault(#"{"\#(marks)":1}"#.utf8)?.problem == .tooLong(limit: 65_536))
    let padding = String(repeating: " ", count: 65_536 - 11)
    #expect(try StrictJSON.decode(Document.self, from: (#"{"count":1}"# + padding).utf8).count == 1)
    #expect(fault((#"{"count":1} "# + padding).utf8)?.offset == 65_536)
  }

  @Test(arguments: [[0xFF], [0xC0, 0xAF], [0xED, 0xA0, 0x80], [0xE2, 0x82]] as [[UInt8]])
  func refusesWhatIsNotUTF8(bytes: [UInt8]) {
    #expect(fault(Array(#"{"count":1,"x":""#.utf8) + bytes + Array(#""}"#.utf8)) != nil)
  }

  @Test func saysWhatIsWrongAndWhere() {
    #expect(
      fault(#"{"count":1,"x":1,"count":1}"#.utf8)
        == JSONFault(.duplicateName("count"), field: "count", offset: 17))
    #expect(
      fault(#"{"count":1.5}"#.utf8) == JSONFault(.unfitNumber, field: "count", offset: 9))
    #expect(fault(#"{}"#.utf8) == JSONFault(.missingName, field: "count"))
    #expect(
      fault("{\"\u{202E}\":1,\"\u{202E}\":1}".utf8)
        == JSONFault(.duplicateName("\u{202E}"), field: "\u{202E}", offset: 9))
  }

  /// Every document with a byte changed or its end cut off is refused or read, never a trap.
  @Test func survivesEveryChangedByte() {
    let text = #"{"count":12,"part":{"rate":1.5e-3,"small":-1},"names":["\ud83d\ude00","é"]}"#
    let whole = Array(text.utf8)
    for index in whole.indices {
      _ = fault(whole[..<index])
      for change in UInt8.min...UInt8.max {
        var bytes = whole
        bytes[index] ^= change
        _ = try? StrictJSON.decode(Document.self, from: bytes)
      }
    }
  }
}

import S2SModels
import Testing

@Suite struct ModelJSONTests {
  /// What turns the text or commands a terminal is escaped; all else is as it was.
  @Test func namesDoNothingToATerminal() throws {
    let hostile = "a\u{1B}\u{7F}\u{9B}\u{61C}\u{200E}\u{200F}\u{2028}\u{202E}\u{2069}é\u{200D}漢"
    let json = try encodeJSON(["name": hostile], inLines: true)
    let escapes = #"a\u001b\u007f\u009b\u061c\u200e\u200f\u2028\u202e\u2069é"# + "\u{200D}漢"
    #expect(json.lowercased() == "{\n  \"name\" : \"\(escapes)\"\n}")
    let back: [String: String] = try decodeJSON(json, .options, in: "x")
    #expect(back == ["name": hostile])
  }
}

import S2SJSON
import S2STensors
import Testing

/// A header, and what the reader has to say to it.
struct HostileHeader: Sendable, CustomTestStringConvertible {
  let fault: SafetensorsFault
  let json: String
  let dataBytes: Int

  init(_ fault: SafetensorsFault, _ json: String, data dataBytes: Int = 0) {
    self.fault = fault
    self.json = json
    self.dataBytes = dataBytes
  }

  var testDescription: String { "\(fault): \(String(json.unicodeScalars.prefix(60)))" }
}

/// A header of one tensor of 4 bytes with one field replaced.
func tensor(
  dtype: String = #""F32""#, shape: String = "[1]", offsets: String = "[0,4]", extra: String = ""
) -> String {
  #"{"a":{"dtype":\#(dtype),"shape":\#(shape),"data_offsets":\#(offsets)\#(extra)}}"#
}

/// A header of two tensors of 4 bytes each, named `a` and `b`, at the given offsets.
func pair(_ first: String, _ second: String) -> String {
  """
  {"a":{"dtype":"I32","shape":[1],"data_offsets":\(first)},\
  "b":{"dtype":"I32","shape":[1],"data_offsets":\(second)}}
  """
}

/// A text that normalises in quadratic time.
private let combiningMarks = String(repeating: "\u{301}\u{316}", count: 500_000)

let hostileHeaders: [HostileHeader] = [
  // Not the JSON of the format.
  .init(.noObject, ""),
  .init(.noObject, " {}"),
  .init(.noObject, "[]"),
  .init(.json(.missingMark("\"")), "{"),
  .init(.trailingBytes, "{}}"),
  .init(.trailingBytes, "{}\n"),
  .init(.trailingBytes, "{}\0"),
  .init(.json(.missingMark("\"")), "{,}"),
  .init(.json(.missingMark(":")), #"{"a"}"#),
  .init(.json(.missingMark("{")), #"{"a":}"#),
  .init(.json(.missingMark("{")), #"{"a":null}"#),
  .init(.json(.missingMark("{")), #"{"a":[]}"#),
  .init(.json(.missingMark("{")), #"{"a":["F32",[1],[0,4]]}"#, data: 4),
  .init(.json(.missingMark("\"")), #"{a:{}}"#),
  .init(.json(.missingMark("\"")), #"{'a':{}}"#),
  .init(.json(.missingMark("}")), #"{"a":{"dtype":"F32" "shape":[1]}}"#),
  .init(.json(.missingMark("\"")), tensor(extra: ","), data: 4),
  .init(.json(.endlessString), #"{"a"#),
  .init(.json(.endlessString), #"{"a\"#),
  .init(.json(.unknownEscape), #"{"a\x":{}}"#),
  .init(.json(.brokenEscape), #"{"a\u12"#),
  .init(.json(.brokenEscape), #"{"a\u12G4":{}}"#),
  .init(.json(.controlCharacter), "{\"a\u{01}\":{}}"),
  .init(.json(.missingMark("{")), #"{"__metadata__":null}"#),
  .init(.json(.missingMark("\"")), #"{"__metadata__":{"a":1}}"#),
  .init(.json(.missingMark("\"")), #"{"__metadata__":{"a":{"b":"c"}}}"#),
  .init(.json(.missingMark("\"")), tensor(dtype: "32"), data: 4),
  .init(.json(.missingMark("[")), tensor(shape: "1"), data: 4),
  .init(.json(.notWhole), tensor(shape: "[1,]"), data: 4),
  .init(.json(.notWhole), tensor(shape: "[[1]]"), data: 4),
  .init(.json(.notWhole), tensor(shape: #"["1"]"#), data: 4),
  .init(.json(.notWhole), tensor(shape: "[true]"), data: 4),
  .init(.json(.missingMark("]")), tensor(shape: "[1 2]"), data: 4),
  .init(.offsetCount(1), tensor(offsets: "[0]"), data: 4),
  .init(.offsetCount(3), tensor(offsets: "[0,2,4]"), data: 4),
  .init(.offsetCount(0), tensor(offsets: "[]"), data: 4),
  .init(.unknownField("a"), String(repeating: "{\"a\":", count: 200_000)),
  .init(.json(.notWhole), tensor(shape: String(repeating: "[", count: 200_000)), data: 4),
  // Surrogates that stand alone.
  .init(.json(.loneSurrogate), #"{"\ud800":{}}"#),
  .init(.json(.loneSurrogate), #"{"\udc00":{}}"#),
  .init(.json(.loneSurrogate), #"{"\ud800\ud800":{}}"#),
  .init(.json(.loneSurrogate), #"{"\ud800\u0041":{}}"#),
  // Names that occur twice, in disguise as well.
  .init(.duplicateName, pair("[0,4]", "[4,8]").replacing("\"b\"", with: "\"a\""), data: 8),
  .init(.duplicateName, pair("[0,4]", "[4,8]").replacing("\"b\"", with: #""\u0061""#), data: 8),
  .init(.duplicateName, #"{"__metadata__":{},"__metadata__":{}}"#),
  .init(.duplicateMetadata, #"{"__metadata__":{"a":"b","a":"b"}}"#),
  .init(.duplicateMetadata, #"{"__metadata__":{"\u00e9":"","e\u0301":""}}"#),
  .init(.duplicateField("dtype"), tensor(extra: #","dtype":"F32""#), data: 4),
  .init(.duplicateField("shape"), tensor(extra: #","shape":[1]"#), data: 4),
  .init(.duplicateField("data_offsets"), tensor(extra: #","data_offsets":[0,4]"#), data: 4),
  // Fields.
  .init(.unknownField("strides"), tensor(extra: #","strides":[1]"#), data: 4),
  .init(.unknownField(""), #"{"a":{"":""}}"#),
  .init(.missingField("dtype"), #"{"a":{}}"#),
  .init(.missingField("data_offsets"), #"{"a":{"dtype":"F32","shape":[1]}}"#, data: 4),
  .init(.missingField("shape"), #"{"a":{"dtype":"F32","data_offsets":[0,4]}}"#, data: 4),
  .init(.missingField("dtype"), #"{"a":{"shape":[1],"data_offsets":[0,4]}}"#, data: 4),
  .init(.unsupportedType("F8_E5M2"), tensor(dtype: #""F8_E5M2""#), data: 4),
  .init(.unsupportedType("f32"), tensor(dtype: #""f32""#), data: 4),
  .init(.unsupportedType(""), tensor(dtype: #""""#), data: 4),
  // Numbers.
  .init(.negativeNumber, tensor(shape: "[-1]"), data: 4),
  .init(.json(.notWhole), tensor(shape: "[-0]"), data: 4),
  .init(.json(.notWhole), tensor(shape: "[01]"), data: 4),
  .init(.json(.notWhole), tensor(shape: "[1.0]"), data: 4),
  .init(.json(.notWhole), tensor(shape: "[1e0]"), data: 4),
  .init(.json(.numberTooLarge), tensor(shape: "[9223372036854775808]"), data: 4),
  .init(.json(.numberTooLarge), tensor(offsets: "[0,18446744073709551620]"), data: 4),
  .init(.negativeNumber, tensor(offsets: "[-4,0]"), data: 4),
  // Names so long that to hash or compare them would take minutes.
  .init(.nameTooLong(limit: 512), #"{"\#(combiningMarks)":{}}"#),
  .init(.nameTooLong(limit: 512), #"{"__metadata__":{"\#(combiningMarks)":""}}"#),
  .init(.nameTooLong(limit: 512), tensor(extra: #","\#(combiningMarks)":0"#), data: 4),
  .init(.nameTooLong(limit: 512), tensor(dtype: #""F32\#(combiningMarks)""#), data: 4),
  // Sizes.
  .init(.shapeTooLarge([.max]), tensor(shape: "[9223372036854775807]"), data: 4),
  .init(.shapeTooLarge([1 << 32, 1 << 32]), tensor(shape: "[4294967296,4294967296]"), data: 4),
  .init(
    .shapeTooLarge([2_305_843_009_213_693_953]), tensor(shape: "[2305843009213693953]"), data: 4),
  .init(
    .tooManyNumbers(limit: 64), tensor(shape: "[" + String(repeating: "1,", count: 64) + "1]"),
    data: 4),
  .init(
    .sizeMismatch(
      SafetensorsTensor(name: "a", type: .float32, shape: [2]), bytes: 8, bytesThere: 4),
    tensor(shape: "[2]"), data: 4),
  .init(
    .sizeMismatch(
      SafetensorsTensor(name: "a", type: .float32, shape: [0]), bytes: 0, bytesThere: 4),
    tensor(shape: "[0]"), data: 4),
  .init(
    .sizeMismatch(
      SafetensorsTensor(name: "a", type: .float64, shape: [1]), bytes: 8, bytesThere: 4),
    tensor(dtype: #""F64""#), data: 4),
  .init(
    .sizeMismatch(SafetensorsTensor(name: "a", type: .uint8, shape: []), bytes: 1, bytesThere: 4),
    tensor(dtype: #""U8""#, shape: "[]"), data: 4),
  .init(
    .sizeMismatch(
      SafetensorsTensor(name: "a", type: .float32, shape: [1]), bytes: 4, bytesThere: 3),
    tensor(offsets: "[0,3]"), data: 4),
  // Places.
  .init(.outOfBounds(offsets: [0, 4], dataBytes: 3), tensor(), data: 3),
  .init(.outOfBounds(offsets: [0, 4], dataBytes: 0), tensor(), data: 0),
  .init(.outOfBounds(offsets: [4, 0], dataBytes: 4), tensor(offsets: "[4,0]"), data: 4),
  .init(
    .outOfBounds(offsets: [.max - 4, .max], dataBytes: 4),
    tensor(offsets: "[9223372036854775803,9223372036854775807]"), data: 4),
  .init(.overlap, pair("[0,4]", "[0,4]"), data: 4),
  .init(.overlap, pair("[0,4]", "[2,6]"), data: 6),
  .init(.gap(bytes: 3), pair("[4,8]", "[3,7]"), data: 8),
  .init(.gap(bytes: 1), "{}", data: 1),
  .init(.gap(bytes: 1), tensor(), data: 5),
  .init(.gap(bytes: 1), tensor(offsets: "[1,5]"), data: 5),
  .init(.gap(bytes: 1), pair("[0,4]", "[5,9]"), data: 9),
]

extension SafetensorsError {
  /// The rule of the format that was broken.
  var fault: SafetensorsFault? {
    if case .malformed(_, _, _, let fault) = self { fault } else { nil }
  }
}

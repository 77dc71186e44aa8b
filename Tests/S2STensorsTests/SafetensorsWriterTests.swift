import S2SFiles
import S2STensors
import TestSupport
import Testing

/// The bytes of a golden file of this target.
func golden(_ name: String) -> [UInt8]? {
  let folder = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast()
  let path = folder.joined(separator: "/") + "/Goldens/" + name
  return try? MappedFile(path: path).withUnsafeBytes { Array($0) }
}

@Suite struct SafetensorsWriterTests {
  let directory = TemporaryDirectory()
  var path: String { directory.file("model.safetensors") }

  @Test func readsWhatPythonWrites() throws {
    let reader = try SafetensorsReader(
      path: directory.write(try #require(golden("python.safetensors")), to: "python"))
    let text = "quote \" backslash \\ tab \t bell \u{7} delete \u{7F} é \u{2028} 😀 /"
    #expect(reader.metadata == ["tokenizer": text])
    #expect(
      reader.tensors.map { "\($0.name) \($0.type.rawValue) \($0.shape)" } == [
        "step I64 []", "decoder.bias F64 [2]", "empty F32 [0, 4]", "encoder.weight_ih F32 [2, 3]",
        "naïve \"name\"\t😀 F32 [1]", "lengths I32 [3]", "half BF16 [3]", "quantised I8 [1, 2]",
        "bytes U8 [3]",
      ])
    #expect(
      try reader.values(of: "encoder.weight_ih") as [Float] == [
        1.5, -2.25, 3e-38, 0.1, .infinity, -0.0,
      ])
    #expect(try reader.values(of: "decoder.bias") as [Double] == [1 / 3, -1e300])
    #expect(try reader.values(of: "step") as [Int64] == [123_456_789_012])
    #expect(try reader.values(of: "lengths") as [Int32] == [-1, 2, .max])
    #expect(try reader.values(of: "quantised") as [Int8] == [-128, 127])
    #expect(try reader.values(of: "bytes") as [UInt8] == [0, 255, 7])
    #expect(try reader.values(of: "empty") as [Float] == [])
  }

  @Test func writesTheBytesThatPythonWrites() throws {
    let python = try #require(golden("python.safetensors"))
    let reader = try SafetensorsReader(path: directory.write(python, to: "python"))
    try SafetensorsWriter.write(to: path, tensors: reader.tensors, metadata: reader.metadata) {
      writer in
      for tensor in reader.tensors {
        try reader.withTensor(named: tensor.name) { try writer.write($0.name, bytes: $1) }
      }
    }
    #expect(directory.bytes(of: "model.safetensors") == python)
  }

  @Test func convertsToFloat() throws {
    let reader = try SafetensorsReader(
      path: directory.write(try #require(golden("python.safetensors")), to: "python"))
    func floats(_ name: String, count: Int) throws -> [Float] {
      var values = [Float](repeating: .nan, count: count)
      try values.withUnsafeMutableBufferPointer { try reader.copy(name, into: $0) }
      return values
    }
    #expect(try floats("encoder.weight_ih", count: 6)[3] == 0.1)
    #expect(try floats("half", count: 3) == [1, -3.140625, Float(bitPattern: 0x7E96_0000)])
    #expect(try floats("decoder.bias", count: 2) == [1 / 3, -.infinity])
    #expect(try floats("empty", count: 0) == [])
    for (name, count, needed) in [
      ("half", 2, .elementCount(2)), ("half", 4, .elementCount(4)),
      ("lengths", 3, .floatingPoint), ("bytes", 3, .floatingPoint),
    ] as [(String, Int, SafetensorsError.Layout)] {
      let error = SafetensorsError.wrongLayout(
        path: reader.path, try #require(reader[name]), needed: needed)
      #expect(throws: error) { try floats(name, count: count) }
    }
    #expect(throws: SafetensorsError.missingTensor(path: reader.path, name: "none")) {
      try floats("none", count: 1)
    }
    let mistaken = SafetensorsError.wrongLayout(
      path: reader.path, try #require(reader["bytes"]), needed: .type(.int8))
    #expect(throws: mistaken) { try reader.values(of: "bytes", as: Int8.self) }
  }

  @Test func roundTripsAndSortsMetadata() throws {
    let tensors = [
      SafetensorsTensor(name: "", shape: []),
      SafetensorsTensor(name: "none", type: .int64, shape: [3, 0]),
      SafetensorsTensor(name: "big", type: .float64, shape: [300, 100]),
      SafetensorsTensor(name: "tail", type: .uint8, shape: [5]),
    ]
    let metadata = ["b": "\u{0}\u{1F}", "a": String(repeating: "mérge\n", count: 10_000), "": "é"]
    let big = (0..<30_000).map { Double($0) / 7 }
    try SafetensorsWriter.write(to: path, tensors: tensors, metadata: metadata) { writer in
      try writer.write("", values: [Float(1.5)])
      for start in stride(from: 0, to: big.count, by: 7000) {
        try writer.write("big", values: Array(big[start..<min(start + 7000, big.count)]))
      }
      try writer.write("tail", values: [1, 2, 3, 4, 5] as [UInt8])
    }
    let reader = try SafetensorsReader(path: path)
    #expect(reader.metadata == metadata)
    #expect(Set(reader.tensors.map(\.name)) == ["", "none", "big", "tail"])
    #expect(reader["none"]?.shape == [3, 0])
    #expect(try reader.values(of: "big") as [Double] == big)
    #expect(try reader.values(of: "tail") as [UInt8] == [1, 2, 3, 4, 5])
    let text = try #require(directory.text(of: "model.safetensors"))
    #expect(text.dropFirst(8).hasPrefix(#"{"__metadata__":{"":"é","a":"mérge\nmérge\n"#))
  }

  @Test func writesAnEmptyFile() throws {
    try SafetensorsWriter.write(to: path, tensors: []) { _ in }
    #expect(directory.bytes(of: "model.safetensors") == [8, 0, 0, 0, 0, 0, 0, 0] + "{}      ".utf8)
    #expect(try SafetensorsReader(path: path).tensors == [])
  }

  @Test(
    arguments: [
      (.duplicateName, ["a", "a"], [1]), (.duplicateName, ["__metadata__"], [1]),
      (.shapeTooLarge([.max]), ["a"], [.max]), (.shapeTooLarge([-1]), ["a"], [-1]),
      (.shapeTooLarge([1 << 60]), ["a", "b", "c"], [1 << 60]),
      (
        .shapeTooLarge([Int](repeating: 1, count: 65)), ["a"], [Int](repeating: 1, count: 65)
      ),
      (.nameTooLong(limit: 512), [String(repeating: "x", count: 513)], [1]),
    ] as [(SafetensorsFault, [String], [Int])])
  func refusesLayoutsThatNoFileHolds(fault: SafetensorsFault, names: [String], shape: [Int]) {
    let tensors = names.map { SafetensorsTensor(name: $0, shape: shape) }
    let error = #expect(throws: SafetensorsError.self) {
      try SafetensorsWriter.write(to: path, tensors: tensors) { _ in }
    }
    #expect(error?.fault == fault)
    #expect(directory.names == [])
  }

  @Test(
    arguments: [
      ([], "a", .tooShort(bytes: 0, promisedBytes: 8)),
      ([("a", 1)], "a", .tooShort(bytes: 4, promisedBytes: 8)),
      ([("a", 2)], "b", .tooShort(bytes: 0, promisedBytes: 4)),
      ([("b", 1)], "b", .outOfTurn), ([("a", 3)], "a", .tooLong(promisedBytes: 8)),
      ([("a", 2), ("b", 2)], "b", .tooLong(promisedBytes: 4)),
      ([("a", 2), ("a", 1)], "a", .tooLong(promisedBytes: 8)),
      ([("a", 2), ("b", 1), ("a", 2)], "a", .outOfTurn),
      ([("a", 2), ("b", 1), ("c", 1)], "c", .outOfTurn),
    ] as [([(String, Int)], String, SafetensorsError.Mismatch)])
  func refusesDataThatWereNotPromised(
    data: [(String, Int)], name: String, mismatch: SafetensorsError.Mismatch
  ) throws {
    directory.write("old", to: "model.safetensors")
    let tensors = [
      SafetensorsTensor(name: "a", shape: [2]), SafetensorsTensor(name: "b", shape: [1]),
    ]
    #expect(throws: SafetensorsError.dataMismatch(path: path, name: name, mismatch)) {
      try SafetensorsWriter.write(to: path, tensors: tensors) { writer in
        for (name, count) in data {
          try writer.write(name, values: [Float](repeating: 1, count: count))
        }
      }
    }
    #expect(directory.text(of: "model.safetensors") == "old")
    #expect(directory.names == ["model.safetensors"])
  }

  @Test func refusesDataOfAnotherType() {
    #expect(throws: SafetensorsError.dataMismatch(path: path, name: "a", .otherType(.int32))) {
      try SafetensorsWriter.write(to: path, tensors: [SafetensorsTensor(name: "a", shape: [1])]) {
        try $0.write("a", values: [Int32(1)])
      }
    }
  }
}

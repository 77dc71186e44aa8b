import S2STensors

/// The input is a file; with a line feed in it, which no header of our own has, what stands before
/// is also taken for a header and what follows for the data, under a length that fits.
enum SafetensorsFuzzing {
  private static let inputFile = InputFile()

  static func run(_ input: [UInt8]) throws {
    if let end = input.firstIndex(of: 10) {
      try? read(inputFile.holding(framed(input[..<end], data: input[(end + 1)...])))
    }
    try read(inputFile.holding(input))
  }

  /// A file of a header and data.
  static func framed(_ header: some Collection<UInt8>, data: some Collection<UInt8>) -> [UInt8] {
    withUnsafeBytes(of: UInt64(header.count).littleEndian) { Array($0) } + header + data
  }

  /// Reads every tensor of a file in every way.
  private static func read(_ path: String) throws {
    let file = try SafetensorsReader(path: path)
    var total = 0
    for tensor in file.tensors {
      claim(file[tensor.name] == tensor, "a tensor is found by its name")
      let bytes = try file.withTensor(named: tensor.name) { _, bytes in Array(bytes) }
      claim(bytes.count == tensor.byteCount, "a tensor has the bytes of its shape")
      total += bytes.count
      var floats = [Float](repeating: 0, count: tensor.elementCount ?? 0)
      try? floats.withUnsafeMutableBufferPointer { try file.copy(tensor.name, into: $0) }
      _ = try? file.values(of: tensor.name, as: Int32.self)
      _ = try? file.values(of: tensor.name, as: Double.self)
    }
    claim(total < 1 << 20, "tensors have no more bytes than the file")
  }

  static func seeds() throws -> [[UInt8]] {
    let header = Array(
      #"""
      {"__metadata__":{"a":"b\u00e9\n","é":""},"x":{"dtype":"F32","shape":[2,1],\#
      "data_offsets":[0,8]},"y":{"dtype":"I64","shape":[],"data_offsets":[8,16]},\#
      "z":{"dtype":"BF16","shape":[0,3],"data_offsets":[16,16]}}
      """#.utf8)
    let data = [UInt8](0..<16)
    return [framed(header, data: data), header + [10] + data, framed("{}".utf8, data: [])]
  }
}

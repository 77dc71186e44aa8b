import Foundation
import S2STensors
import TestSupport
import Testing

/// Vectors from files, as NumPy writes them.
@Suite struct FeatureRowsTests {
  private let folder = TemporaryDirectory()

  private func write(
    _ name: String, _ description: String, _ shape: String, order: String = "False",
    version: UInt8 = 1, _ data: [UInt8]
  ) throws -> String {
    let header = "{'descr': '\(description)', 'fortran_order': \(order), 'shape': \(shape), }\n"
    let count = UInt8(header.utf8.count)
    let length: [UInt8] = version == 1 ? [count, 0] : [count, 0, 0, 0]
    let bytes = [0x93] + Array("NUMPY".utf8) + [version, 0] + length + Array(header.utf8) + data
    try Data(bytes).write(to: URL(fileURLWithPath: folder.file(name)))
    return folder.file(name)
  }

  /// Two vectors of three numbers.
  private func writeSafetensors(_ name: String, _ type: String, _ data: [UInt8]) throws -> String {
    let header =
      #"{"x":{"dtype":"\#(type)","shape":[2,3],"data_offsets":[0,\#(data.count)]}}"#
    let bytes = Self.bytes([UInt64(header.utf8.count)]) + Array(header.utf8) + data
    try Data(bytes).write(to: URL(fileURLWithPath: folder.file(name)))
    return folder.file(name)
  }

  private static func bytes<Value>(_ values: [Value]) -> [UInt8] {
    values.withUnsafeBytes { Array($0) }
  }

  @Test func readsEveryPrecision() throws {
    let wanted: [Float] = [1, -2, 0.5, 4, 0, -0.25]
    let files = [
      try writeSafetensors("a.safetensors", "F32", Self.bytes(wanted)),
      try writeSafetensors("b.safetensors", "F64", Self.bytes(wanted.map(Double.init))),
      try writeSafetensors(
        "c.safetensors", "F16", Self.bytes(wanted.map { Float16($0).bitPattern })),
      try writeSafetensors(
        "D.SAFETENSORS", "BF16",
        Self.bytes(wanted.map { UInt16(truncatingIfNeeded: $0.bitPattern >> 16) })),
      try write("a.npy", "<f4", "(2, 3)", Self.bytes(wanted)),
      try write("b.npy", "<f8", "(2, 3)", version: 2, Self.bytes(wanted.map(Double.init))),
      try write(
        "C.NPY", "<f2", "(2, 3)", version: 3, Self.bytes(wanted.map { Float16($0).bitPattern })),
    ]
    for file in files {
      let rows = try FeatureRows(path: file)
      #expect(rows.values == wanted && rows.width == 3 && rows.count == 2)
      #expect(Array(rows[1]) == [4, 0, -0.25])
    }
    let one = try FeatureRows(path: write("d.npy", "<f4", "(6,)", Self.bytes(wanted)))
    #expect(one.width == 6 && one.count == 1)
  }

  @Test func refusesWhatItCannotRead() throws {
    let two = Self.bytes([Float(1), 2])
    func refused(_ path: String, _ error: FeatureError) {
      #expect(throws: error) { try FeatureRows(path: path) }
    }
    var file = try write("a.npy", "<f4", "(1, 3)", two)
    refused(file, .malformed(path: file, .size(found: 8, needed: 12)))
    file = try write("b.npy", "<f4", "(2, 1)", order: "True", two)
    refused(file, .malformed(path: file, .columnOrder))
    file = try write("c.npy", ">f4", "(1, 2)", two)
    refused(file, .elementType(path: file, type: ">f4"))
    file = try write("d.npy", "<f4", "(1, 1, 2)", two)
    refused(file, .dimensions(path: file, shape: [1, 1, 2]))
    file = try write("e.npy", "<f4", "(0, 2)", [])
    refused(file, .empty(path: file))
    file = try write("f.npy", "<f4", "(9999999999999999999, 2)", two)
    refused(file, .malformed(path: file, .header))
    file = try write("g.npy", "<f4", "(4611686018427387904, 4)", two)
    #expect(throws: FeatureError.self) { try FeatureRows(path: file) }
    file = try write("h.npy", "<f4", "(1, 2)", Self.bytes([Float(1), .nan]))
    refused(file, .notFinite(path: file, row: 0, column: 1))
    file = try write("i.npy", "<f8", "(1, 1)", Self.bytes([1e300]))
    refused(file, .notFinite(path: file, row: 0, column: 0))
    folder.write("hello", to: "j.npy")
    refused(folder.file("j.npy"), .malformed(path: folder.file("j.npy"), .magic))
    refused("k.txt", .unknownFormat(path: "k.txt"))
  }
}

import S2SRandom
import S2STensors
import TestSupport
import Testing

/// Parameters that stay in their file.
@Suite struct ParameterFileTests {
  private let folder = TemporaryDirectory()

  /// More than a page of values.
  private func parameters(seed: UInt64 = 1) -> ParameterBuffer {
    var table = ParameterTable()
    _ = table.add("b", rows: 40, columns: 70)
    _ = table.add("a", count: 9)
    _ = table.add("c", rows: 3, columns: 1_000)
    let buffer = ParameterBuffer(table)
    var generator = SeededGenerator(seed: seed)
    buffer.all.fillUniform(1, using: &generator)
    return buffer
  }

  private func write(_ values: ParameterBuffer) throws -> String {
    let path = folder.file("model.safetensors")
    try ParameterFile.write(to: path, groups: [.init(values)], metadata: ["format": "s2s"])
    return path
  }

  @Test func areReadWhereTheyLie() throws {
    let values = parameters()
    let path = try write(values)
    let mapped = ParameterFile.map(try SafetensorsReader(path: path), values.table)
    #expect(mapped?.all.elements == values.all.elements)
    mapped?.floats.releasePages()
    #expect(mapped?.all.elements == values.all.elements)
  }

  /// Whoever writes a model in the place of one that is in use leaves the old one as it was.
  @Test func doNotChangeWhenTheFileIsReplaced() throws {
    let values = parameters()
    let path = try write(values)
    let mapped = ParameterFile.map(try SafetensorsReader(path: path), values.table)
    _ = try write(parameters(seed: 2))
    mapped?.floats.releasePages()
    #expect(mapped?.all.elements == values.all.elements)
  }

  /// Another program may put the tensors in another order, or store more bits.
  @Test(arguments: [false, true]) func areNotMappedFromAnotherLayout(isWide: Bool) throws {
    let values = parameters()
    let path = folder.file("other.safetensors")
    let entries = values.table.entries.sorted { $0.name < $1.name }
    let tensors = entries.map {
      SafetensorsTensor(name: $0.name, type: isWide ? .float64 : .float32, shape: $0.shape)
    }
    try SafetensorsWriter.write(to: path, tensors: tensors) { writer in
      for entry in entries {
        let numbers = values[entry.slot].elements
        if isWide {
          try writer.write(entry.name, values: numbers.map(Double.init))
        } else {
          try writer.write(entry.name, values: numbers)
        }
      }
    }
    let file = try SafetensorsReader(path: path)
    #expect(ParameterFile.map(file, values.table) == nil)
    let read = ParameterBuffer(values.table)
    try ParameterFile.read(file, into: [.init(read)])
    #expect(read.all.elements == values.all.elements)
  }

  @Test func areNotMappedWithAnotherShape() throws {
    let path = try write(parameters())
    var table = ParameterTable()
    _ = table.add("b", rows: 70, columns: 40)
    #expect(ParameterFile.map(try SafetensorsReader(path: path), table) == nil)
  }
}

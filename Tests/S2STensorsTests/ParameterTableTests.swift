import S2STensors
import Testing

@Suite struct ParameterTableTests {
  private func table() -> (ParameterTable, weight: ParameterSlot, bias: ParameterSlot) {
    var table = ParameterTable()
    let weight = table.add("layer.weight", rows: 3, columns: 4)
    let bias = table.add("layer.bias", count: 3)
    return (table, weight, bias)
  }

  @Test func laysParametersOutWithoutGaps() {
    let (table, weight, bias) = table()
    #expect(table.totalCount == 15)
    #expect(weight.range == 0..<12 && bias.range == 12..<15)
    #expect(table.entries.map(\.name) == ["layer.weight", "layer.bias"])
    #expect(table.entries.map(\.shape) == [[3, 4], [3]])
    #expect(bias.rows == 1 && bias.columns == 3)
  }

  @Test func showsTheMatrixAtASlot() {
    let (table, weight, bias) = table()
    let buffer = ParameterBuffer(table)
    #expect(buffer.count == 15 && buffer.all.elements == [Float](repeating: 0, count: 15))
    buffer[weight][2, 3] = 5
    buffer[bias][0, 0] = 6
    #expect(buffer.all[0, 11] == 5 && buffer.all[0, 12] == 6)
    #expect(buffer[weight].rows == 3 && buffer[weight].columns == 4)
  }

  @Test func copiesABufferOfTheSameLayout() {
    let (table, weight, _) = table()
    let (one, other) = (ParameterBuffer(table), ParameterBuffer(table))
    one[weight].fill(2)
    other.copy(from: one)
    #expect(other.all.elements == one.all.elements)
    one[weight].fill(3)
    #expect(other[weight][0, 0] == 2)
  }

  @Test func equalsATableOfTheSameEntries() {
    var (one, other) = (table().0, table().0)
    #expect(one == other)
    _ = other.add("more", count: 1)
    #expect(one != other)
    _ = one.add("less", count: 1)
    #expect(one != other)
  }

  @Test func refusesANameTwice() async {
    await #expect(processExitsWith: .failure) {
      var table = ParameterTable()
      _ = table.add("same", count: 1)
      _ = table.add("same", count: 1)
    }
  }
}

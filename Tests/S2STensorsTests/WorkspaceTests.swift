import S2STensors
import Testing

@Suite struct WorkspaceTests {
  /// A step as a layer would take it: several matrices, some of them large.
  private func step(_ workspace: Workspace, scale: Int = 1) -> [Matrix] {
    workspace.reset()
    return (1...8).map { workspace.matrix($0 * scale, 10_007) }
  }

  @Test func growsThenStopsGrowing() {
    let workspace = Workspace()
    #expect(workspace.byteCount == 0)
    _ = step(workspace)
    let first = workspace.byteCount
    #expect(first >= 36 * 10_007 * 4)
    _ = step(workspace)
    let second = workspace.byteCount
    let address = step(workspace)[0].base
    for _ in 0..<5 {
      #expect(step(workspace)[0].base == address)
      #expect(workspace.byteCount == second)
    }
    _ = step(workspace, scale: 3)
    #expect(workspace.byteCount > second)
    let third = step(workspace, scale: 3)[0].base
    #expect(step(workspace)[0].base == third)
  }

  /// Views handed out together never overlap, and each begins on a cache line.
  @Test func handsOutWhatIsFree() {
    let workspace = Workspace()
    for _ in 0..<2 {
      let views = step(workspace)
      for (index, view) in views.enumerated() {
        #expect(UInt(bitPattern: view.base) % 64 == 0)
        view.fill(Float(index))
      }
      for (index, view) in views.enumerated() {
        #expect(view.elements.allSatisfy { $0 == Float(index) })
      }
    }
  }

  @Test func givesZerosWhenAsked() {
    let workspace = Workspace()
    workspace.matrix(3, 5).fill(7)
    workspace.reset()
    #expect(workspace.zeros(3, 5).elements == [Float](repeating: 0, count: 15))
  }

  @Test func handsOutNumbersOfAnyKind() {
    let workspace = Workspace()
    for _ in 0..<2 {
      let matrix = workspace.matrix(1, 3)
      let bytes = workspace.numbers(65, of: Int8.self)
      let words = workspace.numbers(17, of: UInt32.self)
      matrix.fill(0.5)
      bytes.update(repeating: -1, count: 65)
      words.update(repeating: 7, count: 17)
      #expect(matrix.elements == [0.5, 0.5, 0.5])
      #expect((0..<65).allSatisfy { bytes[$0] == -1 })
      #expect((0..<17).allSatisfy { words[$0] == 7 })
      workspace.reset()
    }
  }

  @Test func scopedGivesBack() {
    let workspace = Workspace()
    let kept = workspace.matrix(2, 20)
    kept.fill(1)
    let inside = workspace.scoped { () -> UnsafeMutablePointer<Float> in
      let scratch = workspace.matrix(2, 20)
      scratch.fill(2)
      return scratch.base
    }
    #expect(workspace.matrix(2, 20).base == inside)
    #expect(kept.elements == [Float](repeating: 1, count: 40))
  }

  /// Where the scope has to allocate, what was handed out before it stays whole.
  @Test func scopedMayGrow() {
    let workspace = Workspace()
    let kept = workspace.matrix(2, 20)
    kept.fill(1)
    workspace.scoped { workspace.matrix(1000, 1000).fill(2) }
    workspace.matrix(2, 20).fill(3)
    #expect(kept.elements == [Float](repeating: 1, count: 40))
    workspace.reset()
    let settled = workspace.byteCount
    workspace.scoped { workspace.matrix(1000, 1000).fill(2) }
    workspace.reset()
    #expect(workspace.byteCount == settled)
  }

  /// What a scope had to allocate is there for what comes after it.
  @Test func scopedGivesBackWhatItAllocated() {
    let workspace = Workspace()
    workspace.matrix(2, 20).fill(1)
    workspace.scoped { workspace.matrix(1000, 1000).fill(2) }
    let grown = workspace.byteCount
    workspace.matrix(1000, 1000).fill(3)
    #expect(workspace.byteCount == grown)
  }

  @Test func scopedGivesBackWhenItThrows() {
    struct Failure: Error {}
    let workspace = Workspace()
    _ = workspace.matrix(1, 1)
    var inside: UnsafeMutablePointer<Float>?
    #expect(throws: Failure.self) {
      try workspace.scoped {
        inside = workspace.matrix(1, 16).base
        throw Failure()
      }
    }
    #expect(workspace.matrix(1, 16).base == inside)
  }
}

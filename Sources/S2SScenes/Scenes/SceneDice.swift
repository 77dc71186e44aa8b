import S2SPhrasebook

/// The draws that make a scene.
extension Dice {
  /// A scene for a part of a corpus.
  mutating func scene(for part: ScenePart) -> Scene {
    while true {
      let scene = scene()
      if scene.part == part { return scene }
    }
  }

  /// Any scene: a fifth has one object, almost a fifth objects that are alike, the others a relation.
  private mutating func scene() -> Scene {
    switch pick(weighted: [(0, 20), (1, 7), (2, 7), (3, 4), (4, 23), (5, 23), (6, 16)]) {
    case 0: Scene(group(1), .single(pick(Vertical.allCases), pick(Horizontal.allCases)))
    case 1: Scene(line(number(2...4)), .row(pick(Vertical.allCases)))
    case 2: Scene(line(number(2...4)), .column(pick(Horizontal.allCases)))
    case 3: Scene(group(number(3...4)), .scattered)
    case 4: pair(.leftOf)
    case 5: pair(.above)
    default: nested()
    }
  }

  private mutating func group(_ count: Int) -> ObjectGroup {
    ObjectGroup(
      count, pick(Size.allCases), pick(Colour.allCases), pick(Shape.allCases))
  }

  /// Objects in a line, where two large ones have room.
  private mutating func line(_ count: Int) -> ObjectGroup {
    let group = group(count)
    return count > 2 ? ObjectGroup(count, .small, group.colour, group.shape) : group
  }

  /// Two groups that differ in shape or colour, together four objects at most.
  private mutating func pair(_ relation: Relation) -> Scene {
    let counts = pick(weighted: [
      ((1, 1), 40), ((1, 2), 15), ((2, 1), 15), ((2, 2), 10), ((1, 3), 10), ((3, 1), 10),
    ])
    let first = line(counts.0)
    while true {
      let second = line(counts.1)
      if first.shape != second.shape || first.colour != second.colour {
        return Scene(first, relation, second)
      }
    }
  }

  /// A small object inside of a large one of another colour.
  private mutating func nested() -> Scene {
    let inner = ObjectGroup(1, .small, pick(Colour.allCases), pick(Shape.allCases))
    let outer = ObjectGroup(
      1, .large, pick(Colour.allCases.filter { $0 != inner.colour }),
      pick(Shape.allCases.filter(\.isContainer)))
    return Scene(inner, .inside, outer)
  }
}

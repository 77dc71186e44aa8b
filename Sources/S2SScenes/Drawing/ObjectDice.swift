import S2SPhrasebook

/// The draws that put the objects of a scene in their places.
extension Dice {
  private static let width = DrawnObject.pictureWidth
  /// Between two objects, and to the edge of the picture.
  private static let margin = 16

  /// The objects of a scene in the order in which they are drawn.
  mutating func objects(of scene: Scene) -> [DrawnObject] {
    switch scene.layout {
    case .single(let vertical, let horizontal):
      let radius = radius(of: scene.group)
      let x = within(third: horizontal.rawValue, radius)
      return [object(0, scene.group, x, within(third: vertical.rawValue, radius), radius)]
    case .row(let vertical): return line(scene.group, across: vertical.rawValue, isRow: true)
    case .column(let horizontal):
      return line(scene.group, across: horizontal.rawValue, isRow: false)
    case .scattered: return scattered(scene.group)
    case .related(let relation, let other):
      switch relation {
      case .leftOf, .above:
        return halves(0, scene.group, 1, other, areSides: relation == .leftOf)
      case .rightOf, .below:
        return halves(1, other, 0, scene.group, areSides: relation == .rightOf)
      case .inside: return nested(0, scene.group, in: 1, other)
      case .around: return nested(1, other, in: 0, scene.group)
      }
    }
  }

  private mutating func radius(of group: ObjectGroup) -> Int {
    group.size == .small ? number(270...333) : number(544...640)
  }

  private mutating func object(
    _ index: Int, _ group: ObjectGroup, _ x: Int, _ y: Int, _ radius: Int
  ) -> DrawnObject {
    let mean = group.colour.standard
    let tone = RGB(tone(mean.red), tone(mean.green), tone(mean.blue))
    return DrawnObject(group: index, shape: group.shape, x: x, y: y, radius: radius, tone: tone)
  }

  private mutating func tone(_ mean: UInt8) -> UInt8 {
    UInt8(clamping: Int(mean) + number(-12...12))
  }

  /// A coordinate in a third of the picture, clearly: away from the other thirds.
  private mutating func within(third: Int, _ radius: Int) -> Int {
    switch third {
    case 0: number(radius + Self.margin...960)
    case 1: number(Self.width / 2 - 350...Self.width / 2 + 350)
    default: Self.width - number(radius + Self.margin...960)
    }
  }

  /// A coordinate in one of several equal ranges, so that objects in two of them do not touch.
  private mutating func within(slot: Int, of count: Int, _ radius: Int) -> Int {
    let size = Self.width / count
    return number(
      slot * size + radius + Self.margin...(slot + 1) * size - radius - Self.margin)
  }

  /// Objects in a row, or in a column, in a third of the picture.
  private mutating func line(_ group: ObjectGroup, across third: Int, isRow: Bool) -> [DrawnObject]
  {
    // Room for the largest radius and for what the objects differ in.
    let middle = within(third: third, 672)
    return (0..<group.count).map { slot in
      let radius = radius(of: group)
      let along = within(slot: slot, of: group.count, radius)
      let across = middle + number(-32...32)
      return isRow
        ? object(0, group, along, across, radius) : object(0, group, across, along, radius)
    }
  }

  /// Objects in different quarters.
  private mutating func scattered(_ group: ObjectGroup) -> [DrawnObject] {
    shuffled(0..<4).prefix(group.count).sorted().map { quarter in
      let radius = radius(of: group)
      return object(
        0, group, within(slot: quarter % 2, of: 2, radius),
        within(slot: quarter / 2, of: 2, radius), radius)
    }
  }

  /// Two groups, one in the left half and one in the right, or one in the upper and one in the lower.
  private mutating func halves(
    _ first: Int, _ firstGroup: ObjectGroup, _ second: Int, _ secondGroup: ObjectGroup,
    areSides: Bool
  ) -> [DrawnObject] {
    [(0, first, firstGroup), (1, second, secondGroup)].flatMap { half, index, group in
      (0..<group.count).map { slot in
        let radius = radius(of: group)
        let across = within(slot: half, of: 2, radius)
        let along =
          group.count == 1
          ? Self.width / 2 + number(-400...400) : within(slot: slot, of: group.count, radius)
        return areSides
          ? object(index, group, across, along, radius)
          : object(index, group, along, across, radius)
      }
    }
  }

  /// One object inside of another, which is larger than large ones are otherwise.
  private mutating func nested(
    _ inner: Int, _ innerGroup: ObjectGroup, in outer: Int, _ outerGroup: ObjectGroup
  ) -> [DrawnObject] {
    let radius = number(832...1_024)
    let edge = radius + Self.margin
    let (x, y) = (number(edge...Self.width - edge), number(edge...Self.width - edge))
    let (innerX, innerY) = (x + number(-60...60), y + number(-60...60))
    return [
      object(outer, outerGroup, x, y, radius),
      object(inner, innerGroup, innerX, innerY, number(270...310)),
    ]
  }
}

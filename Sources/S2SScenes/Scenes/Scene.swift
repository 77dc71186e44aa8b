import S2SRandom

/// Objects that are alike.
public struct ObjectGroup: Hashable, Sendable {
  /// The number of objects: 1 to 4.
  public let count: Int
  /// The outline of each.
  public let shape: Shape
  /// The colour of each.
  public let colour: Colour
  /// The size of each.
  public let size: Size

  /// Names objects that are alike.
  public init(_ count: Int, _ size: Size, _ colour: Colour, _ shape: Shape) {
    self.count = count
    self.shape = shape
    self.colour = colour
    self.size = size
  }
}

/// What is in a picture, without where exactly: one or two groups of objects, and their layout.
///
/// A scene is what a caption can say. Many pictures show the same scene: positions, sizes and tones of
/// colours differ a little.
public struct Scene: Hashable, Sendable {
  /// How the objects lie.
  public enum Layout: Hashable, Sendable {
    /// One object in one of nine places.
    case single(Vertical, Horizontal)
    /// Objects beside each other.
    case row(Vertical)
    /// Objects one above the other.
    case column(Horizontal)
    /// Three or four objects in different quarters of the picture.
    case scattered
    /// The group, in this relation to another.
    case related(Relation, ObjectGroup)
  }

  /// The group that a caption names first.
  public let group: ObjectGroup
  /// How the objects lie.
  public let layout: Layout

  init(_ group: ObjectGroup, _ layout: Layout) {
    self.group = group
    self.layout = layout
  }

  /// Two groups, the one that a caption names first in the first place.
  ///
  /// That is the smaller one, in relation to the larger one. Of equal ones it is the left or upper one. So
  /// the picture alone decides the order.
  ///
  /// Reference: Talmy 1975, "Figure and Ground in Complex Sentences", doi:10.3765/bls.v1i0.2322.
  init(_ first: ObjectGroup, _ relation: Relation, _ second: ObjectGroup) {
    let isInOrder =
      first.size == second.size
      ? relation == .leftOf || relation == .above || relation == .inside : first.size == .small
    self =
      isInOrder
      ? Scene(first, .related(relation, second))
      : Scene(second, .related(relation.converse, first))
  }

  /// All groups, the one that a caption names first in the first place.
  public var groups: [ObjectGroup] {
    if case .related(_, let other) = layout { return [group, other] }
    return [group]
  }

  /// The part of a corpus that pictures of the scene belong to, whatever the seed.
  ///
  /// A tenth of the scenes are for tests, a tenth for validation. So no test set shares a scene with any
  /// training set.
  public var part: ScenePart {
    var generator = SeededGenerator(seed: number)
    switch generator.below(10) {
    case 0: return .test
    case 1: return .valid
    default: return .train
    }
  }

  /// A number that no other scene has.
  private var number: UInt64 {
    let place: [UInt64] =
      switch layout {
      case .single(let vertical, let horizontal): [0, vertical.index, horizontal.index]
      case .row(let vertical): [1, vertical.index, 0]
      case .column(let horizontal): [2, horizontal.index, 0]
      case .scattered: [3, 0, 0]
      case .related(let relation, let other): [4, relation.index, other.number]
      }
    return ([group.number] + place).reduce(0) { $0 * 1_024 + $1 }
  }
}

extension ObjectGroup {
  /// A number below 1,024 that no other group has.
  fileprivate var number: UInt64 {
    ((UInt64(count) * 8 + shape.index) * 8 + colour.index) * 2 + size.index
  }
}

extension CaseIterable where Self: Equatable {
  /// The place among all cases.
  var index: UInt64 {
    Self.allCases.enumerated().first { $0.element == self }.map { UInt64($0.offset) } ?? 0
  }
}

/// A part of a corpus of scenes.
public enum ScenePart: String, CaseIterable, Sendable {
  case train, valid, test
}

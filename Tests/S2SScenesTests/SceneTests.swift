import S2SScenes
import Testing

/// Which scenes there are, and where.
@Suite struct SceneTests {
  private static func pictures(_ part: ScenePart, _ count: Int, seed: UInt64) -> [ScenePicture] {
    (0..<count).map { ScenePicture(part, number: $0, seed: seed) }
  }

  /// Whatever the seeds: parts have scenes of their own.
  @Test func noSceneIsInTwoParts() {
    let seeds: [UInt64] = [0, 1, 2, .max]
    let scenes = ScenePart.allCases.map { part in
      Set(seeds.flatMap { Self.pictures(part, 100, seed: $0).map(\.scene) })
    }
    #expect(scenes[0].isDisjoint(with: scenes[1]))
    #expect(scenes[0].isDisjoint(with: scenes[2]))
    #expect(scenes[1].isDisjoint(with: scenes[2]))
    #expect(scenes.allSatisfy { $0.count > 240 })
  }

  @Test func everyAttributeOccurs() {
    let pictures = Self.pictures(.train, 500, seed: 3)
    let groups = pictures.flatMap(\.scene.groups)
    #expect(Set(groups.map(\.shape)) == Set(Shape.allCases))
    #expect(Set(groups.map(\.colour)) == Set(Colour.allCases))
    #expect(Set(groups.map(\.size)) == Set(Size.allCases))
    #expect(Set(groups.map(\.count)) == [1, 2, 3, 4])
    #expect(Set(pictures.map(\.objects.count)) == [1, 2, 3, 4])
    let relations = pictures.compactMap { picture -> Relation? in
      if case .related(let relation, _) = picture.scene.layout { relation } else { nil }
    }
    // The inner object is smaller, and so the first.
    #expect(Set(relations) == Set(Relation.allCases).subtracting([.around]))
  }

  /// Objects are whole, and none hides another: they are apart, or one is inside of the other.
  @Test func objectsAreWhole() {
    for picture in ScenePart.allCases.flatMap({ Self.pictures($0, 200, seed: 4) }) {
      let objects = picture.objects
      for (index, object) in objects.enumerated() {
        let range = object.radius...DrawnObject.pictureWidth - object.radius
        #expect(range.contains(object.x) && range.contains(object.y), "\(picture.scene)")
        if case .related(.inside, _) = picture.scene.layout { continue }
        for other in objects[(index + 1)...] {
          let distance = max(abs(object.x - other.x), abs(object.y - other.y))
          #expect(distance > object.radius + other.radius, "\(picture.scene)")
        }
      }
      let counts = picture.scene.groups.indices.map { group in
        objects.count { $0.group == group }
      }
      #expect(counts == picture.scene.groups.map(\.count))
    }
  }

  /// The smaller group comes first; of equal ones the left or upper one.
  @Test func thePictureDecidesTheOrder() {
    for picture in Self.pictures(.train, 400, seed: 6) {
      guard case .related(let relation, let other) = picture.scene.layout else { continue }
      if picture.scene.group.size == other.size {
        #expect(relation == .leftOf || relation == .above)
      } else {
        #expect(picture.scene.group.size == .small)
      }
    }
  }

  /// A larger corpus begins as a smaller one does; another seed draws other pictures.
  @Test func aPictureIsAFunctionOfItsNumber() {
    let first = ScenePicture(.test, number: 7, seed: 1)
    let again = ScenePicture(.test, number: 7, seed: 1)
    let other = ScenePicture(.test, number: 7, seed: 2)
    #expect(first.objects == again.objects && first.captions == again.captions)
    #expect(first.pixels(width: 24) == again.pixels(width: 24))
    #expect(first.objects != other.objects)
  }
}

import S2SScenes

/// Whether a caption is true of a picture, by the places of its objects alone.
struct CaptionJudge {
  let picture: ScenePicture

  /// What is wrong with a caption; `nil` if it is true.
  func problem(_ caption: String, _ language: SceneLanguage) -> String? {
    guard let tokens = CaptionReader.read(caption, language) else { return "has unknown words" }
    var mentions: [CaptionMention] = []
    for case .mention(let mention) in tokens { mentions.append(mention) }
    guard (1...2).contains(mentions.count) else { return "names \(mentions.count) groups" }
    for mention in mentions where mention.fitting(picture).count != mention.count {
      return "the number of \(mention.words) is another"
    }
    if mentions.count == 2, mentions[0].shape == mentions[1].shape,
      mentions[0].fitting(picture) == mentions[1].fitting(picture)
    {
      return "names the same objects twice"
    }
    let isPlural = mentions[0].count > 1
    for token in tokens {
      // `a square with a circle inside` says it of the second.
      let isTurned = token == .relation(.inside) && tokens.contains(.with)
      let token = isTurned ? .beside(.inside) : token
      if let problem = problem(token, mentions, isPlural, language) { return problem }
    }
    return nil
  }

  private func problem(
    _ token: CaptionToken, _ mentions: [CaptionMention], _ isPlural: Bool, _ language: SceneLanguage
  ) -> String? {
    let first = mentions[0].fitting(picture)
    let second = mentions.count == 2 ? mentions[1].fitting(picture) : []
    switch token {
    case .relation(let relation): return holds(relation, first, second) ? nil : "\(relation) fails"
    case .beside(let relation): return holds(relation, second, first) ? nil : "\(relation) fails"
    case .place(let vertical, let horizontal): return placeProblem(vertical, horizontal, first)
    case .row: return isLine(first.map(\.y), first.map(\.x)) ? nil : "is no row"
    case .column: return isLine(first.map(\.x), first.map(\.y)) ? nil : "is no column"
    case .shapes(let count):
      return picture.objects.count == count ? nil : "has not \(count) shapes"
    case .be(let plural): return plural == isPlural ? nil : "has another number of the verb"
    case .thereIs(let plural):
      return language == .french || plural == isPlural ? nil : "has another number of the verb"
    case .size(let size, _): return first.allSatisfy { $0.size == size } ? nil : "size"
    case .colour(let colour, _):
      return first.allSatisfy { picture.scene.groups[$0.group].colour == colour } ? nil : "colour"
    case .mention, .and, .with, .comma: return nil
    }
  }

  private func holds(_ relation: Relation, _ first: [DrawnObject], _ second: [DrawnObject]) -> Bool
  {
    guard !first.isEmpty, !second.isEmpty else { return false }
    return first.allSatisfy { one in
      second.allSatisfy { other in
        switch relation {
        case .leftOf: one.x + one.radius < other.x - other.radius
        case .rightOf: one.x - one.radius > other.x + other.radius
        case .above: one.y + one.radius < other.y - other.radius
        case .below: one.y - one.radius > other.y + other.radius
        case .inside: isInside(one, other)
        case .around: isInside(other, one)
        }
      }
    }
  }

  /// Inside of the circle that is inside of every container.
  private func isInside(_ inner: DrawnObject, _ outer: DrawnObject) -> Bool {
    let (dx, dy) = (inner.x - outer.x, inner.y - outer.y)
    let distance = Double(dx * dx + dy * dy).squareRoot()
    // A square has its corners at 1.253 times its radius; a diamond's sides are at 0.63 times.
    return distance + 1.26 * Double(inner.radius) < 0.62 * Double(outer.radius)
  }

  private func placeProblem(
    _ vertical: Vertical?, _ horizontal: Horizontal?, _ objects: [DrawnObject]
  ) -> String? {
    let third = DrawnObject.pictureWidth / 3
    let rows = objects.map { $0.y / third }
    let columns = objects.map { $0.x / third }
    if vertical == nil && horizontal == nil {
      // A row in the middle is as wide as the picture.
      let (isMiddleRow, isMiddleColumn) = (Set(rows) == [1], Set(columns) == [1])
      let fits = objects.count == 1 ? isMiddleRow && isMiddleColumn : isMiddleRow || isMiddleColumn
      return fits ? nil : "is not in the middle"
    }
    let fits =
      rows.allSatisfy { vertical == nil || vertical?.rawValue == $0 }
      && columns.allSatisfy { horizontal == nil || horizontal?.rawValue == $0 }
    return fits ? nil : "is in another place"
  }

  /// Objects in one line, side by side without touching.
  private func isLine(_ across: [Int], _ along: [Int]) -> Bool {
    let sorted = along.sorted()
    let gaps = zip(sorted.dropFirst(), sorted).map { $0 - $1 }
    guard let least = across.min(), let most = across.max(), let gap = gaps.min() else {
      return false
    }
    return most - least <= 64 && gap > 540
  }
}

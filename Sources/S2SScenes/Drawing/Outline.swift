/// The outline of a shape of a given radius around the origin.
enum Outline {
  case circle(radius: Int)
  /// Corners, one after the other.
  case polygon([(x: Int, y: Int)])

  /// - Parameter radius: in the unit of the points that are asked for; corners are rounded to it.
  init(_ shape: Shape, radius: Int) {
    guard let corners = Self.corners(shape) else {
      self = .circle(radius: radius)
      return
    }
    self = .polygon(corners.map { (x: $0.x * radius / 1_024, y: $0.y * radius / 1_024) })
  }

  /// Whether a point is inside.
  func contains(x: Int, y: Int) -> Bool {
    switch self {
    case .circle(let radius): x * x + y * y <= radius * radius
    case .polygon(let corners): Self.contains(corners, x: x, y: y)
    }
  }

  /// Counts the edges to the right of the point: inside, their number is odd.
  ///
  /// Reference: Shimrat 1962, doi:10.1145/368637.368653.
  private static func contains(_ corners: [(x: Int, y: Int)], x: Int, y: Int) -> Bool {
    var isInside = false
    var last = corners[corners.count - 1]
    for corner in corners {
      if (last.y > y) != (corner.y > y) {
        let side = (corner.x - last.x) * (y - last.y) - (x - last.x) * (corner.y - last.y)
        if (side > 0) == (corner.y > last.y) { isInside.toggle() }
      }
      last = corner
    }
    return isInside
  }
}

extension Outline {
  /// The corners where the radius is 1,024; `nil` for the circle.
  private static func corners(_ shape: Shape) -> [(x: Int, y: Int)]? {
    switch shape {
    case .circle: nil
    // As large as the circle: 1,024 times half the root of pi.
    case .square: [(-907, -907), (907, -907), (907, 907), (-907, 907)]
    case .triangle: [(0, -1024), (1000, 760), (-1000, 760)]
    case .star: star
    case .diamond: [(0, -1024), (800, 0), (0, 1024), (-800, 0)]
    case .cross: cross
    case .heart: heart
    }
  }

  /// Five points; the inner corners are 0.45 times as far from the centre.
  private static let star = [
    (0, -1024), (271, -373), (974, -316), (438, 142), (602, 828), (0, 461), (-602, 828),
    (-438, 142), (-974, -316), (-271, -373),
  ]

  private static let cross = [
    (-340, -1024), (340, -1024), (340, -340), (1024, -340), (1024, 340), (340, 340), (340, 1024),
    (-340, 1024), (-340, 340), (-1024, 340), (-1024, -340), (-340, -340),
  ]

  /// x = 16 sin³ t, y = 13 cos t - 5 cos 2t - 2 cos 3t - cos 4t, every 15 degrees.
  private static let heart = [
    (0, -493), (18, -577), (128, -765), (362, -915), (665, -909), (923, -724), (1024, -429),
    (923, -112), (665, 179), (362, 442), (128, 676), (18, 850), (0, 915), (-18, 850), (-128, 676),
    (-362, 442), (-665, 179), (-923, -112), (-1024, -429), (-923, -724), (-665, -909),
    (-362, -915), (-128, -765), (-18, -577),
  ]
}

import Testing

@testable import S2SScenes

/// What drawing puts on the pixels.
@Suite struct DrawingTests {
  private static let white = RGB(255, 255, 255)
  private static let black = RGB(0, 0, 0)

  /// A picture of one black object in the middle of white.
  private static func picture(_ shape: Shape, radius: Int, width: Int = 48) -> Pixmap {
    var picture = Pixmap(width: width, white)
    picture.draw(
      DrawnObject(group: 0, shape: shape, x: 1_536, y: 1_536, radius: radius, tone: black))
    return picture
  }

  /// How dark a picture is, in pixels of 48: the area of the object.
  private static func area(_ picture: Pixmap) -> Double {
    let sum = stride(from: 0, to: picture.bytes.count, by: 3).reduce(0) {
      $0 + 255 - Int(picture.bytes[$1])
    }
    let scale = 48 / Double(picture.width)
    return Double(sum) / 255 * scale * scale
  }

  /// Areas where the radius is 1, from geometry.
  @Test(arguments: [
    (Shape.circle, 3.1416), (.square, 3.1416), (.triangle, 1.7014), (.star, 1.3225),
    (.diamond, 1.5625), (.cross, 2.2148),
  ])
  func areasAreThoseOfGeometry(shape: Shape, area: Double) {
    for width in [24, 48, 61, 128] {
      // 10 pixels of 48.
      let drawn = Self.area(Self.picture(shape, radius: 640, width: width)) / 100
      // A point in the middle of its square stands for all of it.
      #expect(abs(drawn - area) < 0.05 * area, "\(width): \(drawn)")
    }
  }

  @Test func edgesAreAntialiased() {
    let picture = Self.picture(.circle, radius: 600)
    let tones = Set(picture.bytes)
    #expect(tones.contains(0) && tones.contains(255) && tones.count > 4)
  }

  @Test func shapesAreSymmetric() {
    for shape in Shape.allCases {
      let picture = Self.picture(shape, radius: 500)
      for row in 0..<48 {
        for column in 0..<48 {
          let left = Int(picture.bytes[3 * (row * 48 + column)])
          let right = Int(picture.bytes[3 * (row * 48 + 47 - column)])
          // A point on an edge belongs to one side.
          #expect(abs(left - right) <= 64, "\(shape)")
        }
      }
    }
  }

  /// Objects may touch the edge of the picture or lie outside.
  @Test func whatIsOutsideIsCutOff() {
    for (x, y) in [(0, 0), (3_072, 1_000), (-5_000, 9_000)] {
      var picture = Pixmap(width: 30, Self.white)
      picture.draw(
        DrawnObject(group: 0, shape: .heart, x: x, y: y, radius: 700, tone: Self.black))
      #expect(picture.bytes.count == 2_700)
    }
  }
}

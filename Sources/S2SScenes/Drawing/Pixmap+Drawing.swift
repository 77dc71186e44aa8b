/// Drawing with antialiasing, in whole numbers, so that every machine draws the same bytes.
extension Pixmap {
  /// Points per pixel from left to right, and from top to bottom.
  private static let pointsPerPixel = 4

  /// Draws an object over what is there.
  ///
  /// Each pixel is asked at 4 by 4 points: it is mixed of the object's colour and what is there as many of
  /// the points are inside and outside.
  mutating func draw(_ object: DrawnObject) {
    // Half the distance of two points, and all lengths, in a unit that makes them whole numbers.
    let half = DrawnObject.pictureWidth
    let scale = 2 * Self.pointsPerPixel * width
    let pixel = 2 * Self.pointsPerPixel * half
    let (centreX, centreY) = (object.x * scale, object.y * scale)
    let radius = object.radius * scale
    let outline = Outline(object.shape, radius: radius)
    for row in Self.pixels(around: centreY, radius, of: pixel, width) {
      for column in Self.pixels(around: centreX, radius, of: pixel, width) {
        var covered = 0
        for point in 0..<Self.pointsPerPixel * Self.pointsPerPixel {
          let (below, right) = point.quotientAndRemainder(dividingBy: Self.pointsPerPixel)
          let x = column * pixel + (2 * right + 1) * half - centreX
          let y = row * pixel + (2 * below + 1) * half - centreY
          if outline.contains(x: x, y: y) { covered += 1 }
        }
        mix(object.tone, covered, at: 3 * (row * width + column))
      }
    }
  }

  /// The pixels, in one direction, that an object may touch.
  private static func pixels(
    around centre: Int, _ radius: Int, of pixel: Int, _ width: Int
  ) -> Range<Int> {
    let first = max(0, (centre - radius) / pixel)
    return first..<max(first, min(width, (centre + radius) / pixel + 1))
  }

  private mutating func mix(_ tone: RGB, _ covered: Int, at index: Int) {
    let all = Self.pointsPerPixel * Self.pointsPerPixel
    for (channel, value) in [tone.red, tone.green, tone.blue].enumerated() {
      let there = Int(bytes[index + channel])
      let mixed = (there * (all - covered) + Int(value) * covered + all / 2) / all
      bytes[index + channel] = UInt8(mixed)
    }
  }
}

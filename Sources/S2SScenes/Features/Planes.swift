/// The channels of a picture, and what the filters answer to them.
struct Planes {
  private let red: Plane
  private let green: Plane
  private let blue: Plane

  init(_ picture: Pixmap) {
    func channel(_ offset: Int) -> Plane {
      let values = (0..<picture.width * picture.width).map { Int(picture.bytes[3 * $0 + offset]) }
      return Plane(width: picture.width, values: values, unit: 255)
    }
    red = channel(0)
    green = channel(1)
    blue = channel(2)
  }

  /// Red, green and blue as they are.
  func means() -> [Plane] { [red, green, blue] }

  /// R - G and B - (R + G) / 2, the positive and the negative part of each.
  func opponents() -> [Plane] {
    let redGreen = red.with(green, unit: 255) { $0 - $1 }
    let blueYellow = red.with(green, unit: 510) { -$0 - $1 }.with(blue, unit: 510) { $0 + 2 * $1 }
    return [redGreen, blueYellow].flatMap { plane in
      [
        plane.with(plane, unit: plane.unit) { value, _ in max(value, 0) },
        plane.with(plane, unit: plane.unit) { value, _ in max(-value, 0) },
      ]
    }
  }

  /// The positive part of the answer to the derivative of a Gaussian in each of eight directions, that of
  /// the channel that answers most.
  ///
  /// The unit is the answer to a step from 0 to 1 where it is steepest.
  func edges() -> [Plane] {
    let gaussian = Self.gaussian
    let reach = gaussian.count / 2
    let derivative = gaussian.enumerated().map { ($0.offset - reach) * $0.element }
    let unit = 256 * 255 * derivative.suffix(reach).reduce(0, +) * gaussian.reduce(0, +)
    let answers = means().map { channel in
      let across = channel.filtered(derivative, isHorizontal: true)
        .filtered(gaussian, isHorizontal: false)
      let down = channel.filtered(gaussian, isHorizontal: true)
        .filtered(derivative, isHorizontal: false)
      return FilterBank.Direction.allCases.map { direction in
        let (x, y) = Self.components(direction)
        return across.with(down, unit: unit) { max(x * $0 + y * $1, 0) }
      }
    }
    return FilterBank.Direction.allCases.indices.map { index in
      answers.dropFirst().reduce(answers[0][index]) { strongest, channel in
        strongest.with(channel[index], unit: unit) { max($0, $1) }
      }
    }
  }

  /// Cosine and sine of a direction in 256ths; 181 / 256 is the cosine of 45 degrees.
  private static func components(_ direction: FilterBank.Direction) -> (x: Int, y: Int) {
    switch direction {
    case .right: (256, 0)
    case .lowerRight: (181, 181)
    case .down: (0, 256)
    case .lowerLeft: (-181, 181)
    case .left: (-256, 0)
    case .upperLeft: (-181, -181)
    case .up: (0, -256)
    case .upperRight: (181, -181)
    }
  }

  /// 256 exp(-x² / 2), rounded, for x from -3 to 3.
  static let gaussian = [3, 35, 155, 256, 155, 35, 3]
}

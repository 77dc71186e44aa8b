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

  /// The absolute answer to the derivatives of a Gaussian in four directions.
  ///
  /// A step in luminance from 0 to 1 answers 1 where it is steepest, and a cell's mean of it is small: the
  /// unit is a quarter of that, so that features have similar sizes.
  func edges(_ scale: FilterBank.Scale) -> [Plane] {
    let gaussian = Self.gaussian(scale)
    let reach = gaussian.count / 2
    let derivative = gaussian.enumerated().map { ($0.offset - reach) * $0.element }
    let luminance = red.with(green, unit: 1) { 77 * $0 + 150 * $1 }.with(blue, unit: 1) {
      $0 + 29 * $1
    }
    let across = luminance.filtered(derivative, isHorizontal: true)
      .filtered(gaussian, isHorizontal: false)
    let down = luminance.filtered(gaussian, isHorizontal: true)
      .filtered(derivative, isHorizontal: false)
    let step = derivative.suffix(reach).reduce(0, +) * gaussian.reduce(0, +)
    // 181 / 256 is the cosine of 45 degrees.
    let unit = 256 * 256 * 255 * step / 4
    return FilterBank.Direction.allCases.map { direction in
      across.with(down, unit: unit) { across, down in
        switch direction {
        case .zero: 256 * abs(across)
        case .diagonal: 181 * abs(across + down)
        case .ninety: 256 * abs(down)
        case .antidiagonal: 181 * abs(across - down)
        }
      }
    }
  }

  /// 256 exp(-x² / 2s²), rounded, for x from -3s to 3s.
  static func gaussian(_ scale: FilterBank.Scale) -> [Int] {
    switch scale {
    case .one: [3, 35, 155, 256, 155, 35, 3]
    case .two: [3, 11, 35, 83, 155, 226, 256, 226, 155, 83, 35, 11, 3]
    }
  }
}

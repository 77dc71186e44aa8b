/// An object with its place in a picture, which is `DrawnObject.pictureWidth` wide and high.
public struct DrawnObject: Equatable, Sendable {
  /// The width and the height of every picture, in the unit of all lengths here: 64 of them are
  /// a pixel of a picture of 48 pixels.
  public static let pictureWidth = 3_072

  /// The group among those of the scene.
  public let group: Int
  /// The outline.
  public let shape: Shape
  /// The distance of the centre from the left edge.
  public let x: Int
  /// The distance of the centre from the upper edge.
  public let y: Int
  /// Half of the width: no point is further from the centre, to any side.
  public let radius: Int
  /// The tone of the colour.
  public let tone: RGB
}

/// A colour of eight bits for each of red, green and blue.
public struct RGB: Equatable, Sendable {
  /// The share of red.
  public var red: UInt8
  /// The share of green.
  public var green: UInt8
  /// The share of blue.
  public var blue: UInt8

  /// Mixes a colour.
  public init(_ red: UInt8, _ green: UInt8, _ blue: UInt8) {
    self.red = red
    self.green = green
    self.blue = blue
  }
}

extension Colour {
  /// The colour as it is on average.
  var standard: RGB {
    switch self {
    case .red: RGB(208, 32, 40)
    case .blue: RGB(36, 84, 206)
    case .green: RGB(36, 146, 62)
    case .yellow: RGB(236, 204, 28)
    case .black: RGB(30, 30, 34)
    case .orange: RGB(240, 128, 18)
    case .purple: RGB(122, 48, 160)
    case .pink: RGB(240, 136, 178)
    }
  }
}

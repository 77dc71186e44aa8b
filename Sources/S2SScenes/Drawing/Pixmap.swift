/// A square picture of pixels.
public struct Pixmap: Equatable, Sendable {
  /// The number of pixels from left to right, and from top to bottom.
  public let width: Int
  /// Red, green and blue of each pixel, row after row from the top.
  public internal(set) var bytes: [UInt8]

  /// A picture of one colour.
  public init(width: Int, _ colour: RGB) {
    self.width = width
    bytes = []
    bytes.reserveCapacity(3 * width * width)
    for _ in 0..<width * width { bytes += [colour.red, colour.green, colour.blue] }
  }

  /// A picture of given pixels.
  ///
  /// - Parameter bytes: red, green and blue of each pixel, row after row from the top.
  /// - Precondition: there are three bytes for each pixel.
  public init(width: Int, bytes: [UInt8]) {
    precondition(bytes.count == 3 * width * width, "a pixel has three bytes")
    self.width = width
    self.bytes = bytes
  }
}

import Foundation
import Testing

@testable import S2SScenes

/// What the filters answer to pictures that are known.
@Suite struct FilterBankTests {
  /// A picture whose pixels are a function of their place.
  private static func picture(width: Int = 48, _ colour: (Int, Int) -> (UInt8, UInt8, UInt8))
    -> Pixmap
  {
    var bytes: [UInt8] = []
    for y in 0..<width {
      for x in 0..<width {
        let (red, green, blue) = colour(x, y)
        bytes += [red, green, blue]
      }
    }
    return Pixmap(width: width, bytes: bytes)
  }

  /// A picture of black and white.
  private static func picture(isWhite: (Int, Int) -> Bool) -> Pixmap {
    picture { x, y in isWhite(x, y) ? (255, 255, 255) : (0, 0, 0) }
  }

  private static func answer(
    _ features: [Float], _ filter: FilterBank.Filter, _ row: Int = 1, _ column: Int = 1
  ) -> Float {
    features[FilterBank.column(of: filter, row: row, column: column)]
  }

  /// Step edges through the middle of a cell, from x or y 18 on, and diagonals through it.
  @Test func anEdgeAnswersTheFilterOfItsDirection() {
    let edges: [(FilterBank.Direction, (Int, Int) -> Bool)] = [
      (.right, { x, _ in x >= 18 }), (.left, { x, _ in x < 18 }), (.down, { _, y in y >= 18 }),
      (.up, { _, y in y < 18 }), (.lowerRight, { x, y in x + y >= 36 }),
      (.upperLeft, { x, y in x + y < 36 }), (.upperRight, { x, y in x - y >= 0 }),
      (.lowerLeft, { x, y in x - y < 0 }),
    ]
    for (direction, isWhite) in edges {
      let features = FilterBank.features(of: Self.picture(isWhite: isWhite))
      func answer(_ turn: Int) -> Float {
        let degrees = (direction.rawValue + turn) % 360
        return Self.answer(features, .edge(FilterBank.Direction(rawValue: degrees) ?? .right))
      }
      let own = answer(0)
      // The derivative across the direction is zero, and so is the positive part of what is negative.
      for turn in [90, 135, 180, 225, 270] { #expect(answer(turn) < 0.02 * own, "\(direction)") }
      for turn in [45, 315] { #expect(abs(answer(turn) / own - 0.7071) < 0.02, "\(direction)") }
    }
  }

  /// A vertical step of height 1 from column 18 on; the cell has columns 12 to 23.
  @Test func anEdgeAnswersAsTheEquationSays() {
    let features = FilterBank.features(of: Self.picture { x, _ in x >= 18 })
    let kernel = (-3...3).map { Double($0) * (256 * exp(-Double($0 * $0) / 2)).rounded() }
    let step = kernel.suffix(3).reduce(0, +)
    let strength = (12..<24).reduce(0.0) { sum, pixel in
      sum + kernel.indices.filter { pixel + $0 - 3 >= 18 }.reduce(0) { $0 + kernel[$1] } / step / 12
    }
    // Two of the other directions see it by the cosine of 45 degrees.
    let expected = strength / (strength * (1 + 2 * 181 / 256) + 0.05)
    #expect(abs(Double(Self.answer(features, .edge(.right))) - expected) < 1e-6)
  }

  /// An edge of low contrast answers almost as one of high contrast, in whatever colour.
  @Test func contrastHardlyMatters() {
    let colours: [(UInt8, UInt8, UInt8)] = [(0, 0, 0), (236, 204, 28), (36, 84, 206)]
    let answers = colours.map { colour in
      let picture = Self.picture { x, _ in x >= 18 ? (230, 230, 230) : colour }
      return Self.answer(FilterBank.features(of: picture), .edge(.right))
    }
    #expect(answers.allSatisfy { $0 > 0.3 && $0 < 0.42 }, "\(answers)")
  }

  @Test func theGaussianIsThatOfTheEquation() {
    let expected = (-3...3).map { Int((256 * exp(-Double($0 * $0) / 2)).rounded()) }
    #expect(Planes.gaussian == expected)
  }

  /// Without edges only colours answer, whatever the width.
  @Test func anEvenPictureHasNoEdges() {
    for width in [24, 37, 48, 130] {
      let features = FilterBank.features(of: Self.picture(width: width) { _, _ in (200, 100, 50) })
      #expect(features.count == 240 && FilterBank.columnCount == 240)
      for row in 0..<4 {
        for column in 0..<4 {
          let values = FilterBank.Filter.allCases.map { Self.answer(features, $0, row, column) }
          let colours: [Float] = [100 / 255, 0, 0, 200 / 510, 200 / 255, 100 / 255, 50 / 255]
          #expect(values.prefix(8).allSatisfy { $0 == 0 })
          #expect(values.suffix(7).elementsEqual(colours), "\(values)")
        }
      }
    }
  }

  /// Each of four colours answers its opponent channel.
  @Test func opponentColoursAnswer() {
    let colours: [((UInt8, UInt8, UInt8), FilterBank.Opponent, Float)] = [
      ((255, 0, 0), .red, 1), ((0, 255, 0), .green, 1), ((0, 0, 255), .blue, 1),
      ((255, 255, 0), .yellow, 1), ((128, 128, 128), .red, 0), ((90, 90, 90), .yellow, 0),
    ]
    for (colour, opponent, expected) in colours {
      let features = FilterBank.features(of: Self.picture { _, _ in colour })
      #expect(Self.answer(features, .opponent(opponent)) == expected)
    }
  }

  /// An object answers in its own cell alone.
  @Test func cellsAreWhereTheyAreSaidToBe() {
    for (row, column) in [(0, 0), (1, 3), (3, 2)] {
      let features = FilterBank.features(
        of: Self.picture { x, y in x / 12 == column && y / 12 == row })
      for cell in 0..<16 {
        let mean = Self.answer(features, .mean(.red), cell / 4, cell % 4)
        #expect(mean == (cell == row * 4 + column ? 1 : 0))
      }
    }
  }

  /// Transposing the picture transposes the answers.
  @Test func directionsAreAlike() {
    let picture = ScenePicture(.train, number: 3, seed: 1).pixels(width: 48)
    let turned = Self.picture { x, y in
      let index = 3 * (x * 48 + y)
      return (picture.bytes[index], picture.bytes[index + 1], picture.bytes[index + 2])
    }
    let (features, other) = (FilterBank.features(of: picture), FilterBank.features(of: turned))
    for cell in 0..<16 {
      let (row, column) = (cell / 4, cell % 4)
      for (one, turned) in [
        (FilterBank.Direction.right, FilterBank.Direction.down), (.left, .up),
        (.lowerRight, .lowerRight), (.lowerLeft, .upperRight),
      ] {
        #expect(
          Self.answer(features, .edge(one), row, column)
            == Self.answer(other, .edge(turned), column, row))
      }
    }
  }
}

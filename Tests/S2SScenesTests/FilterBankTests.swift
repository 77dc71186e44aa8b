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
      (.zero, { x, _ in x >= 18 }), (.ninety, { _, y in y >= 18 }),
      (.diagonal, { x, y in x + y >= 36 }), (.antidiagonal, { x, y in x - y >= 0 }),
    ]
    for (direction, isWhite) in edges {
      let features = FilterBank.features(of: Self.picture(isWhite: isWhite))
      for scale in FilterBank.Scale.allCases {
        let answers = FilterBank.Direction.allCases.map { Self.answer(features, .edge(scale, $0)) }
        let own = Self.answer(features, .edge(scale, direction))
        #expect(own == answers.max(), "\(direction): \(answers)")
        // The derivative across the direction is zero.
        let across = FilterBank.Direction(rawValue: (direction.rawValue + 90) % 180) ?? .zero
        #expect(Self.answer(features, .edge(scale, across)) < 0.02 * own)
      }
    }
  }

  /// A vertical step of height 1: summed over a row, the answers are 4 times the integral of the
  /// derivative's answer, which is a Gaussian of the step's height where it is steepest.
  @Test func anEdgeAnswersAsTheEquationSays() {
    let features = FilterBank.features(of: Self.picture { x, _ in x >= 18 })
    for scale in FilterBank.Scale.allCases {
      let width = Double(scale.rawValue)
      // Pixel x is x + 1/2 - 18 from the edge; the cell has columns 12 to 23.
      let kernel = (-3 * scale.rawValue...3 * scale.rawValue).map { x in
        Double(x) * (256 * exp(-Double(x * x) / (2 * width * width))).rounded()
      }
      let reach = kernel.count / 2
      let step = kernel.suffix(reach).reduce(0, +)
      let answers = (12..<24).map { pixel in
        kernel.enumerated().filter { pixel + $0.offset - reach >= 18 }.reduce(0) { $0 + $1.element }
      }
      let expected = 4 * answers.reduce(0, +) / step / 12
      #expect(abs(Double(Self.answer(features, .edge(scale, .zero))) - expected) < 1e-6)
    }
  }

  @Test func gaussiansAreThoseOfTheEquation() {
    for scale in FilterBank.Scale.allCases {
      let width = Double(scale.rawValue)
      let expected = (-3 * scale.rawValue...3 * scale.rawValue).map { x in
        Int((256 * exp(-Double(x * x) / (2 * width * width))).rounded())
      }
      #expect(Planes.gaussian(scale) == expected)
    }
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
      for scale in FilterBank.Scale.allCases {
        #expect(
          Self.answer(features, .edge(scale, .zero), row, column)
            == Self.answer(other, .edge(scale, .ninety), column, row))
        #expect(
          Self.answer(features, .edge(scale, .diagonal), row, column)
            == Self.answer(other, .edge(scale, .diagonal), column, row))
      }
    }
  }
}

/// What is computed of a picture's pixels: the strength of edges in eight directions and of colours in each
/// cell of a grid.
///
/// Nothing is learned, and all sums are of whole numbers, so every machine computes the same bits.
/// `docs/scenes.md` has the equations.
///
/// References: Freeman and Adelson 1991, doi:10.1109/34.93808 (filters for any direction from two);
/// Dalal and Triggs 2005, doi:10.1109/CVPR.2005.177 (the strongest channel, normalised by cells); Itti,
/// Koch and Niebur 1998, doi:10.1109/34.730558 (opponent colours); Oliva and Torralba 2001,
/// doi:10.1023/A:1011139631724 (filters, pooled over a grid of 4 by 4).
public enum FilterBank {
  /// A number that is computed for each cell; their order is that of a cell's columns.
  public enum Filter: Hashable, Sendable, CaseIterable {
    /// How much of the edges in a cell gets brighter in a direction.
    case edge(Direction)
    /// The strength of one of two opponent colours.
    case opponent(Opponent)
    /// The mean of red, green or blue.
    case mean(Channel)

    /// All filters in their order.
    public static let allCases: [Filter] =
      Direction.allCases.map { .edge($0) } + Opponent.allCases.map { .opponent($0) }
      + Channel.allCases.map { .mean($0) }
  }

  /// The direction in which a picture gets brighter, clockwise from the right, in degrees.
  public enum Direction: Int, CaseIterable, Sendable {
    case right = 0
    case lowerRight = 45
    case down = 90
    case lowerLeft = 135
    case left = 180
    case upperLeft = 225
    case up = 270
    case upperRight = 315
  }

  /// What a colour has more of than of its opponent.
  public enum Opponent: CaseIterable, Sendable {
    case red, green, blue, yellow
  }

  /// A channel of a picture.
  public enum Channel: Int, CaseIterable, Sendable {
    case red, green, blue
  }

  /// Cells from left to right, and from top to bottom.
  public static let gridWidth = 4
  /// The number of columns: 16 cells, one after the other from the upper left, of 15 filters each.
  public static let columnCount = gridWidth * gridWidth * Filter.allCases.count

  /// The place of a filter's answer for a cell among the features of a picture.
  ///
  /// - Parameters:
  ///   - row: of the grid, from 0 at the top.
  ///   - column: of the grid, from 0 at the left.
  public static func column(of filter: Filter, row: Int, column: Int) -> Int {
    let index = Filter.allCases.firstIndex(of: filter) ?? 0
    return (row * gridWidth + column) * Filter.allCases.count + index
  }

  /// The features of a picture, each from 0 to 1.
  ///
  /// - Returns: `columnCount` numbers.
  /// - Precondition: the picture is at least 4 pixels wide.
  public static func features(of picture: Pixmap) -> [Float] {
    precondition(picture.width >= gridWidth, "each cell has a pixel")
    let planes = Planes(picture)
    let (edges, colours) = (planes.edges(), planes.opponents() + planes.means())
    var features: [Float] = []
    features.reserveCapacity(columnCount)
    for row in 0..<gridWidth {
      for column in 0..<gridWidth {
        features += shares(edges.map { $0.sum(row, column) })
        features += colours.map { $0.sum(row, column).mean }
      }
    }
    return features
  }

  /// Each strength divided by the sum of all and a twentieth of the strongest edge.
  ///
  /// So edges are as strong whatever their contrast is, and noise is weak.
  private static func shares(_ strengths: [Plane.Sum]) -> [Float] {
    let total = strengths.reduce(strengths[0].one / 20) { $0 + $1.value }
    return strengths.map { Float(Double($0.value) / Double(total)) }
  }
}

import S2STensors

/// Sentences by the vectors that a model makes of them: which are alike, and where they lie in a plane.
public struct SentenceMap: Sendable {
  /// The sentences.
  public let sentences: [String]
  /// A vector each, equally wide.
  public let vectors: [[Float]]
  private let norms: [Double]

  /// Groups sentences with their vectors.
  public init(sentences: [String], vectors: [[Float]]) {
    precondition(sentences.count == vectors.count, "a vector for each sentence")
    self.sentences = sentences
    self.vectors = vectors
    norms = vectors.map { vector in
      vector.reduce(0.0) { $0 + Double($1) * Double($1) }.squareRoot()
    }
  }

  /// A sentence and how much its vector is like another.
  public struct Neighbour: Sendable, Equatable {
    /// Its place.
    public let index: Int
    /// The cosine of the angle between the vectors, at most 1.
    public let cosine: Double
  }

  /// The sentences whose vectors are most like that of one, the most alike first; of equals the first.
  ///
  /// - Complexity: O(*n* *C*).
  public func nearest(to index: Int, count: Int) -> [Neighbour] {
    let all = sentences.indices.filter { $0 != index }.map { other in
      Neighbour(index: other, cosine: cosine(index, other))
    }
    return Array(
      all.sorted { $0.cosine != $1.cosine ? $0.cosine > $1.cosine : $0.index < $1.index }
        .prefix(count))
  }

  private func cosine(_ one: Int, _ other: Int) -> Double {
    let product = zip(vectors[one], vectors[other]).reduce(0.0) {
      $0 + Double($1.0) * Double($1.1)
    }
    let norm = norms[one] * norms[other]
    return norm > 0 ? product / norm : 0
  }

  /// Vectors in the plane in which they differ most.
  public struct Projection: Sendable {
    /// The two coordinates of each sentence.
    public let points: [(x: Double, y: Double)]
    /// The share of the variance that lies along each.
    public let shares: (x: Double, y: Double)
  }

  /// The two principal components: x is the direction along which the vectors differ most.
  ///
  /// The sign of each is such that its largest coordinate is positive.
  ///
  /// Reference: Jolliffe 2002, doi:10.1007/b98835, chapter 1.
  ///
  /// - Returns: `nil` for fewer than three sentences, or where all vectors are the same.
  /// - Complexity: O(*n* *m*² + *m*³) with *m* the smaller of the sentences and the vectors' width.
  public func projection() -> Projection? {
    guard sentences.count >= 3, let width = vectors.first?.count, width > 0 else { return nil }
    let rows = centred(width)
    // The products of sentences have the same eigenvalues as those of coordinates, and may be fewer.
    let bySentence = rows.count <= width
    let gram = bySentence ? products(rows) : products(transposed(rows, width))
    let size = bySentence ? rows.count : width
    guard let found = Spectrum.ofSymmetric(gram, size: size), found.values[0] > 1e-12 else {
      return nil
    }
    let total = found.values.reduce(0) { $0 + max(0, $1) }
    let axes = (0..<2).map { axis -> [Double] in
      guard axis < size else { return [Double](repeating: 0, count: rows.count) }
      let vector = found.vectors[axis]
      let points =
        bySentence
        ? vector.map { $0 * max(0, found.values[axis]).squareRoot() }
        : rows.map { row in zip(row, vector).reduce(0) { $0 + $1.0 * $1.1 } }
      let largest = points.max { abs($0) < abs($1) } ?? 0
      return largest < 0 ? points.map { -$0 } : points
    }
    let shares = (0..<2).map { $0 < size ? max(0, found.values[$0]) / total : 0 }
    return Projection(
      points: zip(axes[0], axes[1]).map { ($0, $1) }, shares: (shares[0], shares[1]))
  }

  /// The vectors without their mean.
  private func centred(_ width: Int) -> [[Double]] {
    let mean = (0..<width).map { column in
      vectors.reduce(0) { $0 + Double($1[column]) } / Double(vectors.count)
    }
    return vectors.map { vector in zip(vector, mean).map { Double($0) - $1 } }
  }

  private func transposed(_ rows: [[Double]], _ width: Int) -> [[Double]] {
    (0..<width).map { column in rows.map { $0[column] } }
  }

  /// The products of all pairs of rows, `[n, n]`.
  private func products(_ rows: [[Double]]) -> [Double] {
    var result = [Double](repeating: 0, count: rows.count * rows.count)
    for one in rows.indices {
      for other in one..<rows.count {
        let product = zip(rows[one], rows[other]).reduce(0) { $0 + $1.0 * $1.1 }
        result[one * rows.count + other] = product
        result[other * rows.count + one] = product
      }
    }
    return result
  }
}

/// Vectors of one width, a row each, such as the features of pictures.
public struct FeatureRows: Sendable, Equatable {
  /// The file, or what else they come from, for errors.
  public let name: String
  /// The numbers of a vector.
  public let width: Int
  /// `[count, width]`, row by row.
  public let values: [Float]

  /// The number of vectors.
  public var count: Int { values.count / width }

  /// Takes vectors and checks them.
  ///
  /// - Parameter values: row by row.
  /// - Throws: `FeatureError`: `empty`, `notFinite`.
  /// - Precondition: the number of values is a multiple of the width.
  public init(_ values: [Float], width: Int, name: String = "vectors") throws {
    guard width > 0, !values.isEmpty else { throw FeatureError.empty(path: name) }
    precondition(values.count % width == 0, "rows are of one width")
    if let place = values.firstIndex(where: { !$0.isFinite }) {
      throw FeatureError.notFinite(path: name, row: place / width, column: place % width)
    }
    (self.values, self.width, self.name) = (values, width, name)
  }

  /// Reads a `.npy` or `.safetensors` file: an array `[rows, width]`, or `[width]` for one vector.
  ///
  /// - Throws: `FeatureError`; `FileError` and `SafetensorsError` when the file cannot be read.
  public init(path: String) throws {
    let name = path.lowercased()
    if name.hasSuffix(".npy") {
      let array = try NumPyArray(path: path)
      try self.init(array.values, shape: array.shape, path: path)
    } else if name.hasSuffix(".safetensors") {
      let file = try SafetensorsReader(path: path)
      guard file.tensors.count == 1, let tensor = file.tensors.first else {
        throw FeatureError.notOneTensor(path: path, names: file.tensors.map(\.name))
      }
      guard [.float16, .float32, .float64, .bfloat16].contains(tensor.type) else {
        throw FeatureError.elementType(path: path, type: tensor.type.rawValue)
      }
      var values = [Float](repeating: 0, count: tensor.elementCount ?? 0)
      try values.withUnsafeMutableBufferPointer { try file.copy(tensor.name, into: $0) }
      try self.init(values, shape: tensor.shape, path: path)
    } else {
      throw FeatureError.unknownFormat(path: path)
    }
  }

  private init(_ values: [Float], shape: [Int], path: String) throws {
    guard (1...2).contains(shape.count), let width = shape.last else {
      throw FeatureError.dimensions(path: path, shape: shape)
    }
    try self.init(values, width: width, name: path)
  }

  /// Refuses vectors of another width.
  ///
  /// - Throws: `FeatureError.width`.
  public func check(width wanted: Int) throws {
    guard width == wanted else {
      throw FeatureError.width(path: name, width: width, wanted: wanted)
    }
  }

  /// A vector.
  public subscript(row: Int) -> ArraySlice<Float> { values[row * width..<(row + 1) * width] }

  /// Some vectors as rows of a matrix, `[rows, width]`.
  package func matrix(of rows: [Int], in workspace: Workspace) -> Matrix {
    let matrix = workspace.matrix(rows.count, width)
    for (place, row) in rows.enumerated() {
      values.withUnsafeBufferPointer { values in
        guard let base = values.baseAddress else { return }
        matrix.row(place).update(from: base + row * width, count: width)
      }
    }
    return matrix
  }
}

/// What is wrong with a file of vectors.
public enum FeatureError: Error, Equatable, Sendable {
  /// A name ends neither with `.npy` nor with `.safetensors`.
  case unknownFormat(path: String)
  /// A `.npy` file breaks a rule of its format.
  case malformed(path: String, NumPyFault)
  /// A file has no tensor, or several: these.
  case notOneTensor(path: String, names: [String])
  /// The elements are of a type that is not read.
  case elementType(path: String, type: String)
  /// An array has another number of dimensions than one or two.
  case dimensions(path: String, shape: [Int])
  /// A file has no vectors, or they are of no numbers.
  case empty(path: String)
  /// A number is infinite, none at all, or too large for 32 bits; row and column count from 0.
  case notFinite(path: String, row: Int, column: Int)
  /// Vectors are of another width than those that a model or other vectors have.
  case width(path: String, width: Int, wanted: Int)
}

/// What is wrong with a `.npy` file.
public enum NumPyFault: Equatable, Sendable {
  /// It does not begin as such a file does.
  case magic
  /// Its header is cut or says something else than type, order and shape.
  case header
  /// Its columns come first (`fortran_order`).
  case columnOrder
  /// It has more or fewer bytes of data than its shape needs.
  case size(found: Int, needed: Int)
}

/// What is wrong with a safetensors file, or with what was asked of it.
public enum SafetensorsError: Error, Equatable, Sendable {
  /// A file, or what is to become one, breaks a rule of the format.
  ///
  /// Where there is one, the name is that of the tensor or metadata entry at fault; the offset counts
  /// bytes from the start of the file.
  case malformed(path: String, name: String?, offset: Int?, SafetensorsFault)
  /// The file has no tensor of that name.
  case missingTensor(path: String, name: String)
  /// A tensor has another type or shape than is needed.
  case wrongLayout(path: String, SafetensorsTensor, needed: Layout)
  /// A number of a tensor, counted from 0, is infinite or NaN where each has to be finite.
  case notFinite(path: String, name: String, index: Int, value: Float)
  /// The data given to a writer are not those that were promised.
  case dataMismatch(path: String, name: String, Mismatch)

  /// What a tensor is asked to be.
  public enum Layout: Equatable, Sendable {
    /// It has this number of elements.
    case elementCount(Int)
    /// Its elements are floating-point numbers.
    case floatingPoint
    /// Its elements are of this type.
    case type(SafetensorsType)
    /// It has these dimensions.
    case shape([Int])
  }

  /// What is wrong with the data given to a writer.
  public enum Mismatch: Equatable, Sendable {
    /// Another tensor's data have to come first, or the tensor has all of its own.
    case outOfTurn
    /// There are more bytes than promised.
    case tooLong(promisedBytes: Int)
    /// There are fewer bytes than promised.
    case tooShort(bytes: Int, promisedBytes: Int)
    /// They are of another type than promised.
    case otherType(SafetensorsType)
  }
}

import S2SFiles

/// A safetensors file, checked as a whole and mapped into memory.
///
/// The data are read from the disk when they are first touched. Values are little-endian, as on
/// every machine that this package runs on.
public struct SafetensorsReader: Sendable {
  /// The file, as the caller named it.
  public let path: String
  /// The texts that the file carries besides its tensors.
  public let metadata: [String: String]
  /// The tensors in the order of their data.
  public let tensors: [SafetensorsTensor]

  private let file: MappedFile
  private let ranges: [Range<Int>]
  private let indices: [String: Int]

  /// Opens a file and checks all of its header.
  ///
  /// - Throws: `FileError` when the file cannot be read; `SafetensorsError.malformed` when
  ///   it breaks a rule of the format.
  /// - Complexity: linear in the size of the header.
  public init(path: String) throws {
    self.path = path
    let file = try MappedFile(path: path)
    let header = try file.withUnsafeBytes { try SafetensorsHeader(file: $0, path: path) }
    self.file = file
    metadata = header.metadata
    tensors = header.entries.map(\.tensor)
    ranges = header.entries.map(\.range)
    // The header has been checked for names that occur twice.
    indices = Dictionary(
      zip(tensors.lazy.map(\.name), tensors.indices), uniquingKeysWith: { first, _ in first })
  }

  /// The type and shape of a tensor; `nil` when there is none of that name.
  public subscript(name: String) -> SafetensorsTensor? {
    indices[name].map { tensors[$0] }
  }

  /// Gives a tensor's layout and bytes to a closure, which must not keep the pointer.
  ///
  /// The address is a multiple of the element's size if all tensors before it have elements at
  /// least as wide; a writer that sorts by type, as Python's does, sees to that.
  ///
  /// - Throws: `SafetensorsError.missingTensor`, or what `body` throws.
  public func withTensor<Result>(
    named name: String, _ body: (SafetensorsTensor, UnsafeRawBufferPointer) throws -> Result
  ) throws -> Result {
    guard let index = indices[name] else {
      throw SafetensorsError.missingTensor(path: path, name: name)
    }
    return try file.withUnsafeBytes { bytes in
      try body(tensors[index], UnsafeRawBufferPointer(rebasing: bytes[ranges[index]]))
    }
  }

  /// Copies a tensor of floating-point type into memory of the caller.
  ///
  /// `F32` is copied, `F16` and `BF16` widened, `F64` rounded to the nearest.
  ///
  /// - Throws: `SafetensorsError`: `missingTensor`; `wrongLayout` when the tensor is of integers or
  ///   its number of elements is not that of the destination.
  public func copy(_ name: String, into values: UnsafeMutableBufferPointer<Float>) throws {
    try withTensor(named: name) { tensor, bytes in
      guard bytes.count == values.count * tensor.type.byteCount else {
        throw wrongLayout(tensor, .elementCount(values.count))
      }
      switch tensor.type {
      case .float32:
        UnsafeMutableRawBufferPointer(values).copyMemory(from: bytes)
      case .float16:
        for index in values.indices {
          let half = bytes.loadUnaligned(fromByteOffset: index * 2, as: UInt16.self)
          values[index] = Float(Float16(bitPattern: half))
        }
      case .bfloat16:
        for index in values.indices {
          let half = bytes.loadUnaligned(fromByteOffset: index * 2, as: UInt16.self)
          values[index] = Float(bitPattern: UInt32(half) << 16)
        }
      case .float64:
        for index in values.indices {
          values[index] = Float(bytes.loadUnaligned(fromByteOffset: index * 8, as: Double.self))
        }
      case .int32, .int64, .int8, .uint8:
        throw wrongLayout(tensor, .floatingPoint)
      }
    }
  }

  /// Tensors of floats as one run that stays in the file.
  ///
  /// - Returns: `nil` unless they lie there in this order, one after the other.
  func run(of names: [String]) -> FloatBuffer? {
    let places = names.compactMap { indices[$0] }
    guard let first = places.first, places.count == names.count,
      places == Array(first..<first + names.count),
      places.allSatisfy({ tensors[$0].type == .float32 })
    else { return nil }
    // The header has been checked for holes.
    return FloatBuffer(
      in: file, bytes: ranges[first].lowerBound..<ranges[first + names.count - 1].upperBound)
  }

  /// Copies a tensor into an array of exactly its type.
  ///
  /// - Throws: `SafetensorsError`: `missingTensor`; `wrongLayout` when the type is another.
  public func values<Scalar: SafetensorsScalar>(
    of name: String, as type: Scalar.Type = Scalar.self
  ) throws -> [Scalar] {
    try withTensor(named: name) { tensor, bytes in
      guard tensor.type == Scalar.safetensorsType else {
        throw wrongLayout(tensor, .type(Scalar.safetensorsType))
      }
      let count = bytes.count / tensor.type.byteCount
      return [Scalar](unsafeUninitializedCapacity: count) { buffer, initialized in
        UnsafeMutableRawBufferPointer(buffer).copyMemory(from: bytes)
        initialized = count
      }
    }
  }

  private func wrongLayout(
    _ tensor: SafetensorsTensor, _ needed: SafetensorsError.Layout
  ) -> SafetensorsError {
    .wrongLayout(path: path, tensor, needed: needed)
  }
}

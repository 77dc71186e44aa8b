/// The element types of safetensors files that this package reads and writes.
public enum SafetensorsType: String, Sendable, CaseIterable {
  /// IEEE 754 single precision.
  case float32 = "F32"
  /// IEEE 754 double precision.
  case float64 = "F64"
  /// IEEE 754 half precision.
  case float16 = "F16"
  /// The upper half of a single-precision number.
  case bfloat16 = "BF16"
  /// A signed integer of 32 bits.
  case int32 = "I32"
  /// A signed integer of 64 bits.
  case int64 = "I64"
  /// A signed byte.
  case int8 = "I8"
  /// An unsigned byte.
  case uint8 = "U8"

  /// The size of one element.
  public var byteCount: Int {
    switch self {
    case .float64, .int64: 8
    case .float32, .int32: 4
    case .float16, .bfloat16: 2
    case .int8, .uint8: 1
    }
  }
}

/// The name, element type and shape of a tensor in a safetensors file.
public struct SafetensorsTensor: Sendable, Equatable {
  /// More dimensions than this no peer reads either (NumPy and PyTorch stop at 64).
  static let maximumRank = 64

  /// The tensor's name, such as `encoder.layers.0.weight_ih`.
  public let name: String
  /// The type of its elements.
  public let type: SafetensorsType
  /// Its dimensions, slowest first; empty for a single number.
  public let shape: [Int]

  /// Names a tensor.
  ///
  /// - Parameter shape: the dimensions, slowest first, each at least 0.
  public init(name: String, type: SafetensorsType = .float32, shape: [Int]) {
    self.name = name
    self.type = type
    self.shape = shape
  }

  /// The number of elements; `nil` for a shape that no memory holds.
  public var elementCount: Int? {
    guard shape.count <= Self.maximumRank else { return nil }
    var product = 1
    for size in shape {
      let (next, overflow) = product.multipliedReportingOverflow(by: size)
      if overflow || size < 0 { return nil }
      product = next
    }
    return product
  }

  /// The number of bytes; `nil` for a shape that no memory holds.
  public var byteCount: Int? {
    guard let elementCount else { return nil }
    let (bytes, overflow) = elementCount.multipliedReportingOverflow(by: type.byteCount)
    return overflow ? nil : bytes
  }
}

/// A Swift type whose values are elements of a safetensors file, byte for byte.
public protocol SafetensorsScalar: BitwiseCopyable {
  /// The element type in the file.
  static var safetensorsType: SafetensorsType { get }
}

extension Float: SafetensorsScalar {
  /// `F32`.
  public static var safetensorsType: SafetensorsType { .float32 }
}

extension Double: SafetensorsScalar {
  /// `F64`.
  public static var safetensorsType: SafetensorsType { .float64 }
}

extension Int32: SafetensorsScalar {
  /// `I32`.
  public static var safetensorsType: SafetensorsType { .int32 }
}

extension Int64: SafetensorsScalar {
  /// `I64`.
  public static var safetensorsType: SafetensorsType { .int64 }
}

extension Int8: SafetensorsScalar {
  /// `I8`.
  public static var safetensorsType: SafetensorsType { .int8 }
}

extension UInt8: SafetensorsScalar {
  /// `U8`.
  public static var safetensorsType: SafetensorsType { .uint8 }
}

import S2SCorpora
import S2SFiles
import S2STensors

extension FeatureError: Sentence {
  package var exitCode: SystemExitCode { .data }

  package var sentence: String {
    switch self {
    case .unknownFormat(let path):
      "\(path) is neither a .npy nor a .safetensors file; vectors come in one of these."
    case .malformed(let path, let fault): "\(path) is no readable .npy file: \(fault.words)."
    case .notOneTensor(let path, let names):
      names.isEmpty
        ? "\(path) has no tensor; it has to have one, of a row per picture."
        : "\(path) has \(grouped(names.count)) tensors (\(LabelError.list(names))); it has to have one."
    case .elementType(let path, let type):
      "\(path) has elements of type \(quoted(type)); vectors are floating-point numbers, "
        + "little-endian, of 16, 32 or 64 bits in .npy, of F16, BF16, F32 or F64 in .safetensors."
    case .dimensions(let path, let shape):
      "\(path) has an array of \(grouped(shape.count)) dimensions; it has to have two, a row per "
        + "picture, or one, for a single picture."
    case .empty(let path): "\(path) has no vectors."
    case .notFinite(let path, let row, let column):
      "\(path) has in row \(grouped(row)), column \(grouped(column)) (counted from 0) a value that is "
        + "not finite, or too large."
    case .width(let path, let width, let wanted):
      "\(path) has vectors of \(grouped(width)) numbers, and those learned from have "
        + "\(grouped(wanted))."
    }
  }
}

extension NumPyFault {
  /// The fault in words that follow a colon.
  var words: String {
    switch self {
    case .magic: "it does not begin with the signature of the format"
    case .header: "its header is cut or damaged"
    case .columnOrder:
      "its columns come first (fortran_order); save it with numpy.ascontiguousarray"
    case .size(let found, let needed):
      "it has \(grouped(found)) bytes of numbers, and its shape needs \(grouped(needed))"
    }
  }
}

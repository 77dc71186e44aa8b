import S2SFiles
import S2STensors

extension SafetensorsError: Sentence {
  package var exitCode: SystemExitCode { .data }

  package var sentence: String {
    switch self {
    case .malformed(let path, let name, let offset, let fault):
      place(path, offset, name) + "\(fault.words); \(fault.advice)"
    case .missingTensor(let path, let name):
      place(path, nil, name) + "there is no such tensor; use a file made for this model"
    case .wrongLayout(let path, let tensor, let needed):
      place(path, nil, tensor.name)
        + "has type \(tensor.type.rawValue) and shape \(tensor.shape) where \(needed.words) needed; "
        + "use a file made for this model"
    case .notFinite(let path, let name, let index, let value):
      place(path, nil, name) + "element \(index) is \(value); "
        + "the file is damaged or its training went wrong; use another"
    case .dataMismatch(let path, let name, let mismatch):
      place(path, nil, name) + "\(mismatch.words); this is a mistake in the program that writes it"
    }
  }

  /// Where it is: `a.safetensors: byte 9: "name": `.
  private func place(_ path: String, _ offset: Int?, _ name: String?) -> String {
    [path, offset.map { "byte \($0)" }, name.map { quoted($0) }].compactMap(\.self)
      .joined(separator: ": ") + ": "
  }
}

extension SafetensorsError.Layout {
  fileprivate var words: String {
    switch self {
    case .elementCount(let count): "\(count) numbers are"
    case .floatingPoint: "floating-point numbers are"
    case .type(let type): "\(type.rawValue) is"
    case .shape(let shape): "shape \(shape) is"
    }
  }
}

extension SafetensorsError.Mismatch {
  fileprivate var words: String {
    switch self {
    case .outOfTurn: "its data came out of turn"
    case .tooLong(let promised): "its data are longer than the \(promised) bytes promised"
    case .tooShort(let bytes, let promised): "\(bytes) of its \(promised) bytes were written"
    case .otherType(let type): "its data are of type \(type.rawValue)"
    }
  }
}

extension SafetensorsFault {
  fileprivate var words: String {
    switch self {
    case .noHeaderLength(let bytes): "has \(bytes) bytes where the header's length takes 8"
    case .truncatedHeader(let bytes, let there):
      "says its header has \(bytes) bytes but only \(there) follow"
    case .headerTooLarge(let bytes, let limit):
      "says its header has \(bytes) bytes; \(limit) is the most that may be"
    case .noObject: "the header does not begin with \"{\""
    case .trailingBytes: "something other than spaces follows the header's last brace"
    case .json(let problem): "the header \(problem.words)"
    case .negativeNumber: "has a negative number"
    case .nameTooLong(let limit): "a name has more than \(limit) bytes"
    case .duplicateName: "occurs twice"
    case .duplicateMetadata: "occurs twice in the metadata"
    case .tooMuchMetadata(let limit): "more than \(limit) metadata entries"
    case .duplicateField, .unknownField, .missingField, .unsupportedType, .tooManyNumbers,
      .shapeTooLarge, .offsetCount, .outOfBounds, .sizeMismatch, .overlap, .gap:
      tensorWords
    }
  }

  private var tensorWords: String {
    switch self {
    case .duplicateField(let field): "the field \(field) occurs twice"
    case .unknownField(let field): "the field \(quoted(field)) is unknown"
    case .missingField(let field): "the field \(field) is missing"
    case .unsupportedType(let type): "the type \(quoted(type)) cannot be read"
    case .tooManyNumbers(let limit): "has more than \(limit) entries"
    case .shapeTooLarge(let shape): "the shape \(shape) is too large"
    case .offsetCount(let count): "data_offsets has \(count) numbers, not 2"
    case .outOfBounds(let offsets, let bytes):
      "data_offsets \(offsets) are not within the \(bytes) bytes of data"
    case .sizeMismatch(let tensor, let bytes, let there):
      "the shape \(tensor.shape) of \(tensor.type.rawValue) takes \(bytes) bytes, not \(there)"
    case .overlap: "its data begin inside those of the tensor before"
    case .gap(let bytes): "\(bytes) bytes belong to no tensor"
    default: ""
    }
  }

  fileprivate var advice: String {
    switch self {
    case .noHeaderLength, .truncatedHeader: "copy the file again, it is not whole"
    case .unsupportedType:
      "convert it to one of \(SafetensorsType.allCases.map(\.rawValue).joined(separator: ", "))"
    default: "this is no valid safetensors file, make or copy it again"
    }
  }
}

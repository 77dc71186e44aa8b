import Foundation

/// What a reference program computed: facts and tensors in `Tests/<Target>Tests/Goldens/`.
///
/// `Tests/Goldens/model.py` says how the files are written.
package struct Golden: Sendable {
  /// `option KEY VALUE` lines.
  package private(set) var options: [String: String] = [:]
  /// `number KEY VALUE` lines.
  package private(set) var numbers: [String: Double] = [:]
  /// The sentences of `source` lines, as token ids.
  package private(set) var sources: [[Int32]] = []
  /// The sentences of `target` lines, as token ids.
  package private(set) var targets: [[Int32]] = []
  /// The names of all tensors, in the order of the file.
  package private(set) var names: [String] = []
  private var ranges: [String: Range<Int>] = [:]
  private var shapes: [String: [Int]] = [:]
  private let floats: [Float]

  /// A line that is not as `model.py` writes it, or a missing name.
  package struct Malformed: Error, CustomStringConvertible {
    package let description: String
  }

  /// Reads `NAME.txt` and `NAME.f32` from a test target's goldens.
  ///
  /// - Throws: `Malformed`, or what reading throws.
  package init(_ name: String, of target: String) throws {
    let stem = SourceScan.root.appending(path: "Tests/\(target)/Goldens/\(name)")
    let bytes = try Data(contentsOf: stem.appendingPathExtension("f32"))
    floats = stride(from: 0, to: bytes.count, by: 4).map { offset in
      Float(bitPattern: (0..<4).reduce(0) { $0 | UInt32(bytes[offset + $1]) << (8 * $1) })
    }
    let index = try String(contentsOf: stem.appendingPathExtension("txt"), encoding: .utf8)
    for line in index.split(separator: "\n") { try read(line.split(separator: " ")) }
  }

  private mutating func read(_ words: [Substring]) throws {
    let rest = words.dropFirst(2)
    switch words[0] {
    case "option": options[String(words[1])] = rest.joined(separator: " ")
    case "number": numbers[String(words[1])] = Double(rest.joined())
    case "source": sources.append(words.dropFirst().compactMap { Int32($0) })
    case "target": targets.append(words.dropFirst().compactMap { Int32($0) })
    case "tensor":
      let numbers = rest.compactMap { Int($0) }
      let range = numbers[0]..<numbers[0] + numbers.dropFirst().reduce(1, *)
      guard range.upperBound <= floats.count else {
        throw Malformed(description: "tensor \(words[1]) ends outside of the file.")
      }
      names.append(String(words[1]))
      ranges[String(words[1])] = range
      shapes[String(words[1])] = Array(numbers.dropFirst())
    default: throw Malformed(description: "\(words[0]) is no kind of line.")
    }
  }

  /// The elements of a tensor, row after row.
  ///
  /// - Throws: `Malformed` when there is none of this name.
  package func tensor(_ name: String) throws -> [Float] {
    guard let range = ranges[name] else {
      throw Malformed(description: "the golden has no tensor \(name).")
    }
    return Array(floats[range])
  }

  /// The shape of a tensor; empty when there is none of this name.
  package func shape(_ name: String) -> [Int] { shapes[name] ?? [] }

  /// A number.
  ///
  /// - Throws: `Malformed` when there is none of this name.
  package func number(_ name: String) throws -> Double {
    guard let number = numbers[name] else {
      throw Malformed(description: "the golden has no number \(name).")
    }
    return number
  }
}

/// The largest difference between two lists as a share of the second's largest magnitude;
/// infinite when their lengths differ or a value is not finite.
package func relativeDeviation(_ values: [Float], from expected: [Float]) -> Double {
  guard values.count == expected.count, !values.isEmpty else { return .infinity }
  let scale = expected.reduce(0) { max($0, abs(Double($1))) }
  var largest = 0.0
  for (value, wanted) in zip(values, expected) {
    let difference = abs(Double(value) - Double(wanted))
    guard difference.isFinite else { return .infinity }
    largest = max(largest, difference)
  }
  return scale > 0 ? largest / scale : largest
}

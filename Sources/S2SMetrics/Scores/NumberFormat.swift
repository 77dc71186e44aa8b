import Glibc

/// A number with the given number of digits after the point, exactly as C and Python round it; one that
/// is huge as `2.93e+108`.
package func fixed(_ value: Double, _ digits: Int) -> String {
  guard abs(value) < 1e15 || !value.isFinite else { return formatted("%.*e", value, 2) }
  return formatted("%.*f", value, digits)
}

private func formatted(_ format: String, _ value: Double, _ digits: Int) -> String {
  // Scores and ratios are at most a hundred times the number of words: all of them fit.
  var buffer = [CChar](repeating: 0, count: 400)
  let count = withVaList([Int32(digits), value]) { vsnprintf(&buffer, buffer.count, format, $0) }
  let bytes = buffer.prefix(min(max(Int(count), 0), buffer.count - 1))
  return String(decoding: bytes.map(UInt8.init(bitPattern:)), as: UTF8.self)
}

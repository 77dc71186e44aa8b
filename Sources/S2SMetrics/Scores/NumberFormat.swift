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

/// A number as digits times a power of ten, such as 9.4 and -12; what rounds to 10 has the next power.
package struct DecimalPower {
  /// The digits before the power, as `fixed` writes them: from 1 to below 10, with a sign.
  package let mantissa: String
  /// The power of ten.
  package let exponent: Int

  /// Rounds a finite number.
  ///
  /// - Parameter digits: those of the mantissa after the point.
  package init(_ value: Double, digits: Int) {
    let text = formatted("%.*e", value, digits)
    let parts = text.split(separator: "e")
    mantissa = parts.first.map { String($0) } ?? text
    // C writes the power as +07 or -12.
    exponent = parts.count > 1 ? Int(parts[1]) ?? 0 : 0
  }
}

import Glibc

/// Numbers and times for people.
package enum NumberText {
  /// A number with the given number of digits after the point.
  package static func fixed(_ value: Double, _ digits: Int32) -> String {
    formatted("%.*f", digits, value)
  }

  /// A number with at most the given number of significant digits.
  package static func significant(_ value: Double, _ digits: Int32) -> String {
    formatted("%.*g", digits, value)
  }

  /// A quantity in three digits: `987`, `12.3k`, `1.23M`.
  package static func short(_ value: Double) -> String {
    guard value.isFinite else { return fixed(value, 0) }
    var value = value
    var suffixes = ["", "k", "M", "G", "T"][...]
    while abs(value) >= 999.5, suffixes.count > 1 {
      value /= 1000
      suffixes = suffixes.dropFirst()
    }
    let digits: Int32 = abs(value) >= 99.95 || suffixes.first == "" ? 0 : abs(value) < 9.995 ? 2 : 1
    return fixed(value, digits) + (suffixes.first ?? "")
  }

  /// A perplexity: two decimals while they matter.
  package static func perplexity(_ value: Double) -> String {
    switch value {
    case ..<100: fixed(value, 2)
    case ..<10_000: fixed(value, 1)
    case ..<1_000_000: fixed(value, 0)
    default: value.isFinite ? formatted("%.*e", 1, value) : fixed(value, 0)
    }
  }

  /// A time: `0:07`, `12:34`, `1:02:03`, `2d 03:04`.
  package static func time(_ seconds: Double) -> String {
    guard seconds.isFinite, seconds < 1e9 else { return "-" }
    let total = Int(max(seconds, 0).rounded())
    let (days, hours) = (total / 86_400, total / 3_600 % 24)
    let (minutes, rest) = (total / 60 % 60, total % 60)
    if days > 0 { return "\(days)d \(twoDigits(hours)):\(twoDigits(minutes))" }
    if hours > 0 { return "\(hours):\(twoDigits(minutes)):\(twoDigits(rest))" }
    return "\(minutes):\(twoDigits(rest))"
  }

  /// e to the power of a loss.
  package static func exponential(_ loss: Double) -> Double { exp(loss) }

  private static func twoDigits(_ value: Int) -> String {
    value < 10 ? "0\(value)" : "\(value)"
  }

  private static func formatted(_ format: String, _ digits: Int32, _ value: Double) -> String {
    // Every number of type Double fits with the digits asked for here.
    var buffer = [CChar](repeating: 0, count: 400)
    let count = withVaList([digits, value]) { vsnprintf(&buffer, buffer.count, format, $0) }
    return String(decoding: buffer.prefix(Int(count)).map(UInt8.init(bitPattern:)), as: UTF8.self)
  }
}

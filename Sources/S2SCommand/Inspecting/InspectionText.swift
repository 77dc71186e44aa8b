import S2SMetrics

/// Numbers and tokens in few letters, for people.
enum InspectionText {
  /// A number of any size, in few letters.
  static func short(_ value: Double) -> String {
    guard value != 0, value.isFinite else { return value == 0 ? "0" : "\(value)" }
    let size = abs(value)
    if (0.01..<1_000).contains(size) { return fixed(value, 3) }
    let power = DecimalPower(value, digits: 1)
    return "\(power.mantissa)e\(power.exponent)"
  }

  /// A letter for a share from -1 to 1: the darker, the further from 0; below 0 a minus.
  static func shade(_ share: Double) -> String {
    if share < -0.05 { return "-" }
    let shades: [String] = [" ", "░", "▒", "▓", "█"]
    return shades[max(0, min(4, Int((share * 4).rounded(.up))))]
  }

  /// Tokens with their places, as a line that shades stand under.
  static func numbered(_ name: String, _ tokens: [String]) -> String {
    let places = tokens.enumerated().map { "\($0 + 1) \($1)" }
    return "\(name): " + places.joined(separator: "  ") + "\n"
  }
}

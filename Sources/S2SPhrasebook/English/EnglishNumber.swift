/// Numerals in words, in British style: `one hundred and twenty-one`.
package enum EnglishNumber {
  private static let small = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
  ]
  private static let tens = [
    "", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
  ]

  /// The numeral in words.
  ///
  /// - Parameter number: in `0...999_999`.
  package static func words(_ number: Int) -> String {
    precondition((0...999_999).contains(number), "numerals go from 0 to 999,999")
    if number < 20 { return small[number] }
    if number < 100 {
      return number % 10 == 0 ? tens[number / 10] : "\(tens[number / 10])-\(small[number % 10])"
    }
    if number < 1000 {
      let head = "\(small[number / 100]) hundred"
      return number % 100 == 0 ? head : "\(head) and \(words(number % 100))"
    }
    let head = "\(words(number / 1000)) thousand"
    let rest = number % 1000
    if rest == 0 { return head }
    return rest < 100 ? "\(head) and \(words(rest))" : "\(head) \(words(rest))"
  }

  private static let irregularOrdinals = [
    "one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth",
    "nine": "ninth", "twelve": "twelfth",
  ]

  /// `first`, `twenty-first`, `thirtieth`.
  package static func ordinal(_ number: Int) -> String {
    let parts = words(number).split(separator: "-").map(String.init)
    let last = parts[parts.count - 1]
    let ending =
      irregularOrdinals[last]
      ?? (last.hasSuffix("y") ? last.dropLast() + "ieth" : last + "th")
    return (parts.dropLast() + [ending]).joined(separator: "-")
  }
}

/// Words of a command as a POSIX shell reads them.
package enum ShellWord {
  /// A word that a shell takes as it is, in single quotes where it has to be.
  ///
  /// A word with control characters is in `$'...'`, so that it stays on its line and shows what it holds.
  package static func quoted(_ word: String) -> String {
    let isPlain = word.unicodeScalars.allSatisfy { scalar in
      scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
        || "-_./,:=@%+".unicodeScalars.contains(scalar)
    }
    if isPlain && !word.isEmpty { return word }
    if printable(word) != word { return escaped(word) }
    return "'" + word.replacing("'", with: #"'\''"#) + "'"
  }

  /// An option and its value, which may begin with a dash.
  package static func option(_ name: String, _ value: String) -> String {
    "--\(name)\(value.hasPrefix("-") ? "=" : " ")\(quoted(value))"
  }

  /// A word in `$'...'`, whose bytes outside of ASCII's letters are octal.
  private static func escaped(_ word: String) -> String {
    let text = word.utf8.map { byte in
      let isPlain = (0x20..<0x7F).contains(byte) && byte != 0x27 && byte != 0x5C
      if isPlain { return String(UnicodeScalar(byte)) }
      let digits = String(byte, radix: 8)
      return "\\" + String(repeating: "0", count: 3 - digits.count) + digits
    }
    return "$'" + text.joined() + "'"
  }
}

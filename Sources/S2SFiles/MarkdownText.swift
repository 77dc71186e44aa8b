/// Text in Markdown.
package enum MarkdownText {
  /// A name or a text that shows as it is: what means something to Markdown or HTML has a backslash.
  package static func escaped(_ text: String) -> String {
    var escaped = ""
    for character in printable(text) {
      if #"\`*_[]<>&|~#"#.contains(character) { escaped += "\\" }
      escaped.append(character)
    }
    return escaped
  }
}

/// A piece of a document that is translated as a whole: a paragraph, a heading, an item of a list.
package struct TextBlock: Equatable, Sendable {
  /// What it is, in the terms of its format; only blocks of one kind translate each other.
  package var kind: String
  /// The text on one line.
  package var text: String
  /// Its name in the document, where it has one.
  package var id: String?

  /// A block of a kind.
  package init(kind: String, text: String, id: String? = nil) {
    (self.kind, self.text, self.id) = (kind, text, id)
  }

  /// Whether it begins a section, in roff or in HTML.
  var isHeading: Bool {
    kind == "SH" || kind.utf8.count == 2 && kind.hasPrefix("h") && kind.last?.isNumber == true
  }
}

/// A token that stands for a part of a text which translation copies.
///
/// Ordinary text never becomes a placeholder, not even text that looks like its name.
package struct Placeholder: Sendable, Hashable {
  /// The kinds of text that a placeholder can stand for.
  package enum Kind: Int, Sendable, CaseIterable {
    /// A web address.
    case url
    /// An e-mail address.
    case mail
    /// Two digits, which translators like to spell out: between French and English 34 % of them
    /// are copied in Tatoeba, 93 % in Europarl. A single digit is left to the model, since it
    /// decides on the form of the noun after it.
    case small
    /// Three digits or more, and nothing else: 82 % in Tatoeba, 95 % in Europarl.
    case number
    /// A number with separators, a time or a version: `1,234.5`, `12:30`, `6.3.1`. Some languages
    /// write them in the same way, others do not: 2 % in Europarl.
    case figure

    var name: String {
      switch self {
      case .url: "url"
      case .mail: "mail"
      case .small: "small"
      case .number: "num"
      case .figure: "fig"
      }
    }
  }

  /// The kind of text that it stands for.
  package let kind: Kind
  /// Which one of its kind, in the order of the source, from 1.
  package let number: Int

  /// The name for people to read: `<url1>`.
  package var name: String { "<\(kind.name)\(number)>" }
}

/// The placeholders of a model: the given number of each kind, numbered from 1.
package struct PlaceholderSet: Sendable, Equatable {
  /// The most of a kind.
  package static let maximumCount = 9
  /// No placeholders.
  package static let none = PlaceholderSet(counts: [])

  /// All of them, kind by kind, in the order of their tokens.
  package let all: [Placeholder]

  /// The number of each kind that `counts` gives, in the order of `Placeholder.Kind`.
  init(counts: [Int]) {
    all = zip(Placeholder.Kind.allCases, counts).flatMap { kind, count in
      (0..<min(count, Self.maximumCount)).map { Placeholder(kind: kind, number: $0 + 1) }
    }
  }

  /// The placeholders that `names` lists; `nil` if it is not what `names` gives.
  package init?(names: String) {
    let list = names.utf8.split(separator: UInt8(ascii: " "))
    guard list.count <= Placeholder.Kind.allCases.count * Self.maximumCount else { return nil }
    self.init(
      counts: Placeholder.Kind.allCases.map { kind in
        list.count { $0.starts(with: ("<" + kind.name).utf8) }
      })
    // Byte by byte: to compare as texts takes quadratic time for a hostile one.
    guard self.names.utf8.elementsEqual(names.utf8) else { return nil }
  }

  /// Whether there is none.
  package var isEmpty: Bool { all.isEmpty }
  /// Their names with spaces between them.
  package var names: String { all.map(\.name).joined(separator: " ") }

  /// The place of a placeholder among all; `nil` if the model has none such.
  func index(of placeholder: Placeholder) -> Int? { all.firstIndex(of: placeholder) }
}

/// The values of the placeholders of one text.
package struct PlaceholderValues: Sendable {
  private var known: [Placeholder: String] = [:]
  private let set: PlaceholderSet

  /// No values yet for the placeholders of a model.
  package init(_ set: PlaceholderSet) { self.set = set }

  /// Every placeholder of a model stands for its own name.
  package static func names(of set: PlaceholderSet) -> PlaceholderValues {
    var values = PlaceholderValues(set)
    for placeholder in set.all { values.known[placeholder] = placeholder.name }
    return values
  }

  /// The value of a placeholder.
  package subscript(placeholder: Placeholder) -> String? { known[placeholder] }

  /// A text without what the placeholders stand for.
  package func removed(from text: String) -> String {
    known.values.reduce(text) { $0.replacing($1, with: " ") }
  }

  /// The placeholder of a value, if it has one.
  func placeholder(of value: String, _ kind: Placeholder.Kind) -> Placeholder? {
    known.first { $0.key.kind == kind && $0.value.utf8.elementsEqual(value.utf8) }?.key
  }

  /// The placeholder of a value: the one that it has, or the next of its kind; `nil` when there is
  /// none left.
  mutating func assign(_ value: String, _ kind: Placeholder.Kind) -> Placeholder? {
    if let known = placeholder(of: value, kind) { return known }
    let number = known.count { $0.key.kind == kind } + 1
    let placeholder = Placeholder(kind: kind, number: number)
    guard set.index(of: placeholder) != nil else { return nil }
    known[placeholder] = value
    return placeholder
  }
}

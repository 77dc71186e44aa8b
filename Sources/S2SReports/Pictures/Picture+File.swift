import S2SFiles

/// The forms of a file of pictures, by the end of its name.
public enum PictureFile: String, Sendable, CaseIterable {
  /// One drawing, for documents and slides.
  case svg
  /// A page with the numbers of its drawings.
  case html

  /// The form of a file.
  ///
  /// - Throws: `PictureError.unknownForm`.
  public init(path: String) throws {
    let name = path.split(separator: "/", omittingEmptySubsequences: false).last ?? ""
    let parts = name.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count > 1, let form = Self(rawValue: parts[parts.count - 1].lowercased()) else {
      throw PictureError.unknownForm(path: path)
    }
    self = form
  }
}

/// A problem with a file of pictures.
public enum PictureError: Error, Sendable, Equatable {
  /// The end of a file's name is that of no picture.
  case unknownForm(path: String)
  /// There is no picture to write to a file.
  case nothing(path: String)
}

extension Picture {
  /// Writes pictures to a file of SVG or HTML, as the end of its name says; the file appears whole.
  ///
  /// - Parameter title: the heading of a page of HTML.
  /// - Throws: `PictureError.unknownForm`, `nothing` for no pictures; `FileError`.
  public static func write(_ pictures: [Picture], to path: String, title: String) throws {
    guard !pictures.isEmpty else { throw PictureError.nothing(path: path) }
    let text =
      switch try PictureFile(path: path) {
      case .svg: svg(pictures)
      case .html: page(pictures, title: title)
      }
    try AtomicFile.write(to: path) { try $0.write(text) }
  }

  /// Writes the picture to a file of SVG or HTML.
  ///
  /// - Throws: `PictureError.unknownForm`; `FileError`.
  public func write(to path: String) throws { try Self.write([self], to: path, title: title) }
}

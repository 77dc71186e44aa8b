/// A problem with a corpus or its files.
public enum CorpusError: Error, Equatable, Sendable {
  // Files that are not there, are there already, or change.

  /// A named file is not there.
  case noFile(String)
  /// No two files have a name and the languages behind it; `stem` names both where the name is one
  /// of a side.
  case noSides(name: String, LanguagePair, stem: String?)
  /// The file of one side is there, but not the other.
  case missingSide(String, beside: String)
  /// Both sides would be in the same language, and so the same text.
  case sameLanguage(LanguagePair)
  /// A directory has several test sets.
  case severalTestSets(directory: String, names: [String])
  /// A directory has no files of a part; `isNamed` where the user named it.
  case noPart(CorpusFinder.Part, directory: String, LanguagePair, isNamed: Bool)
  /// No training pairs are named.
  case noTrainingFiles
  /// A file to write is there already.
  case exists(String)
  /// A file to write is one of those that are read.
  case replacesInput(String)
  /// Two files to write have the same name.
  case namedTwice(String)
  /// Files have changed since they were first read.
  case changed([String])

  // Pairs of lines.

  /// The files have no lines.
  case noLines([String])
  /// The sides have different numbers of lines.
  case unequalSides(source: String, sourceLines: Int, target: String, targetLines: Int)
  /// A side has lines that the other has not.
  case surplusLines(Int, of: String, beside: String)
  /// A line has no tab between two columns.
  case noTab(path: String, line: Int, targetFirst: Bool)
  /// A line of a table has a carriage return and further columns, so that rows may hide in it.
  case hiddenRow(path: String, line: Int)
  /// The lines of a pair have different numbers of carriage returns, behind which lines may hide.
  case hiddenLine([String], line: Int)
  /// A row of a table holds no pair.
  case malformedTable(path: String, line: Int, TableFault)
  /// It is not clear which columns of a table hold the pairs.
  case unclearColumns(path: String, ColumnFault)

  // Pairs that are left.

  /// Too few usable pairs are left to train on, for the reasons in the summary, when some are set
  /// aside.
  case tooFewPairs([String], usable: Int, setAside: Int, summary: String)
  /// Too few usable pairs are left to train on and to validate with.
  case tooFewToValidate([String], usable: Int, summary: String)
  /// Each usable pair shares a sentence with so many others that none can be set aside.
  case nothingToSetAside([String], usable: Int)
  /// No pair is within the length limit, in tokens.
  case allTooLong(limit: Int)
  /// None of what some files hold can be used, for the reasons in the summary.
  case nothingUsable([String], for: Use, summary: String)
  /// No line of a file has any text.
  case noText(String, lines: Int)

  // Formats with languages of their own.

  /// A translation memory has no unit in both languages; the report has its languages.
  case noUnit(path: String, LanguagePair, ReadingReport)
  /// A catalogue has no translated message; the report has the messages that were left out.
  case noTranslation(path: String, ReadingReport)
  /// A catalogue's header names a language that is none of the pair.
  case otherLanguage(path: String, tag: String, CatalogueSide, LanguagePair)
  /// A catalogue's header names two languages that count as the same side of the pair.
  case oneLanguage(path: String, messages: String, translations: String, LanguagePair)
  /// A file is empty where a translation memory should be.
  case emptyMemory(String)
  /// A file is not a translation memory that can be read.
  case malformedMemory(path: String, line: Int, TranslationMemoryFault)
  /// A catalogue cannot be read; the number counts lines or messages, from 1.
  case malformedCatalogue(path: String, CataloguePlace, Int, CatalogueFault)
  /// A compiled catalogue cannot be read; the offset counts bytes from 0.
  case malformedCompilation(path: String, offset: Int, CompiledCatalogueFault)
  /// There is no memory for the reader of a file.
  case outOfMemory(String)

  /// What examples are for.
  public enum Use: Sendable {
    /// To be trained on, and measured on during training.
    case training, validation
    /// To learn a shortlist from.
    case shortlist
  }

  /// The side of a catalogue that its header names a language for.
  public enum CatalogueSide: String, Sendable {
    /// The texts to translate.
    case messages
    /// Their translations.
    case translations
  }

  /// The unit in which places in a catalogue are counted.
  public enum CataloguePlace: String, Sendable {
    /// Lines, in a text file.
    case line
    /// Messages, in a compiled file.
    case message
  }
}

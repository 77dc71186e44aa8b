import S2SCorpora
import S2SFiles

extension TaggedTextError: Sentence {
  package var exitCode: SystemExitCode {
    switch self {
    case .unknownColumn, .noSpans: .usage
    default: .data
    }
  }

  package var sentence: String {
    switch self {
    case .unknownColumn(let name):
      "no column of tags is \(quoted(name)); the columns of CoNLL-U are "
        + TaggedFormat.columnNames.dropFirst(2).joined(separator: ", ")
        + ", and those of other tables numbers from 2."
    case .columnOfOtherFormat(let name, let path, .conllu):
      "\(path) is CoNLL-U, whose columns have names, and the tags are to be in column \(name); "
        + "use a table, or train with the name of a column, such as upos."
    case .columnOfOtherFormat(let name, let path, .table):
      "\(path) is a table of words and tags, not CoNLL-U, and has no column \(quoted(name)); use "
        + "CoNLL-U, or train with the number of a column, from 2."
    case .missingColumn(let path, let line, let columns, let wanted):
      "\(path), line \(grouped(line)) has \(columns) column\(columns == 1 ? "" : "s") and no column "
        + "\(wanted) with a tag; put a tab between word and tag."
    case .wrongColumns(let path, let line, let columns):
      "\(path), line \(grouped(line)) has \(columns) column\(columns == 1 ? "" : "s"), but a line of "
        + "CoNLL-U has 10."
    case .wrongNumber(let path, let line, let text):
      "\(path), line \(grouped(line)) begins with \(quoted(text)); a line of CoNLL-U begins with a "
        + "number, a range such as 3-4, or a number such as 8.1."
    case .noWord(let path, let line): "\(path), line \(grouped(line)) has no word in its column."
    case .noTag(let path, let line): "\(path), line \(grouped(line)) has a word without a tag."
    case .reservedTag(let path, let line, let name):
      "\(path), line \(grouped(line)) has the tag \(quoted(name)), which stands for tags that a model does "
        + "not have; name it otherwise."
    case .tagsOfOtherModel(let tags):
      "the model to begin with has no tag \(LabelError.list(tags)); begin with a model of the same tags, or "
        + "without --from."
    case .tagsToValidateAlone(let tags):
      "every validation sentence has a tag that no training sentence has (\(LabelError.list(tags))), so "
        + "there is nothing to validate with; give other sentences with --valid."
    case .oneTag(let path, let tag):
      "\(path) has no tag but \(quoted(tag)) in its column, so there is nothing to learn; choose another "
        + "with --column."
    case .noSpans:
      "the tags mark no spans, so there is no f1 to measure; choose by accuracy or by loss."
    }
  }
}

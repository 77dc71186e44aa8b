import S2SOptions
import Seq2Seq

/// What is wrong with options in place of the defaults; `nil` when nothing is.
func problem(_ change: (inout OptionValues) -> Void) -> (any Error)? {
  var values = OptionValues()
  change(&values)
  do {
    let options = try TranslatorOptions().changed(by: values)
    try TranslatorOptions.options.check(options, given: values)
    try options.validate()
    return nil
  } catch {
    return error
  }
}

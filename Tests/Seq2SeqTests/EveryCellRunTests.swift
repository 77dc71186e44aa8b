import S2SModels
import Testing

/// Every cell in a whole run, with all that may stand around it: two layers, an encoder of two
/// directions, attention.
@Suite struct EveryCellRunTests {
  @Test(arguments: ModelConfiguration.Cell.allCases)
  func resumingContinuesExactly(_ cell: ModelConfiguration.Cell) throws {
    try WholeRun { $0.cell = cell }.checkResuming()
  }

  @Test(arguments: ModelConfiguration.Cell.allCases)
  func translationsDoNotChangeWithTheirCompany(_ cell: ModelConfiguration.Cell) throws {
    try WholeRun { $0.cell = cell }.checkCompany()
  }
}

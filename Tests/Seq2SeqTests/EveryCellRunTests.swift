import S2SLayers
import S2SModels
import Testing

/// Every cell in a whole run, with all that may stand around it: two layers, an encoder of two
/// directions, attention.
@Suite struct EveryCellRunTests {
  @Test(arguments: CellKind.allCases)
  func resumingContinuesExactly(_ cell: CellKind) throws {
    try WholeRun { $0["cell"] = .text(cell.rawValue) }.checkResuming()
  }

  @Test(arguments: CellKind.allCases)
  func translationsDoNotChangeWithTheirCompany(_ cell: CellKind) throws {
    try WholeRun { $0["cell"] = .text(cell.rawValue) }.checkCompany()
  }
}

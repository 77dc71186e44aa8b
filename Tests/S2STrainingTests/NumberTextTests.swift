import S2STraining
import Testing

@Suite struct NumberTextTests {
  @Test(arguments: [
    (0, "0"), (7.4, "7"), (987, "987"), (999.4, "999"), (999.6, "1.00k"), (1234, "1.23k"),
    (9994, "9.99k"), (9996, "10.0k"), (12_345, "12.3k"), (99_940, "99.9k"), (99_960, "100k"),
    (999_499, "999k"), (999_600, "1.00M"), (2.5e15, "2500T"), (-1234, "-1.23k"), (.nan, "nan"),
    (.infinity, "inf"),
  ])
  func shortensQuantities(value: Double, text: String) {
    #expect(NumberText.short(value) == text)
  }

  @Test(arguments: [
    (0, "0:00"), (-3, "0:00"), (7.4, "0:07"), (59.6, "1:00"), (754, "12:34"), (3599, "59:59"),
    (3600, "1:00:00"), (3723, "1:02:03"), (86_399, "23:59:59"), (183_840, "2d 03:04"),
    (.infinity, "-"), (.nan, "-"), (1e300, "-"),
  ])
  func tellsTimes(seconds: Double, text: String) {
    #expect(NumberText.time(seconds) == text)
  }

  @Test(arguments: [
    (1, "1.00"), (99.994, "99.99"), (123.456, "123.5"), (9999.9, "9999.9"), (12_345.6, "12346"),
    (2_345_678, "2.3e+06"), (.infinity, "inf"), (.nan, "nan"),
  ])
  func writesPerplexities(value: Double, text: String) {
    #expect(NumberText.perplexity(value) == text)
  }

  @Test func writesEveryDoubleWhole() {
    #expect(NumberText.fixed(-.greatestFiniteMagnitude, 3).utf8.count == 314)
  }
}

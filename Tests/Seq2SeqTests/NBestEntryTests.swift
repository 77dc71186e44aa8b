import Seq2Seq
import Testing

@Suite struct NBestEntryTests {
  @Test(arguments: [
    "0 ||| the cat ||| LM0= -12.3 Distortion0= 0 ||| -1.5",
    "12 |||  ||| d: 0 lm: -12.5 tm: -1 -2 ||| -3.25",
    "3 ||| a ||| b ||| x= 1 ||| 0.5 ||| 0-0 1-1",
    "3 ||| a |||  ||| 2.0",
  ])
  func readsWhatItWrites(line: String) throws {
    #expect(try #require(NBestEntry(line: line)).line == line)
  }

  @Test func readsOldAndLooseForms() throws {
    let entry = try #require(NBestEntry(line: "7|||un  chat |||  -1.5 -2||| -9e-1|||0=1"))
    #expect(entry.id == 7 && entry.text == "un  chat" && entry.score == -0.9)
    #expect(entry.rest == ["0=1"])
  }

  @Test(arguments: [
    "", "a ||| b ||| c= 1 ||| 2", "-1 ||| b ||| c= 1 ||| 2", "1 ||| b ||| c= 1", "1 ||| b ||| 2",
    "1 ||| b ||| c= 1 ||| x", "1\tb\tc= 1\t2",
  ])
  func refusesWhatIsNone(line: String) { #expect(NBestEntry(line: line) == nil) }

  @Test func numbersItsFeaturesOn() throws {
    var entry = NBestEntry(id: 0, text: "a", features: "", score: 1)
    entry.add([-2.5])
    entry.add([-1, -.infinity])
    #expect(entry.features == "S2S0= -2.5 S2S1= -1.0 S2S2= -inf")
    #expect(NBestEntry(line: entry.line) == entry)
  }
}

/// The look of the page: the reader's own font sizes and colours for light and dark.
package enum PageStyle {
  /// The colours, for light and for dark.
  static let colours = """
    :root { --ink: #1b1f24; --soft: #57606a; --paper: #ffffff; --line: #d0d7de; --fill: #0b62c4;
      --more: #d6f0dc; --moreInk: #0a5124; --less: #ffe1de; --lessInk: #8c1d18; --second: #b35900;
      --third: #1a7f37; --fourth: #8250df; }
    @media (prefers-color-scheme: dark) { :root { --ink: #e6edf3; --soft: #9da7b3; --paper: #0f1318;
      --line: #30363d; --fill: #58a6ff; --more: #12351f; --moreInk: #7ee2a0; --less: #47181a;
      --lessInk: #ffb1a8; --second: #e3a046; --third: #56d364; --fourth: #bc8cff; } }
    """

  /// The style sheet.
  package static let css = """
    \(colours)
    * { box-sizing: border-box; }
    body { margin: 0 auto; padding: 1rem; max-width: 64rem; color: var(--ink);
      background: var(--paper); font: 1rem/1.5 system-ui, sans-serif; }
    h1 { margin: 0; font-size: 1.6rem; } h2 { font-size: 1.2rem; margin: 2rem 0 .5rem; }
    header p, footer p, .key, .signature, caption { color: var(--soft); }
    header p { margin: .2rem 0 0; overflow-wrap: anywhere; }
    .facts { margin: 1rem 0 0; font-size: .9rem; }
    .facts div { display: grid; grid-template-columns: 9rem 1fr; gap: 0 .8rem; padding: .1rem 0; }
    .facts dt { color: var(--soft); } .facts dd { margin: 0; overflow-wrap: anywhere; }
    .note { color: var(--soft); font-size: .9rem; margin: .4rem 0 0; }
    .stacked th, .stacked td { white-space: normal; }
    .stacked .label { display: none; color: var(--soft); }
    .scroll { overflow-x: auto; }
    .scores th { white-space: nowrap; }
    @media (max-width: 40rem) {
      .scores thead { position: absolute; clip-path: inset(50%); }
      .scores tr { display: grid; grid-template-columns: 6rem 5rem 1fr; }
      .scores th, .scores td { border: 0; } .scores tr { border-bottom: 1px solid var(--line); }
      .scores td.detail { grid-column: 1 / -1; padding-top: 0; }
      .facts div { display: block; padding: .25rem 0; }
      .stacked thead { position: absolute; clip-path: inset(50%); }
      .stacked tr, .stacked th, .stacked td { display: block; border: 0; }
      .stacked tr { border-bottom: 1px solid var(--line); padding: .35rem 0; }
      .stacked th, .stacked td { overflow-wrap: anywhere; }
      .stacked td { text-align: left; display: flex; flex-wrap: wrap; gap: 0 .8rem;
        padding: .1rem .6rem; }
      .stacked td span { margin-left: auto; }
      .stacked .label { display: inline; flex: 1 1 100%; margin: 0; }
    }
    table { border-collapse: collapse; width: 100%; }
    caption { text-align: left; font-weight: 600; color: var(--ink); padding: 1.5rem 0 .4rem; }
    th, td { text-align: left; padding: .35rem .6rem; border-bottom: 1px solid var(--line);
      vertical-align: top; }
    .number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
    .signature { font: .8rem ui-monospace, monospace; overflow-wrap: anywhere; }
    figure { margin: 0; } figcaption { font-weight: 600; }
    svg { width: 100%; height: auto; display: block; }
    form { display: flex; flex-wrap: wrap; gap: .6rem 1.2rem; }
    input, select, button { font: inherit; color: inherit; background: var(--paper);
      border: 1px solid var(--soft); border-radius: .4rem; padding: .3rem .6rem; }
    article { border-top: 1px solid var(--line); padding: .6rem 0; }
    article h3 { font-size: .9rem; margin: 0; color: var(--soft); font-weight: 600; }
    article p { margin: .2rem 0; overflow-wrap: anywhere; }
    article .side { color: var(--soft); font-size: .85rem; overflow-wrap: anywhere; }
    article .version { margin: .3rem 0; } article p { margin: 0; }
    .systems { display: grid; gap: 0 1.5rem;
      grid-template-columns: repeat(auto-fit, minmax(min(100%, 18rem), 1fr)); }
    select { max-width: 100%; } label { max-width: 100%; }
    ins { background: var(--more); color: var(--moreInk); text-decoration: underline; }
    del { background: var(--less); color: var(--lessInk); }
    summary { color: var(--soft); cursor: pointer; }
    @media print {
      :root { --ink: #000; --soft: #444; --paper: #fff; --line: #aaa; --fill: #333; --more: none;
        --moreInk: #000; --less: none; --lessInk: #000; --second: #555; --third: #777; --fourth: #999; }
      form, #found, .pages, details { display: none; }
      ins { font-weight: 700; } article, figure, tr { break-inside: avoid; }
    }
    """
}

/// The look of a picture, in the colours of `PageStyle`.
///
/// What colour tells, form tells too: series differ by their dashes and marks, numbers below zero by
/// their sign, so a picture can be read in grey.
package enum PictureStyle {
  /// The style sheet.
  package static let css = """
    svg text { font-family: system-ui, sans-serif; font-size: 12px; fill: var(--ink); }
    svg text.title { font-size: 15px; font-weight: 600; }
    svg text.note, svg text.tick, svg text.axis { fill: var(--soft); }
    svg text.value, svg text.inverse { font-size: 11px; }
    svg text.inverse { fill: var(--paper); }
    .paper { fill: var(--paper); }
    .grid { stroke: var(--line); } .frame, .range { stroke: var(--soft); }
    .empty { fill: none; stroke: var(--line); }
    .heat { fill: var(--fill); } .cold { fill: var(--second); }
    .fill0 { fill: var(--fill); } .fill1 { fill: var(--second); } .fill2 { fill: var(--third); }
    .fill3 { fill: var(--fourth); } .fill4 { fill: var(--soft); } .fill5 { fill: var(--ink); }
    .line { fill: none; stroke-width: 2; stroke-linejoin: round; }
    .ink0 { stroke: var(--fill); } .ink1 { stroke: var(--second); } .ink2 { stroke: var(--third); }
    .ink3 { stroke: var(--fourth); } .ink4 { stroke: var(--soft); } .ink5 { stroke: var(--ink); }
    .dash1 { stroke-dasharray: 7 3; } .dash2 { stroke-dasharray: 2 3; }
    .dash3 { stroke-dasharray: 9 3 2 3; } .dash4 { stroke-dasharray: 4 2; }
    .band { fill-opacity: .16; } .range { stroke-width: 2; stroke-opacity: .4; }
    .way { stroke: var(--fill); stroke-width: 2.5; } .branch { stroke: var(--soft); }
    .left { stroke: var(--line); stroke-dasharray: 4 3; }
    .box { fill: var(--paper); stroke: var(--soft); }
    .box.left { stroke: var(--line); } .box.best { stroke: var(--fill); stroke-width: 2; }
    .strong { font-weight: 600; }
    """

  /// The style sheet of pages: a chart fits its column, and a wide picture is scrolled rather than shrunk.
  package static let pageCSS = """
    \(css)
    .pictures { display: grid; gap: 1.5rem; margin-top: 1.5rem;
      grid-template-columns: repeat(auto-fit, minmax(min(100%, 26rem), 1fr)); }
    figure { min-width: 0; } figure svg { max-width: 40rem; } figure .note { margin: 0 0 .4rem; }
    figure.wide { grid-column: 1 / -1; } figure.wide svg { width: auto; max-width: none; }
    """
}

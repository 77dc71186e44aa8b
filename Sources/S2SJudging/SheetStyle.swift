/// What the style of pages lacks for sheets.
enum SheetStyle {
  static let css = """
    #form { display: block; }
    #form h2 { margin: .6rem 0; }
    .place { display: flex; flex-wrap: wrap; gap: .4rem 1rem; align-items: center; margin: 1rem 0 0; }
    progress { accent-color: var(--fill); flex: 1 1 10rem; max-width: 24rem; height: 1rem; }
    .pages { display: flex; flex-wrap: wrap; gap: .6rem; align-items: center; }
    button { cursor: pointer; min-height: 2.5rem; } button:disabled { opacity: .5; cursor: default; }
    #next, #save { border-color: var(--fill); background: var(--fill); color: var(--paper); }
    .version { margin: .6rem 0; } .version p { margin: 0; overflow-wrap: anywhere; }
    .side { color: var(--soft); font-size: .85rem; }
    .judged p { font-size: 1.15rem; }
    .card { border: 1px solid var(--line); border-radius: .5rem; padding: .2rem .8rem .6rem;
      margin: .8rem 0; }
    fieldset { border: 0; margin: .4rem 0 0; padding: 0; min-width: 0; display: flex;
      flex-wrap: wrap; gap: .2rem .4rem; align-items: center; }
    legend { float: left; color: var(--soft); padding: 0 .4rem 0 0; font-size: .85rem; }
    fieldset label { display: inline-flex; gap: .35rem; align-items: center; min-height: 2.5rem;
      padding: 0 .7rem; border: 1px solid var(--line); border-radius: .4rem; cursor: pointer; }
    fieldset label:has(:checked) { border-color: var(--fill); box-shadow: inset 0 0 0 1px var(--fill); }
    input[type=radio], input[type=checkbox], input[type=range] { accent-color: var(--fill); }
    input[type=range] { width: 100%; height: 2.5rem; padding: 0; border: 0; margin: 0; }
    input[type=range].unset { opacity: .45; }
    input[type=number] { width: 5.5rem; } input[type=file] { max-width: 100%; }
    .scale { display: flex; justify-content: space-between; color: var(--soft); font-size: .85rem; }
    .score { max-width: 40rem; }
    .words { font-size: 1.15rem; line-height: 2; overflow-wrap: anywhere; }
    .words.source { font-size: 1rem; }
    .word { all: unset; cursor: pointer; border-radius: .2rem; padding: .1rem 0; }
    .word:hover { background: var(--line); }
    .word:focus-visible { outline: 2px solid var(--fill); outline-offset: 1px; }
    .word.minor { text-decoration: underline dotted 2px var(--second); text-underline-offset: 4px; }
    .word.major { text-decoration: underline solid 3px var(--second); text-underline-offset: 4px; }
    .word.critical { background: var(--less); color: var(--lessInk); text-decoration: underline; }
    .word[aria-pressed=true] { background: var(--fill); color: var(--paper); }
    .adding { display: flex; flex-wrap: wrap; gap: .6rem; align-items: center; margin: .6rem 0; }
    .list { padding-left: 1.2rem; } .list li { margin: .3rem 0; overflow-wrap: anywhere; }
    .list button { margin-left: .6rem; }
    .clean { display: inline-flex; gap: .5rem; align-items: center; min-height: 2.5rem; }
    @media (max-width: 40rem) { legend { float: none; width: 100%; } }
    #status { min-height: 1.5rem; color: var(--ink); }
    """
}

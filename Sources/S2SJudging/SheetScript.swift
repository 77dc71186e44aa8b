/// The script of a sheet: one item at a time, answers kept and saved.
///
/// `judge` differs between kinds: how an item is drawn, and what an answer is in a file.
enum SheetScript {
  /// The script for a kind.
  static func javaScript(_ kind: JudgementKind) -> String {
    let judge =
      switch kind {
      case .direct: direct
      case .ranking: ranking
      case .errors: errors
      }
    return "(() => {\n\"use strict\";\n" + tools + "\n" + judge + "\n" + files + "\n" + frame
      + "\n})();"
  }

  /// What all parts use: the data, and elements of the page.
  private static let tools = #"""
    const study = JSON.parse(document.getElementById("data").textContent);
    const {sheet, items, languages} = study;
    const element = id => document.getElementById(id);
    const add = (parent, name, content, settings) => {
      const child = document.createElement(name);
      if (content !== undefined) child.textContent = content;
      for (const [key, value] of Object.entries(settings || {})) {
        if (key.startsWith("aria-") || key === "role") child.setAttribute(key, value);
        else child[key] = value;
      }
      parent.appendChild(child);
      return child;
    };
    const addText = (parent, label, text, isSource) => {
      const block = add(parent, "div", undefined, {className: "version"});
      add(block, "div", label, {className: "side"});
      const line = add(block, "p", text === "" ? "(empty)" : text, {dir: "auto"});
      line.lang = languages[isSource ? 0 : 1];
      return block;
    };
    const addGiven = (box, item) => {
      if (item.source !== null) addText(box, "source", item.source, true);
      if (item.reference !== null) addText(box, "reference", item.reference, false);
    };
    """#

  /// Tables of answers, written and read.
  private static let files = #"""
    const harmless = text => /^ *[=+\-@\t\r]/.test(text) ? "'" + text : text;
    const cell = text => /[",;\t\r\n]|^ | $/.test(text) ? '"' + text.replace(/"/g, '""') + '"' : text;
    const table = rows =>
      "\uFEFF" + rows.map(row => row.map(text => cell(harmless(text))).join(",") + "\r\n").join("");
    const parse = text => {
      text = text.replace(/^\uFEFF/, "").replace(/^sep=.\r?\n/, "");
      const head = text.split(/\r?\n/, 1)[0].toLowerCase();
      const mark = [",", ";", "\t"].find(mark => {
        const names = head.split(mark).map(name => name.replace(/"/g, "").trim());
        return names.includes("sheet") && names.includes("item");
      });
      if (!mark) return null;
      const rows = [];
      let row = [], part = "", isQuoted = false;
      for (let i = 0; i < text.length; i++) {
        const sign = text[i];
        if (isQuoted) {
          if (sign !== '"') part += sign;
          else if (text[i + 1] === '"') { part += '"'; i++; }
          else isQuoted = false;
        } else if (sign === '"' && part === "") isQuoted = true;
        else if (sign === mark) { row.push(part); part = ""; }
        else if (sign === "\n") { row.push(part.replace(/\r$/, "")); rows.push(row); row = []; part = ""; }
        else part += sign;
      }
      if (part !== "" || row.length) { row.push(part); rows.push(row); }
      const names = rows.shift().map(name => name.trim().toLowerCase());
      return rows.filter(row => row.some(text => text.trim() !== "")).map(row => name => {
        const index = names.indexOf(name);
        return index >= 0 && index < row.length ? row[index].trim() : "";
      });
    };
    const number = text => /^[0-9]+([.,][0-9]*)?$/.test(text) ? Number(text.replace(",", ".")) : NaN;
    """#

  /// Moving between items, keeping and saving.
  private static let frame = #"""
    const store = "s2s-judge-" + sheet;
    let answers = items.map(() => null), place = 0, isSaved = true, isKept = true;
    const isDone = index => answers[index] !== null && judge.isDone(answers[index]);
    const doneCount = () => items.filter((_, index) => isDone(index)).length;
    const say = text => { element("status").textContent = text; };
    const keep = () => {
      try {
        localStorage.setItem(store, JSON.stringify({answers, place}));
        isKept = true;
      } catch { isKept = false; }
    };
    const restore = () => {
      try {
        const kept = JSON.parse(localStorage.getItem(store));
        if (!kept || kept.answers.length !== items.length) return;
        answers = kept.answers.map((answer, index) =>
          answer !== null && judge.isValid(answer, items[index]) ? answer : null);
        place = Math.min(Math.max(0, kept.place | 0), items.length - 1);
      } catch { isKept = false; }
    };
    const count = () => {
      const done = doneCount();
      element("progress").max = items.length;
      element("progress").value = done;
      element("count").textContent = `${done} of ${items.length} answered`;
      element("open").disabled = done === items.length;
    };
    const change = answer => {
      answers[place] = answer;
      isSaved = false;
      keep();
      count();
      say(doneCount() === items.length ? "All items are answered. Save them to a file." :
        isKept ? "" : "This browser keeps nothing: save to a file before you close the page.");
    };
    const show = wantsFocus => {
      const box = element("box");
      box.replaceChildren();
      element("title").textContent = `Item ${place + 1} of ${items.length}`;
      element("previous").disabled = place === 0;
      const control = judge.draw(items[place], answers[place], box, change);
      count();
      if (!wantsFocus) return;
      element("form").scrollIntoView({block: "start"});
      control.focus({preventScroll: true});
    };
    const go = index => {
      place = index;
      element("help").open = false;
      keep();
      show(true);
    };
    const next = () => {
      if (place + 1 < items.length) return go(place + 1);
      const open = items.length - doneCount();
      say(open === 0 ? "All items are answered. Save them to a file." :
        `This is the last item. ${open} ${open === 1 ? "is" : "are"} still open.`);
    };
    const save = () => {
      const rows = items.flatMap((item, index) => isDone(index) ?
        judge.rows(answers[index], item).map(row => [sheet, String(index + 1), ...row]) : []);
      const text = table([["sheet", "item", ...judge.columns], ...rows]);
      const link = document.createElement("a");
      link.download = `answers-${sheet.slice(1).split("-")[0]}.csv`;
      link.href = URL.createObjectURL(new Blob([text], {type: "text/csv"}));
      document.body.appendChild(link);
      link.click();
      link.remove();
      setTimeout(() => URL.revokeObjectURL(link.href), 10000);
      isSaved = true;
      const open = items.length - doneCount();
      say(`Saved to ${link.download}` + (open === 0 ? "." : `; ${open} of ${items.length} items are open.`));
    };
    const load = async file => {
      const rows = parse(await file.text());
      if (!rows) return say("This file has no answers: its first row has no columns sheet and item.");
      const found = new Map();
      let others = 0, bad = 0;
      for (const row of rows) {
        const index = number(row("item")) - 1;
        if (row("sheet").toLowerCase() !== sheet) others++;
        else if (!items[index]) bad++;
        else found.set(index, [...(found.get(index) || []), row]);
      }
      let loaded = 0;
      for (const [index, rows] of found) {
        const answer = judge.read(rows, items[index]);
        if (answer === undefined) bad++;
        else if (answer !== null) { answers[index] = answer; loaded++; }
      }
      const open = items.findIndex((_, index) => !isDone(index));
      go(open < 0 ? items.length - 1 : open);
      say(`${loaded} answers are loaded.` + (others ? ` ${others} rows are of another sheet.` : "") +
        (bad ? ` ${bad} could not be read.` : ""));
    };
    element("form").addEventListener("submit", event => { event.preventDefault(); next(); });
    element("form").addEventListener("keydown", event => {
      if (event.key !== "Enter" || event.target.tagName !== "INPUT") return;
      event.preventDefault();
      next();
    });
    element("previous").addEventListener("click", () => go(place - 1));
    element("open").addEventListener("click", () => go(items.findIndex((_, index) => !isDone(index))));
    element("save").addEventListener("click", save);
    element("load").addEventListener("change", event => {
      if (event.target.files.length) load(event.target.files[0]).finally(() => { event.target.value = ""; });
    });
    addEventListener("beforeunload", event => { if (!isSaved && !isKept) event.preventDefault(); });
    restore();
    if (doneCount() > 0) element("help").open = false;
    show(false);
    """#
}

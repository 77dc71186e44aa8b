extension SheetScript {
  /// A score from 0 to 100, by a slider or a number.
  ///
  /// An untouched slider is no answer.
  static let direct = #"""
    const isScore = value => typeof value === "number" && value >= 0 && value <= 100;
    const judge = {
      columns: ["score"],
      isDone: isScore,
      isValid: isScore,
      rows: value => [[String(value)]],
      read: rows => {
        const text = rows[0]("score");
        if (text === "") return null;
        return isScore(number(text)) ? number(text) : undefined;
      },
      draw: (item, value, box, change) => {
        addGiven(box, item);
        addText(box, "translation", item.outputs[0], false).classList.add("judged");
        const block = add(box, "div", undefined, {className: "score"});
        const slider = add(block, "input", undefined,
          {type: "range", min: 0, max: 100, step: 1, "aria-label": "Score from 0 to 100"});
        const scale = add(block, "div", undefined, {className: "scale"});
        for (const text of ["0: nothing of it", "50", "100: perfect"]) add(scale, "span", text);
        const label = add(add(block, "p"), "label", "Score ");
        const field = add(label, "input", undefined,
          {type: "number", min: 0, max: 100, step: 1, inputMode: "numeric"});
        const set = value => {
          slider.value = value === null ? 50 : value;
          slider.classList.toggle("unset", value === null);
        };
        set(value);
        field.value = value === null ? "" : value;
        const take = () => {
          set(Number(slider.value));
          field.value = slider.value;
          change(Number(slider.value));
        };
        slider.addEventListener("input", take);
        slider.addEventListener("pointerup", take);
        field.addEventListener("input", () => {
          const value = number(field.value);
          field.setCustomValidity(field.value === "" || isScore(value) ? "" : "0 to 100");
          set(isScore(value) ? value : null);
          change(isScore(value) ? value : null);
        });
        return slider;
      },
    };
    """#

  /// A rank for each translation.
  static let ranking = #"""
    const isRank = (rank, count) => Number.isInteger(rank) && rank >= 1 && rank <= count;
    const letters = ["A", "B", "C", "D", "E"];
    const width = Math.max(...items.map(item => item.outputs.length));
    const judge = {
      columns: letters.slice(0, width).map(letter => "rank " + letter),
      isDone: ranks => ranks.every(rank => rank !== null),
      isValid: (ranks, item) => Array.isArray(ranks) && ranks.length === item.outputs.length &&
        ranks.every(rank => rank === null || isRank(rank, ranks.length)),
      rows: ranks => [letters.slice(0, width).map((_, i) => i < ranks.length ? String(ranks[i]) : "")],
      read: (rows, item) => {
        const texts = item.outputs.map((_, i) => rows[0]("rank " + letters[i].toLowerCase()));
        const ranks = texts.map(text => text === "" ? null : number(text));
        if (ranks.every(rank => rank === null)) return null;
        return judge.isValid(ranks, item) ? ranks : undefined;
      },
      draw: (item, value, box, change) => {
        addGiven(box, item);
        const ranks = value === null ? item.outputs.map(() => null) : [...value];
        let first = null;
        item.outputs.forEach((text, index) => {
          const card = add(box, "div", undefined, {className: "card judged"});
          addText(card, letters[index], text, false);
          const group = add(card, "fieldset");
          add(group, "legend", "Rank of " + letters[index]);
          item.outputs.forEach((_, place) => {
            const label = add(group, "label");
            const button = add(label, "input", undefined,
              {type: "radio", name: "rank" + index, value: place + 1, checked: ranks[index] === place + 1});
            const word = place === 0 ? " best" : place + 1 === item.outputs.length ? " worst" : "";
            add(label, "span", `${place + 1}${word}`);
            if (!first) first = button;
            button.addEventListener("change", () => {
              ranks[index] = place + 1;
              change([...ranks]);
            });
          });
        });
        return box.querySelector("input:checked") || first;
      },
    };
    """#

  /// Errors in words of the translation or the source.
  static let errors = #"""
    const {categories, severities} = study;
    const cut = text => {
      const parts = typeof Intl !== "undefined" && Intl.Segmenter ?
        Array.from(new Intl.Segmenter(languages[1] || undefined, {granularity: "word"}).segment(text),
          part => part.segment) : text.match(/\s+|\S+/g) || [];
      let start = 0;
      return parts.map(part => {
        const end = start + Array.from(part).length;
        const word = {part, start, end, isSpace: /^\s+$/.test(part)};
        start = end;
        return word;
      });
    };
    const isError = (error, item) => Array.isArray(error) && error.length === 6 &&
      categories.includes(error[0]) && severities.includes(error[1]) && typeof error[2] === "string" &&
      ["source", "translation"].includes(error[3]);
    const describe = error => `${error[1]}, ${error[0]}` + (error[2] === "" ? "" : `: “${error[2]}”`) +
      (error[3] === "source" ? " (in the source)" : "");
    const judge = {
      columns: ["category", "severity", "words", "side", "start", "end"],
      isDone: value => value.clean || value.errors.length > 0,
      isValid: (value, item) => typeof value === "object" && typeof value.clean === "boolean" &&
        Array.isArray(value.errors) && value.errors.every(error => isError(error, item)),
      rows: value => value.errors.length ? value.errors.map(error => error.map(String)) :
        [["none", "", "", "", "", ""]],
      read: (rows, item) => {
        const errors = rows.filter(row => row("category") !== "").map(row => [
          row("category").toLowerCase(), row("severity").toLowerCase(), row("words").replace(/^'/, ""),
          row("side").toLowerCase() || "translation", row("start"), row("end")]);
        if (errors.length === 0) return null;
        if (errors.length === 1 && errors[0][0] === "none") return {clean: true, errors: []};
        return errors.every(error => isError(error, item)) ? {clean: false, errors} : undefined;
      },
      draw: (item, value, box, change) => drawErrors(item, value, box, change),
    };
    const addWords = (box, label, text, side, marks, choose) => {
      const block = add(box, "div", undefined, {className: "version"});
      add(block, "div", label, {className: "side"});
      const line = add(block, "div", undefined,
        {className: "words " + side, dir: "auto", role: "group", "aria-label": "Words of the " + label});
      line.lang = languages[side === "source" ? 0 : 1];
      if (text === "") line.textContent = "(empty)";
      const words = [];
      for (const word of cut(text)) {
        if (word.isSpace) { line.appendChild(document.createTextNode(word.part)); continue; }
        word.button = add(line, "button", word.part,
          {type: "button", className: "word", tabIndex: words.length ? -1 : 0, "aria-pressed": "false"});
        const index = words.push(word) - 1;
        word.button.addEventListener("click", () => choose(side, index, false));
        word.button.addEventListener("keydown", event => {
          const isLeft = getComputedStyle(line).direction === "rtl" ? "ArrowRight" : "ArrowLeft";
          if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
          event.preventDefault();
          const other = index + (event.key === isLeft ? -1 : 1);
          if (!words[other]) return;
          if (event.shiftKey) choose(side, other, true, index);
          words.forEach((word, place) => { word.button.tabIndex = place === other ? 0 : -1; });
          words[other].button.focus();
        });
      }
      marks[side] = words;
      return words;
    };
    const drawErrors = (item, value, box, change) => {
      const state = value === null ? {clean: false, errors: []} :
        {clean: value.clean, errors: [...value.errors]};
      const words = {};
      let chosen = null;
      const paint = () => {
        for (const side of Object.keys(words)) words[side].forEach((word, index) => {
          const isChosen = chosen !== null && chosen.side === side &&
            index >= Math.min(chosen.from, chosen.to) && index <= Math.max(chosen.from, chosen.to);
          word.button.setAttribute("aria-pressed", String(isChosen));
          const worst = severities.filter(severity => state.errors.some(error => error[3] === side &&
            error[1] === severity && word.start < Number(error[5]) && word.end > Number(error[4]))).pop();
          word.button.className = "word " + (worst || "");
        });
      };
      const choose = (side, index, isExtending, anchor) => {
        const isOne = chosen !== null && chosen.side === side && chosen.from === chosen.to;
        if (isExtending) {
          const from = chosen !== null && chosen.side === side ? chosen.from : anchor;
          chosen = {side, from, to: index};
        } else if (isOne && chosen.from === index) chosen = null;
        else chosen = {side, from: isOne ? chosen.from : index, to: index};
        paint();
      };
      const texts = {source: item.source, translation: item.outputs[0]};
      if (item.source !== null) addWords(box, "source", item.source, "source", words, choose);
      if (item.reference !== null) addText(box, "reference", item.reference, false);
      const own = addWords(box, "translation", item.outputs[0], "translation", words, choose);
      const row = add(box, "div", undefined, {className: "adding"});
      const kind = add(add(row, "label", "Error "), "select");
      for (const name of categories) add(kind, "option", name, {value: name});
      const group = add(row, "fieldset");
      add(group, "legend", "Severity");
      for (const name of severities) {
        const label = add(group, "label");
        add(label, "input", undefined,
          {type: "radio", name: "severity", value: name, checked: name === "major"});
        add(label, "span", name);
      }
      const adder = add(row, "button", "Add error", {type: "button"});
      const list = add(box, "ul", undefined, {className: "list"});
      const label = add(box, "label", undefined, {className: "clean"});
      const clean = add(label, "input", undefined, {type: "checkbox", checked: state.clean});
      add(label, "span", "This translation has no errors");
      const update = () => {
        change({clean: state.clean, errors: [...state.errors]});
        refresh();
      };
      const refresh = () => {
        list.replaceChildren();
        state.errors.forEach((error, index) => {
          const entry = add(list, "li", describe(error));
          const button = add(entry, "button", "Remove", {type: "button"});
          button.setAttribute("aria-label", "Remove: " + describe(error));
          button.addEventListener("click", () => {
            state.errors.splice(index, 1);
            update();
            adder.focus();
          });
        });
        clean.checked = state.clean;
        clean.disabled = state.errors.length > 0;
        paint();
      };
      const addError = () => {
        const severity = group.querySelector("input:checked").value;
        let place = ["", "translation", "", ""];
        if (chosen !== null) {
          const ends = [chosen.from, chosen.to].sort((a, b) => a - b).map(i => words[chosen.side][i]);
          const text = Array.from(texts[chosen.side]).slice(ends[0].start, ends[1].end).join("");
          place = [text, chosen.side, String(ends[0].start), String(ends[1].end)];
        }
        state.errors.push([kind.value, severity, ...place]);
        state.clean = false;
        chosen = null;
        update();
      };
      adder.addEventListener("click", addError);
      kind.addEventListener("keydown", event => {
        if (event.key === "Enter") { event.preventDefault(); addError(); }
      });
      clean.addEventListener("change", () => { state.clean = clean.checked; update(); });
      refresh();
      return own.length ? own[0].button : clean;
    };
    """#
}

/// The script for the sentences: search, order, marks, twenty-five per page.
enum PageScript {
  static let javaScript = #"""
    (() => {
      const data = document.getElementById("data");
      if (!data) return;
      const {systems, rows} = JSON.parse(data.textContent);
      const text = side => side.join("");
      const element = id => document.getElementById(id);
      const found = element("found"), list = element("list");
      const query = element("query"), order = element("order"), marks = element("marks");
      const size = 25;
      let hits = rows, page = 0;
      const add = (parent, name, content, kind) => {
        const child = document.createElement(name);
        if (content !== undefined) child.textContent = content;
        if (kind) child.className = kind;
        parent.appendChild(child);
        return child;
      };
      const addSide = (parent, label, side, mark) => {
        const block = add(parent, "div", undefined, "version");
        add(block, "div", label, "side");
        const line = add(block, "p");
        line.dir = "auto";
        side.forEach((piece, i) => {
          if (i % 2) add(line, mark, piece);
          else line.appendChild(document.createTextNode(piece));
        });
        return line;
      };
      const addSystems = (article, score, hypothesis, others) => {
        if (others.length === 0) return addSide(article, "translation", hypothesis, "ins");
        const between = marks && marks.value === "systems";
        const block = add(article, "div", undefined, "systems");
        const label = (index, score) => `${systems[index]}, ${score.toFixed(1)}`;
        addSide(block, label(0, score), between ? others[0][3] : hypothesis,
          between ? "del" : "ins");
        others.forEach((other, i) =>
          addSide(block, label(i + 1, other[0]), between ? other[2] : other[1], "ins"));
      };
      const show = () => {
        const last = Math.max(0, Math.ceil(hits.length / size) - 1);
        page = Math.min(Math.max(page, 0), last);
        list.replaceChildren();
        for (const [line, score, source, hypothesis, reference, others] of
             hits.slice(page * size, (page + 1) * size)) {
          const article = add(list, "article");
          add(article, "h3", others.length ? `Line ${line}` : `Line ${line}, ${score.toFixed(1)}`);
          if (source !== null) addSide(article, "source", [source]).lang = "";
          addSystems(article, score, hypothesis, others);
          const plain = others.length > 0 && marks.value === "systems";
          addSide(article, "reference", plain ? [text(reference)] : reference, "del");
        }
        found.textContent = hits.length === 0 ? "No sentence has this." :
          `${hits.length} sentence${hits.length === 1 ? "" : "s"}, page ${page + 1} of ${last + 1}.`;
        element("previous").disabled = page === 0;
        element("next").disabled = page === last;
      };
      const texts = row => [row[2] || "", text(row[3]), text(row[4])]
        .concat(row[5].map(other => text(other[1])));
      const keys = {
        worst: row => row[1], best: row => -row[1],
        behind: row => row[1] - row[5][0][0], ahead: row => row[5][0][0] - row[1],
      };
      const search = () => {
        const wanted = query.value.toLocaleLowerCase();
        hits = rows.filter(row => !wanted ||
          texts(row).some(text => text.toLocaleLowerCase().includes(wanted)));
        const key = keys[order.value];
        if (key) hits = hits.slice().sort((a, b) => key(a) - key(b) || a[0] - b[0]);
        page = 0;
        show();
      };
      query.addEventListener("input", search);
      order.addEventListener("change", search);
      if (marks) marks.addEventListener("change", show);
      element("previous").addEventListener("click", () => { page--; show(); });
      element("next").addEventListener("click", () => { page++; show(); });
      show();
    })();
    """#
}

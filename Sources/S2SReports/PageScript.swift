/// The script for the sentences: search, order, twenty-five per page.
enum PageScript {
  static let javaScript = #"""
    (() => {
      const data = document.getElementById("data");
      if (!data) return;
      const rows = JSON.parse(data.textContent);
      const text = side => side.join("");
      const found = document.getElementById("found"), list = document.getElementById("list");
      const query = document.getElementById("query"), order = document.getElementById("order");
      const size = 25;
      let hits = rows, page = 0;
      const add = (parent, name, content, kind) => {
        const element = document.createElement(name);
        if (content !== undefined) element.textContent = content;
        if (kind) element.className = kind;
        parent.appendChild(element);
        return element;
      };
      const addSide = (article, label, side, mark) => {
        const line = add(article, "p");
        add(line, "span", label + " ", "side");
        side.forEach((piece, i) => {
          if (i % 2) add(line, mark, piece);
          else line.appendChild(document.createTextNode(piece));
        });
      };
      const show = () => {
        const last = Math.max(0, Math.ceil(hits.length / size) - 1);
        page = Math.min(Math.max(page, 0), last);
        list.replaceChildren();
        for (const [line, score, source, hypothesis, reference] of
             hits.slice(page * size, (page + 1) * size)) {
          const article = add(list, "article");
          add(article, "h3", `Line ${line}, score ${score.toFixed(1)}`);
          if (source !== null) addSide(article, "source", [source]);
          addSide(article, "hypothesis", hypothesis, "ins");
          addSide(article, "reference", reference, "del");
        }
        found.textContent = hits.length === 0 ? "No sentence has this." :
          `${hits.length} sentence${hits.length === 1 ? "" : "s"}, page ${page + 1} of ${last + 1}.`;
        document.getElementById("previous").disabled = page === 0;
        document.getElementById("next").disabled = page === last;
      };
      const search = () => {
        const wanted = query.value.toLocaleLowerCase();
        hits = rows.filter(row => !wanted || (row[2] || "").toLocaleLowerCase().includes(wanted) ||
          text(row[3]).toLocaleLowerCase().includes(wanted) ||
          text(row[4]).toLocaleLowerCase().includes(wanted));
        if (order.value !== "line") {
          const sign = order.value === "worst" ? 1 : -1;
          hits = hits.slice().sort((a, b) => sign * (a[1] - b[1]) || a[0] - b[0]);
        }
        page = 0;
        show();
      };
      query.addEventListener("input", search);
      order.addEventListener("change", search);
      document.getElementById("previous").addEventListener("click", () => { page--; show(); });
      document.getElementById("next").addEventListener("click", () => { page++; show(); });
      show();
    })();
    """#
}

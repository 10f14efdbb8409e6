// The page: reads its data, puts the sections below each other, and draws them again when language or width change.
import { inLanguage, readData } from "./data.js";
import { h, named } from "./figure.js";
import { sections } from "./sections.js";
import { languageOf } from "./text.js";

const results = readData(document.getElementById("data").textContent);
const root = document.getElementById("report");
const remembered = new Map(); // what the reader chose in each section

function show(language) {
  const data = inLanguage(results, language);
  const l = languageOf(data, language);
  const drawings = new Set();
  const ctx = { data, l, drawings };
  document.documentElement.lang = language;
  const title = data.title || data.studies[0].folder;
  document.title = title;

  const parts = [];
  for (const [id, make] of sections) {
    const section = make(ctx);
    if (!section) continue;
    if (!remembered.has(id)) remembered.set(id, section.state);
    const body = h("div", { class: "body" });
    const fill = () => body.replaceChildren(...section.content(remembered.get(id), update).filter(Boolean));
    // A control that is being moved stays in its place: a slider would lose its hold.
    const update = (change, keep = false) => {
      remembered.set(id, { ...remembered.get(id), ...change });
      const fresh = section.content(remembered.get(id), update).filter(Boolean);
      if (keep)
        [...body.children].forEach((child, i) => {
          if (!child.classList.contains("controls")) fresh[i] && child.replaceWith(fresh[i]);
        });
      else {
        const focused = [...body.querySelectorAll("select, input, button")].indexOf(document.activeElement);
        body.replaceChildren(...fresh);
        if (focused >= 0) body.querySelectorAll("select, input, button")[focused]?.focus();
      }
      draw();
    };
    fill();
    parts.push({ id, element: h("section", { id, "aria-labelledby": `${id}_title` }, h("h2", { id: `${id}_title` }, l.text(id)), body) });
  }

  const draw = (at) => {
    for (const drawing of drawings) {
      const width = at ?? drawing.width();
      if (!drawing.element.isConnected) drawings.delete(drawing);
      else if (drawing.drawnAt !== width) drawing.drawAt((drawing.drawnAt = width));
    }
  };

  const count = data.alternatives.length;
  root.replaceChildren(
    h("a", { class: "skip", href: "#answer" }, l.text("skip")),
    h(
      "header",
      {},
      h("button", { type: "button", class: "language", lang: language === "nl" ? "en" : "nl", click: () => show(language === "nl" ? "en" : "nl") }, l.text("language")),
      h("h1", {}, named(title)),
      h("p", { class: "byline" }, l.text("byline", {
        n: l.number(data.replications), alternatives: count === 1 ? l.text("one_alternative") : l.text("alternatives", { n: l.number(count) }), from: data.years[0], until: data.years.at(-1),
      })),
      data.studies.some((study) => study.partial)
        ? h("p", { class: "warning", role: "note" }, l.text("partial", { n: l.number(data.replications), asked: l.number(data.replications_asked) }))
        : null,
      count > 1 && data.draws < 20 ? h("p", { class: "warning", role: "note" }, l.text("few_draws", { draws: l.number(data.draws) })) : null,
      h("nav", { "aria-label": l.text("contents") }, h("ol", {}, parts.map(({ id }) => h("li", {}, h("a", { href: `#${id}` }, l.text(id)))))),
    ),
    h("main", {}, parts.map(({ element }) => element)),
  );
  draw();
  redraw = draw;
}

let redraw = () => {};
let waiting = 0;
addEventListener("resize", () => {
  clearTimeout(waiting);
  waiting = setTimeout(() => redraw(), 120);
});
// On paper every chart is drawn at the width of an A4 page. Before the layout for paper: changed by then, pages get lost.
const paper = 680;
addEventListener("beforeprint", () => redraw(paper));
addEventListener("afterprint", () => redraw());

show(results.language);
document.documentElement.dataset.drawn = String(Math.round(performance.now()));

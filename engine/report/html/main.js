// The page: reads its data, puts the sections below each other, and draws them again when language or width change.
import { certain, inLanguage, readData } from "./data.js";
import { h, named } from "./figure.js";
import { sections } from "./sections.js";
import { languageOf } from "./text.js";

performance.mark("script");
const results = readData(document.getElementById("data").textContent);
const root = document.getElementById("report");
const remembered = new Map(); // what the reader chose in each section

/** Draws each drawing that is not yet drawn at its width: `at`, or that of its place. */
function draw(drawings, at) {
  for (const drawing of drawings) if (!drawing.element.isConnected) drawings.delete(drawing);
  // All widths before the first drawing: a width that is asked after a change costs a layout of the whole page.
  const widths = [...drawings].map((drawing) => [drawing, at ?? drawing.width()]);
  for (const [drawing, width] of widths) if (drawing.drawnAt !== width) drawing.drawAt((drawing.drawnAt = width));
}

/** A section with its heading, empty as yet: {id, element, fill()}; null when the results do not have what it shows. */
function sectionOf(ctx, [id, make]) {
  const section = make(ctx);
  if (!section) return null;
  if (!remembered.has(id)) remembered.set(id, section.state);
  const body = h("div", { class: "body" });
  const content = () => section.content(remembered.get(id), update).filter(Boolean);
  // A control that is being moved stays in its place: a slider would lose its hold.
  const update = (change, keep = false) => {
    remembered.set(id, { ...remembered.get(id), ...change });
    const fresh = content();
    if (keep)
      [...body.children].forEach((child, i) => {
        if (!child.classList.contains("controls")) fresh[i] && child.replaceWith(fresh[i]);
      });
    else {
      const focused = [...body.querySelectorAll("select, input, button")].indexOf(document.activeElement);
      body.replaceChildren(...fresh);
      if (focused >= 0) body.querySelectorAll("select, input, button")[focused]?.focus();
    }
    draw(ctx.drawings);
  };
  const fill = () => {
    body.replaceChildren(...content());
    draw(ctx.drawings);
  };
  return { id, fill, element: h("section", { id, "aria-labelledby": `${id}_title` }, h("h2", { id: `${id}_title` }, ctx.l.text(id)), body) };
}

function header({ data, l }, ids) {
  const count = data.alternatives.length;
  const languages = data.presentation.languages ?? ["en"];
  const other = languages.find((language) => language !== l.language);
  return h(
    "header",
    {},
    other ? h("button", { type: "button", class: "language", lang: other, click: () => show(other, true) }, l.text("language")) : null,
    h("h1", {}, named(document.title)),
    h("p", { class: "byline" }, l.text(certain(data) ? "byline_certain" : "byline", {
      n: l.number(data.replications), alternatives: count === 1 ? l.text("one_alternative") : l.text("alternatives", { n: l.number(count) }), from: data.years[0], until: data.years.at(-1),
    })),
    data.studies.some((study) => study.partial)
      ? h("p", { class: "warning", role: "note" }, l.text("partial", { n: l.number(data.replications), asked: l.number(data.replications_asked) }))
      : null,
    count > 1 && data.draws < 20 && !certain(data) ? h("p", { class: "warning", role: "note" }, l.text("few_draws", { draws: l.number(data.draws) })) : null,
    // What a reader goes to has its place only when all before it is there.
    h("nav", { "aria-label": l.text("contents"), click: () => finish() }, h("ol", {}, ids.map((id) => h("li", {}, h("a", { href: `#${id}` }, l.text(id)))))),
  );
}

let finish = () => {}; // fills at once what is still empty
let redraw = () => {};

/**
 * Shows the report in a language: what is on the screen first, and when that is painted the rest, until the reader does
 * something; with `whole` all of it at once.
 */
function show(language, whole) {
  const data = inLanguage(results, language);
  const ctx = { data, l: languageOf(data, language), drawings: new Set() };
  document.documentElement.lang = language;
  document.title = data.title || data.studies[0].folder;
  const made = sections.map((section) => sectionOf(ctx, section)).filter(Boolean);
  root.replaceChildren(
    h("a", { class: "skip", href: "#answer" }, ctx.l.text("skip")),
    header(ctx, made.map(({ id }) => id)),
    h("main", {}, made.map(({ element }) => element)),
  );
  const empty = [...made];
  const next = () => empty.shift().fill();
  const rest = () => {
    if (finish !== all || !empty.length) return; // of a language that is left, or filled at once
    do next();
    while (empty.length && !navigator.scheduling?.isInputPending?.());
    if (empty.length) setTimeout(rest);
    else drawn();
  };
  const all = () => {
    while (empty.length) next();
    drawn();
  };
  finish = all;
  redraw = (at) => draw(ctx.drawings, at);
  if (whole) return all();
  do next();
  while (empty.length && empty[0].element.getBoundingClientRect().top < innerHeight);
  performance.mark("first screen");
  requestAnimationFrame(() => setTimeout(rest));
}

/** Notes when, in milliseconds since the page was asked for, everything was there for the first time. */
function drawn() {
  document.documentElement.dataset.drawn ??= String(Math.round(performance.now()));
}

let waiting = 0;
addEventListener("resize", () => {
  clearTimeout(waiting);
  waiting = setTimeout(() => redraw(), 120);
});
// On paper every chart is drawn at the width of an A4 page. Before the layout for paper: changed by then, pages get lost.
const paper = 680;
addEventListener("beforeprint", () => {
  finish();
  redraw(paper);
});
addEventListener("afterprint", () => redraw());

// A place to go to, or to go back to, is there only when all is.
show(results.language, location.hash !== "" || performance.getEntriesByType("navigation")[0]?.type !== "navigate");

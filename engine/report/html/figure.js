// A figure: title, drawing, its words and table, and buttons for its data and its picture.

/** An element; attributes that are functions are listeners, children that are null or false are left out. */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === "function") element.addEventListener(name, value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

/** A text as the begin of a line. */
export const capital = (text) => text.replace(/^\p{L}/u, (c) => c.toUpperCase());

/** A name that somebody wrote, in whatever script and direction. */
export const named = (text) => h("bdi", {}, text);

const csvField = (value) => {
  const text = value === null || value === undefined ? "" : String(value);
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};
export const csvText = ({ columns, rows }) =>
  [columns, ...rows].map((row) => row.map(csvField).join(",") + "\n").join("");

function save(blob, name) {
  const link = h("a", { href: URL.createObjectURL(blob), download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

/** The drawing as a file of its own: white ground, its font, its title above it. */
function svgText(svg, title) {
  const copy = svg.cloneNode(true);
  const [width, height] = [svg.width.baseVal.value, svg.height.baseVal.value];
  const lines = [""];
  for (const word of title.split(" ")) {
    const longer = `${lines.at(-1)} ${word}`.trim();
    if (longer.length * 8 <= width || lines.at(-1) === "") lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  const lift = 12 + 18 * lines.length;
  const add = (tag, attributes, text = "") => {
    const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.textContent = text;
    return element;
  };
  for (const [name, value] of Object.entries({
    xmlns: "http://www.w3.org/2000/svg", viewBox: `0 ${-lift} ${width} ${height + lift}`, width, height: height + lift,
    "font-family": "system-ui, sans-serif", color: "#1c1c1c",
  }))
    copy.setAttribute(name, value);
  copy.prepend(
    add("rect", { x: 0, y: -lift, width, height: height + lift, fill: "#fff" }),
    ...lines.map((line, i) => add("text", { x: 4, y: 20 - lift + 18 * i, "font-size": 14, "font-weight": 600, fill: "#1c1c1c", "text-anchor": "start" }, line)),
  );
  return new XMLSerializer().serializeToString(copy);
}

async function pngOf(svg, title) {
  const image = new Image();
  image.src = "data:image/svg+xml;charset=utf-8," + encodeURIComponent(svgText(svg, title));
  await image.decode();
  const scale = 2;
  const canvas = h("canvas", { width: image.width * scale, height: image.height * scale });
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((done) => canvas.toBlob(done, "image/png"));
}

const tableRowsShown = 200;

/**
 * A table of raw values; numbers are written as `form[column]` says, or with at most five digits. With `sortable`, its
 * heads are buttons that sort it.
 */
export function table(ctx, { columns, rows, form = {}, heads = columns, sortable = false, caption = null }) {
  const l = ctx.l;
  const write = (value, c) =>
    value === null || value === undefined ? "–"
    : value instanceof Node ? value
    : form[columns[c]] ? form[columns[c]](value)
    : typeof value === "number" ? l.number(value, 0, { maximumFractionDigits: 20, maximumSignificantDigits: 5, minimumFractionDigits: undefined })
    : named(value);
  const isNumber = columns.map((_, c) => rows.some((row) => typeof row[c] === "number"));
  const body = h("tbody");
  const fill = (sorted) =>
    body.replaceChildren(
      ...sorted.slice(0, tableRowsShown).map((row) =>
        h("tr", {}, row.map((value, c) => h(c === 0 ? "th" : "td", { scope: c === 0 ? "row" : null, class: isNumber[c] ? "number" : null }, write(value, c)))),
      ),
    );
  fill(rows);
  const sort = (c, head) => {
    const down = head.getAttribute("aria-sort") === "none" ? isNumber[c] : head.getAttribute("aria-sort") === "ascending";
    for (const other of head.parentNode.children) other.setAttribute("aria-sort", "none");
    head.setAttribute("aria-sort", down ? "descending" : "ascending");
    const order = (x, y) => {
      if (x === null || y === null) return x === y ? 0 : x === null ? 1 : -1; // what does not exist stands last
      const less = typeof x === "number" && typeof y === "number" ? x - y : String(x).localeCompare(String(y), l.locale);
      return down ? -less : less;
    };
    fill([...rows].sort((a, b) => order(a[c], b[c])));
  };
  return h(
    "div",
    { class: "table", tabindex: "0", role: "region", "aria-label": caption },
    h(
      "table",
      {},
      h("thead", {}, h("tr", {}, columns.map((_, c) => {
        const head = h("th", { scope: "col", class: isNumber[c] ? "number" : null, "aria-sort": sortable ? "none" : null });
        head.append(
          sortable
            ? h("button", { type: "button", title: l.text("sort_by", { column: heads[c] }), click: () => sort(c, head) }, heads[c])
            : heads[c],
        );
        return head;
      }))),
      body,
    ),
    rows.length > tableRowsShown ? h("p", {}, l.text("rows_more", { n: rows.length - tableRowsShown })) : null,
  );
}

/** Does `work` when there is nothing else to do. */
const whenIdle = globalThis.requestIdleCallback ?? ((work) => setTimeout(work, 200));

/** What a drawing shows, in `words` and as the table that `make` gives: made when it is opened, or else when there is time. */
function asTable(ctx, words, make) {
  const fill = () => details.children.length > 1 + words.length || details.append(make());
  const details = h("details", { toggle: fill }, h("summary", {}, ctx.l.text("as_table")), words.map((text) => h("p", {}, named(text))));
  whenIdle(() => details.isConnected && fill()); // who searches the page finds it
  return details;
}

/** The button that saves a table of raw values as csv. */
export const dataButton = (ctx, id, data) =>
  h("button", { type: "button", click: () => save(new Blob([csvText(data)], { type: "text/csv;charset=utf-8" }), `${id}.csv`) }, ctx.l.text("data_csv"));

/**
 * `draw(width)` gives an SVG element; `data` {columns, rows} goes in the csv; `words` are sentences that say what the
 * drawing shows, to those who do not see it.
 */
export function figure(ctx, { id, title: given, note, draw, data, words, form, notes = [] }) {
  const l = ctx.l;
  const title = capital(given);
  const place = h("div", { class: "drawing" });
  const drawAt = (width) => {
    const svg = draw(width);
    svg.setAttribute("role", "img");
    svg.setAttribute("aria-label", `${title}. ${words.join(" ")}`);
    place.replaceChildren(svg);
  };
  const width = () => Math.max(280, Math.round(place.clientWidth || 640));
  const svg = () => place.querySelector("svg");
  const button = (text, click) => h("button", { type: "button", click }, text);
  const element = h(
    "figure",
    { id },
    h("figcaption", {}, h("h3", {}, title)),
    place,
    ...[note, ...notes].filter(Boolean).map((text) => h("p", { class: "note" }, text)),
    h(
      "div",
      { class: "tools" },
      dataButton(ctx, id, data),
      button(l.text("picture", { format: "svg" }), () => save(new Blob([svgText(svg(), title)], { type: "image/svg+xml" }), `${id}.svg`)),
      button(l.text("picture", { format: "png" }), async () => save(await pngOf(svg(), title), `${id}.png`)),
    ),
    asTable(ctx, words, () => table(ctx, { ...data, form, caption: title })),
  );
  ctx.drawings.add({ element, place, drawAt, width });
  return element;
}

/** A labelled choice: `options` are [value, text]. */
export function choice(label, options, value, change) {
  const select = h("select", { change: () => change(select.value) }, options.map(([v, text]) => h("option", { value: v, selected: String(v) === String(value) }, text)));
  return h("label", {}, h("span", {}, label), select);
}

/** A slider over the dates from `first` on. */
export function dateSlider(ctx, first, value, change) {
  const { data, l } = ctx;
  const shown = h("output", {}, String(data.years[value]));
  const input = h("input", {
    type: "range", min: first, max: data.dates.length - 1, step: 1, value,
    "aria-valuetext": l.date(data.dates[value]),
    input: () => {
      shown.textContent = String(data.years[input.value]);
      input.setAttribute("aria-valuetext", l.date(data.dates[input.value]));
      change(Number(input.value));
    },
  });
  return h("label", { class: "slider" }, h("span", {}, l.text("date")), input, shown);
}

export function toggle(label, value, change) {
  const box = h("input", { type: "checkbox", checked: value, change: () => change(box.checked) });
  return h("label", { class: "toggle" }, box, h("span", {}, label));
}

// The drawings: what Observable Plot, d3-sankey and topojson make of the data. Nothing here knows a measure by name.
import * as Plot from "@observablehq/plot";
import { geoArea, geoBounds, geoCentroid } from "d3-geo";
import { sankey, sankeyJustify } from "d3-sankey";
import { feature, mesh } from "topojson-client";

// Blue and orange are told apart with every kind of colour blindness, and differ in lightness; shapes say it too.
export const ink = "#1c1c1c";
const grey = "#5f6368";
const faint = "#d9d9d9";
const blue = "#0b5a9d";
const orange = "#b4540a";
const blues = ["#eef4fa", "#c6dbef", "#85b6dc", "#3d87c2", "#0b5a9d", "#083a66"];

const twoSides = [orange, "#f6e3d3", "#f7f7f7", "#d6e6f4", blue];

const style = { fontFamily: "system-ui, sans-serif", fontSize: "12px", color: ink, background: "transparent", overflow: "visible" };
export const short = (text, most) => ([...text].length > most ? [...text].slice(0, most - 1).join("") + "…" : text);
const year = (d) => String(d.getUTCFullYear());

/** Where panel `i` of `n` stands in a grid of `width`. */
function grid(n, width, least) {
  const columns = Math.max(1, Math.min(n, Math.floor(width / least)));
  return { columns, rows: Math.ceil(n / columns), place: (i) => ({ fx: i % columns, fy: Math.floor(i / columns) }) };
}

/** Scales of panels `each` wide with `room` to their right for the number at the end of a line. */
const facets = (each, room) => ({ fx: { axis: null, padding: Math.min(0.5, (room + 8) / each) }, fy: { axis: null, padding: 0.22 } });
const endRoom = (ends, format, y) => Math.max(...ends.map((row) => [...format(row[y])].length)) * 7.4 + 6;
/** Room for the numbers of an axis of these values. */
const leftRoom = (values, tick) => Math.max(62, ...ticksOf(values).map((value) => [...tick(value)].length * 7 + 14));
const ticksOf = (values) => {
  const known = values.filter((v) => Number.isFinite(v));
  return known.length ? Plot.scale({ x: { type: "linear", domain: [Math.min(...known, 0), Math.max(...known, 0)], nice: true } }).domain.flatMap((v) => [v, v / 2]) : [0];
};
const facetOf = { fx: "fx", fy: "fy" };
const timeAxis = (width) => ({ type: "utc", label: null, ticks: Math.max(2, Math.floor(width / 76)), tickFormat: year });

/** How many letters of a name stand on one line above a panel of this width. */
const lettersOn = (width) => Math.max(8, Math.floor(width / 8));
const titleRoom = (panels, width) => (panels.some(({ name }) => [...name].length > lettersOn(width)) ? 38 : 24);

/** The names of panels above them, on two lines where one does not hold them. */
function panelTitles(names, place, width) {
  const most = lettersOn(width);
  const lines = (name) => {
    if ([...name].length <= most) return name;
    const cut = name.lastIndexOf(" ", most);
    return cut < 4 ? short(name, most) : `${name.slice(0, cut)}\n${short(name.slice(cut + 1), most)}`;
  };
  return Plot.text(names.map((name, i) => ({ ...place(i), name: lines(name), full: name })), {
    ...facetOf, text: "name", title: "full", frameAnchor: "top-left", lineAnchor: "bottom", dy: -8, fontWeight: 600, fontSize: 13, lineHeight: 1.05,
  });
}

/**
 * Fans side by side. `panels`: [{name, rows: [{date, p05, p25, p50, p75, p95}]}], or with `causes` rows of
 * {date, mean, bands: [[low, high], ...]} from the inside. `points`: published figures.
 */
export function fans({ width, panels, points, format, tick, causes, tip }) {
  const g = grid(panels.length, width, 235);
  const each = width / g.columns;
  const rows = panels.flatMap(({ rows }, i) => rows.map((row) => ({ ...g.place(i), ...row })));
  const base = panels.slice(1).flatMap((_, i) => panels[0].rows.map((row) => ({ ...g.place(i + 1), ...row })));
  const ends = rows.filter((row, i) => i + 1 === rows.length || rows[i + 1].fx !== row.fx || rows[i + 1].fy !== row.fy);
  const middle = causes ? "mean" : "p50";
  const room = endRoom(ends, format, middle);
  const marks = causes
    ? panels[0].rows[0].bands.map((_, b, all) =>
        Plot.areaY(rows, { ...facetOf, x: "date", y1: (row) => row.bands[all.length - 1 - b][0], y2: (row) => row.bands[all.length - 1 - b][1], fill: blue, fillOpacity: [0.16, 0.28, 0.5][b] }))
    : [
        Plot.areaY(rows, { ...facetOf, x: "date", y1: "p05", y2: "p95", fill: blue, fillOpacity: 0.18 }),
        Plot.areaY(rows, { ...facetOf, x: "date", y1: "p25", y2: "p75", fill: blue, fillOpacity: 0.32 }),
      ];
  const spread = points.flatMap((point) => panels.map((_, i) => ({ ...g.place(i), ...point })));
  return Plot.plot({
    width, height: 60 + g.rows * 220, marginLeft: leftRoom(rows.flatMap((row) => [row.p05, row.p95]), tick), marginRight: room, marginTop: titleRoom(panels, each), marginBottom: 28, style,
    ...facets(each, room), x: timeAxis(each), y: { label: null, grid: true, ticks: 5, tickFormat: tick },
    marks: [
      panelTitles(panels.map((panel) => panel.name), g.place, each),
      ...marks,
      Plot.lineY(base, { ...facetOf, x: "date", y: middle, stroke: grey, strokeDasharray: "3,3" }),
      Plot.lineY(rows, { ...facetOf, x: "date", y: middle, stroke: blue, strokeWidth: 2 }),
      Plot.text(ends, { ...facetOf, x: "date", y: middle, text: (row) => format(row[middle]), textAnchor: "start", dx: 5, fill: blue, fontWeight: 600 }),
      Plot.ruleX(spread, { ...facetOf, x: "date", y1: "low", y2: "high", stroke: ink, strokeWidth: 1.2 }),
      Plot.dot(spread, { ...facetOf, x: "date", y: "value", r: 4, symbol: (d) => (d.forecast ? "diamond" : "circle"), fill: (d) => (d.forecast ? "#fff" : ink), stroke: (d) => (d.forecast ? orange : ink), strokeWidth: 1.6, title: "title" }),
      Plot.tip(rows, Plot.pointerX({ ...facetOf, x: "date", y: middle, title: tip, fontSize: 12 })),
    ],
  });
}

/** Differences through time: `panels` of rows {date, mean, low, high, p05, p95}. */
export function differencesOverTime({ width, panels, format, tick, tip }) {
  const g = grid(panels.length, width, 235);
  const left = leftRoom(panels.flatMap(({ rows }) => rows.flatMap((row) => [row.low, row.high, row.p05, row.p95])), tick);
  const each = width / g.columns;
  const rows = panels.flatMap(({ rows }, i) => rows.map((row) => ({ ...g.place(i), ...row })));
  const ends = rows.filter((row, i) => i + 1 === rows.length || rows[i + 1].fx !== row.fx || rows[i + 1].fy !== row.fy);
  const room = endRoom(ends, format, "mean");
  return Plot.plot({
    width, height: 60 + g.rows * 190, marginLeft: left, marginRight: room, marginTop: titleRoom(panels, each), marginBottom: 28, style,
    ...facets(each, room), x: timeAxis(each), y: { label: null, grid: true, ticks: 5, tickFormat: tick },
    marks: [
      panelTitles(panels.map((panel) => panel.name), g.place, each),
      Plot.ruleY([0], { stroke: ink }),
      Plot.areaY(rows, { ...facetOf, x: "date", y1: "low", y2: "high", fill: blue, fillOpacity: 0.3 }),
      ...["p05", "p95"].map((y) => Plot.lineY(rows, { ...facetOf, x: "date", y, stroke: blue, strokeOpacity: 0.55, strokeWidth: 0.8 })),
      Plot.lineY(rows, { ...facetOf, x: "date", y: "mean", stroke: blue, strokeWidth: 2 }),
      Plot.text(ends, { ...facetOf, x: "date", y: "mean", text: (row) => format(row.mean), textAnchor: "start", dx: 5, fill: blue, fontWeight: 600 }),
      Plot.tip(rows, Plot.pointerX({ ...facetOf, x: "date", y: "mean", title: tip, fontSize: 12 })),
    ],
  });
}

const labelRoom = (names, width) => Math.min(Math.max(...names.map((name) => [...name].length)) * 7.4 + 14, Math.max(104, width * 0.36));

/** Bars with intervals in the order given: [{name, value, low, high, sure, text}]. */
export function bars({ width, items, format }) {
  const room = labelRoom(items.map((item) => item.name), width);
  const most = Math.max(...items.map((item) => Math.abs(item.high ?? item.value)));
  const right = Math.max(...items.map((item) => [...item.text].length)) * 6.8 + 10;
  return Plot.plot({
    width, height: 44 + items.length * 34, marginLeft: room, marginRight: right, marginTop: 6, marginBottom: 28, style,
    x: { label: null, grid: true, ticks: Math.max(2, Math.floor((width - room - right) / (format(most).length * 8 + 24))), tickFormat: format, nice: true },
    y: { type: "band", domain: items.map((_, i) => i), label: null, tickSize: 0, padding: 0.35, tickFormat: (i) => short(items[i].name, Math.floor(room / 7.6)) },
    marks: [
      Plot.barX(items, { x: "value", y: (_, i) => i, fill: (d) => (d.sure ? (d.worse ? orange : blue) : "#fff"), stroke: (d) => (d.worse ? orange : blue), fillOpacity: 0.75, title: (d) => `${d.name}: ${d.text}` }),
      Plot.ruleY(items, { y: (_, i) => i, x1: "low", x2: "high", stroke: ink, strokeWidth: 1.5 }),
      Plot.ruleX([0], { stroke: ink }),
      Plot.text(items, { x: (d) => Math.max(d.value, d.high ?? d.value, 0), y: (_, i) => i, text: "text", textAnchor: "start", dx: 7 }),
    ],
  });
}

/**
 * Points with intervals by label, a panel an alternative: `panels` [{name, rows: [{label, value, low, high, sure,
 * beside}]}]; `beside` is an open point of another alternative.
 */
export function points({ width, panels, labels, format, zero }) {
  const room = labelRoom(labels, width);
  const g = grid(panels.length, width - room, 190);
  const rows = panels.flatMap(({ rows }, i) => rows.map((row) => ({ ...g.place(i), ...row })));
  const each = (width - room) / g.columns;
  return Plot.plot({
    width, height: 44 + g.rows * (48 + labels.length * 19), marginLeft: room, marginRight: 26, marginTop: titleRoom(panels, each), marginBottom: 26, style,
    fx: { axis: null, padding: 0.12 }, fy: { axis: null, padding: Math.min(0.3, 2.6 / (labels.length + 3)) },
    x: { label: null, grid: true, ticks: Math.max(2, Math.floor(each / Math.max(64, ...ticksOf(rows.flatMap((row) => [row.low, row.high, row.value])).map((v) => [...format(v)].length * 7 + 22)))), tickFormat: format, nice: true },
    y: { type: "point", domain: labels.map((_, i) => i), label: null, tickSize: 0, padding: 0.6, tickFormat: (i) => short(labels[i], Math.floor(room / 7.6)) },
    marks: [
      panelTitles(panels.map((panel) => panel.name), g.place, each),
      zero ? Plot.ruleX([0], { stroke: ink }) : null,
      Plot.ruleY(rows, { ...facetOf, y: "label", x1: "low", x2: "high", stroke: grey, strokeWidth: 2.2 }),
      Plot.dot(rows.filter((row) => row.beside !== undefined && row.beside !== null), { ...facetOf, x: "beside", y: "label", r: 3.4, stroke: grey, fill: "#fff" }),
      Plot.dot(rows, { ...facetOf, x: "value", y: "label", r: 4.2, stroke: (d) => (d.worse ? orange : blue), strokeWidth: 1.6, fill: (d) => (d.sure === false ? "#fff" : d.worse ? orange : blue), title: "title" }),
    ],
  });
}

/** The shapes and discs of a map that have a value. */
export function shapesOf(topology) {
  const objects = Object.values(topology.objects);
  const features = objects.flatMap((object) => feature(topology, object).features);
  return {
    areas: features.filter((f) => f.geometry.type !== "Point"),
    discs: features.filter((f) => f.geometry.type === "Point"),
    borders: mesh(topology, objects[0]),
  };
}

/**
 * A map: `value(name)` gives {value, sure, text, title} or undefined; `diverging` centres the colours on 0, of which the
 * blue side is the better one: lower with `lowerIsBetter`.
 */
export function map({ width, shapes, range, value, format, diverging, lowerIsBetter, legend }) {
  const side = Math.min(width, 560);
  const height = Math.round(side * 1.16);
  const known = [...shapes.areas, ...shapes.discs].map((f) => ({ f, name: f.properties.name, ...value(f.properties.name) })).filter((d) => d.value !== undefined && d.value !== null);
  const areas = known.filter((d) => d.f.geometry.type !== "Point");
  const discs = known.filter((d) => d.f.geometry.type === "Point");
  const most = Math.max(...range.map(Math.abs), 1e-12);
  const color = diverging
    ? { type: "diverging", domain: [-most, most], range: lowerIsBetter ? [...twoSides].reverse() : twoSides, interpolate: "rgb", pivot: 0 }
    : { type: "linear", domain: range, range: blues, interpolate: "rgb" };
  const scale = Plot.scale({ color });
  const dark = (d) => {
    const [r, g, b] = scale.apply(d.value).match(/\d+/g).map(Number);
    return 0.299 * r + 0.587 * g + 0.114 * b < 130;
  };
  const textSize = side < 420 ? 7.5 : 10;
  const discSize = textSize * Math.max(1.25, Math.max(0, ...discs.map((d) => d.text.length)) * 0.32);
  // The number of an area whose middle lies under a disc could not be read: the table has it.
  const largest = (d) => !areas.some((other) => other !== d && other.name === d.name && geoArea(other.f) > geoArea(d.f));
  const all = { type: "FeatureCollection", features: shapes.areas };
  const [[, south], [, north]] = geoBounds(all);
  const free = areas.filter(largest).filter((d) => {
    const [x, y] = geoCentroid(d.f);
    const east = Math.cos((y * Math.PI) / 180); // a degree to the east, in degrees to the north
    return !discs.some(({ f }) => Math.hypot((f.geometry.coordinates[0] - x) * east, f.geometry.coordinates[1] - y) < (north - south) * 0.0445);
  });
  const plot = Plot.plot({
    width: side, height, style, margin: 4, marginBottom: 4,
    projection: { type: "mercator", domain: all },
    color: { ...color, legend: false },
    marks: [
      () => hatching(),
      Plot.geo(areas.map((d) => ({ ...d.f, d })), { fill: (f) => f.d.value, stroke: "#fff", strokeWidth: 0.8, title: (f) => f.d.title }),
      Plot.geo(areas.filter((d) => d.sure === false).map((d) => d.f), { fill: "url(#hatch)" }),
      Plot.text(free, Plot.centroid({ geometry: (d) => d.f, text: "text", fontSize: textSize, fill: (d) => (dark(d) && d.sure !== false ? "#fff" : ink), stroke: (d) => (d.sure === false ? "#fff" : "none"), strokeWidth: 2.5, pointerEvents: "none" })),
      ...[false, true].map((unsure) =>
        Plot.dot(discs.filter((d) => (d.sure === false) === unsure), { x: (d) => d.f.geometry.coordinates[0], y: (d) => d.f.geometry.coordinates[1], r: discSize, fill: "value", stroke: ink, strokeWidth: 1.2, strokeDasharray: unsure ? "2,2" : null, title: "title" })),
      Plot.text(discs, { x: (d) => d.f.geometry.coordinates[0], y: (d) => d.f.geometry.coordinates[1], text: "text", fontSize: textSize, fill: (d) => (dark(d) ? "#fff" : ink), pointerEvents: "none" }),
    ],
  });
  // The scale of colours, in a corner.
  const key = Plot.plot({
    width: 200, height: 50, margin: 20, marginBottom: 18, marginTop: 18, style,
    x: { domain: color.domain, ticks: diverging ? [-most, 0, most] : color.domain, tickFormat: format, label: null, tickSize: 3 }, color: { ...color, legend: false },
    marks: [
      Plot.rectX(Array.from({ length: 60 }, (_, i) => color.domain[0] + ((i + 0.5) / 60) * (color.domain[1] - color.domain[0])), {
        x1: (d) => d - (color.domain[1] - color.domain[0]) / 120, x2: (d) => Math.min(color.domain[1], d + (color.domain[1] - color.domain[0]) / 60), fill: (d) => d,
      }),
      Plot.text([legend], { frameAnchor: "top-left", dy: -14, text: (d) => d }),
    ],
  });
  key.setAttribute("x", 2);
  key.setAttribute("y", 4);
  plot.append(key);
  return plot;
}

function hatching() {
  const make = (tag, attributes) => {
    const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    return element;
  };
  const pattern = make("pattern", { id: "hatch", width: 5, height: 5, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" });
  pattern.append(make("line", { y2: 5, stroke: ink, "stroke-width": 0.7, "stroke-opacity": 0.55 }));
  return pattern;
}

/** What flows from node to node of a Sankey diagram that is laid out. */
const ribbons = (links, { fill, fillOpacity, title }) =>
  Plot.areaY(links.flatMap((d, z) => [[d.source.x1, d.y0], [d.target.x0, d.y1]].map(([x, y]) => ({ ...d, z, x, low: y - Math.max(0.3, d.width / 2), high: y + Math.max(0.3, d.width / 2) }))), {
    x: "x", y1: "low", y2: "high", z: "z", curve: "bump-x", fill, fillOpacity, title,
  });

/**
 * A Sankey diagram: `nodes` [{name, side}] (-1 left of its bar, 1 right of it), `links` [{source, target, value}], by
 * index.
 */
export function flows({ width, nodes, links, format }) {
  const narrow = width < 600;
  const room = narrow ? 108 : Math.max(...nodes.filter((node) => node.side !== 0).map((node) => [...short(node.name, 27)].length)) * 6.4 + 56;
  const height = narrow ? 680 : 520;
  const graph = sankey().nodeWidth(10).nodePadding(narrow ? 26 : 20).nodeAlign(sankeyJustify).nodeSort(null)
    .extent([[room, 20], [width - room, height - 8]])({
      nodes: nodes.map((node) => ({ ...node })), links: links.map((link) => ({ ...link })),
    });
  const most = narrow ? 16 : 27;
  return Plot.plot({
    width, height, style, margin: 0, axis: null, x: { type: "identity" }, y: { type: "identity" },
    marks: [
      ribbons(graph.links, { fill: (d) => (d.loss ? orange : blue), fillOpacity: 0.32, title: (d) => `${d.source.name} → ${d.target.name}: ${format(d.value)}` }),
      Plot.rect(graph.nodes, { x1: "x0", x2: "x1", y1: "y0", y2: (d) => Math.max(d.y1, d.y0 + 1), fill: ink }),
      Plot.text(graph.nodes.filter((node) => node.side === 0), {
        x: (d) => (d.x0 + d.x1) / 2, y: "y0", dy: -3, lineAnchor: "bottom", text: (d) => (narrow ? `${short(d.name, 20)}\n${d.amount}` : `${d.name}: ${d.amount}`), title: "name",
        fontWeight: 600, fontSize: narrow ? 10.5 : 12, stroke: "#fff", strokeWidth: 4, fill: ink,
      }),
      ...[-1, 1].map((side) =>
        Plot.text(graph.nodes.filter((node) => node.side === side), {
          x: side > 0 ? "x1" : "x0", y: (d) => (d.y0 + d.y1) / 2, dx: side > 0 ? 6 : -6,
          text: (d) => (narrow ? `${short(d.name, most)}\n${format(d.value)}` : `${short(d.name, most)}  ${format(d.value)}`), title: "name",
          textAnchor: side > 0 ? "start" : "end", fontSize: narrow ? 10.5 : 12, stroke: "#fff", strokeWidth: 4, fill: ink,
        })),
    ],
  });
}

/** From a first to a last level by steps: [{name, from, to, total, text}]. */
export function waterfall({ width, steps, format }) {
  const room = labelRoom(steps.map((step) => step.name), width);
  return Plot.plot({
    width, height: 40 + steps.length * 36, marginLeft: room, marginRight: 70, marginTop: 6, marginBottom: 28, style,
    x: { label: null, grid: true, tickFormat: format, ticks: Math.max(2, Math.floor((width - room - 70) / 90)), nice: true },
    y: { type: "band", domain: steps.map((_, i) => i), label: null, tickSize: 0, padding: 0.3, tickFormat: (i) => short(steps[i].name, Math.floor(room / 7.2)) },
    marks: [
      Plot.ruleX([0], { stroke: ink }),
      Plot.barX(steps, { x1: "from", x2: "to", y: (_, i) => i, fill: (d) => (d.total ? grey : d.to < d.from ? blue : orange), fillOpacity: 0.85 }),
      Plot.link(steps.slice(1), { x1: "from", x2: "from", y1: (_, i) => i, y2: (_, i) => i + 1, stroke: grey, strokeDasharray: "2,2", filter: (d) => !d.total }),
      Plot.text(steps, { x: (d) => Math.max(d.from, d.to), y: (_, i) => i, text: "text", textAnchor: "start", dx: 6, fontWeight: (d) => (d.total ? 600 : 400) }),
    ],
  });
}

/** A small line with its band, for a cell of a table. */
export function sparkline(rows) {
  return Plot.plot({
    width: 150, height: 34, margin: 3, axis: null, style, x: { type: "utc" },
    marks: [
      Plot.areaY(rows, { x: "date", y1: "p05", y2: "p95", fill: blue, fillOpacity: 0.2 }),
      Plot.lineY(rows, { x: "date", y: "mean", stroke: blue, strokeWidth: 1.6 }),
      Plot.dot(rows.slice(-1), { x: "date", y: "mean", r: 2.4, fill: blue }),
    ],
  });
}

/**
 * What becomes of a group, a column a date: `states` [name], `columns` [name], `moves` [{at, from, to, value}] from state
 * `from` in column `at` to state `to` in the next.
 */
export function stages({ width, columns, states, moves, format }) {
  const shades = ["#85b6dc", "#0b5a9d", "#8a6d00", "#b58a3c", "#3d87c2", "#b4540a"];
  const narrow = width < 600;
  const room = narrow ? 104 : Math.max(...states.map((name) => [...short(name, 24)].length)) * 6.6 + 52;
  const height = narrow ? 420 : 440;
  const ids = new Map();
  const nodes = [];
  const node = (layer, state) => {
    const key = `${layer} ${state}`;
    if (!ids.has(key)) ids.set(key, nodes.push({ layer, state, name: states[state] }) - 1);
    return ids.get(key);
  };
  const links = moves.map(({ at, from, to, value }) => ({ source: node(at, from), target: node(at + 1, to), value, at, from, to }));
  const graph = sankey().nodeWidth(narrow ? 4 : 8).nodePadding(narrow ? 6 : 10).nodeAlign((n) => n.layer).nodeSort((x, y) => x.state - y.state).linkSort((x, y) => x.from - y.from || x.to - y.to).iterations(0)
    .extent([[4, 26], [width - room, height - 8]])({ nodes, links });
  const step = (width - room - 4) / (columns.length - 1);
  const named = apart(graph.nodes.filter((n) => n.layer === columns.length - 1).map((n) => ({ ...n, from: n.y0, to: n.y1 })), narrow ? 26 : 15);
  return Plot.plot({
    width, height, style, margin: 0, axis: null, x: { type: "identity" }, y: { type: "identity" },
    marks: [
      ribbons(graph.links, {
        fill: (d) => shades[d.to % shades.length], fillOpacity: 0.38, title: (d) => `${columns[d.at]} → ${columns[d.at + 1]}\n${states[d.from]} → ${states[d.to]}: ${format(d.value)}`,
      }),
      Plot.rect(graph.nodes, { x1: "x0", x2: "x1", y1: "y0", y2: (d) => Math.max(d.y1, d.y0 + 0.8), fill: (d) => shades[d.state % shades.length], title: (d) => `${columns[d.layer]}: ${d.name} ${format(d.value)}` }),
      Plot.text(graph.nodes.filter((n) => n.layer === 0 && !named.some(({ state }) => state === n.state)), { x: "x1", y: (d) => (d.y0 + d.y1) / 2, dx: 4, dy: 15, text: (d) => short(d.name, 12), textAnchor: "start", fill: ink, stroke: "#fff", strokeWidth: 2.5, strokeOpacity: 0.75 }),
      Plot.text(graph.nodes.filter((n) => step > 50 && n.layer < columns.length - 1 && n.y1 - n.y0 > 13), { x: "x1", y: (d) => (d.y0 + d.y1) / 2, dx: 4, text: (d) => format(d.value), textAnchor: "start", fill: ink, stroke: "#fff", strokeWidth: 2.5, strokeOpacity: 0.75 }),
      ...["start", "middle"].map((textAnchor, k) =>
        Plot.text(columns.map((name, i) => ({ name, i })).filter(({ i }) => (k ? i > 0 : i === 0) && (!narrow || (columns.length - 1 - i) % 3 === 0)), { x: (d) => (k ? 4 : 0) + d.i * step, y: 12, text: "name", textAnchor, fontWeight: 600 })),
      Plot.text(named, { x: "x1", y: "at", dx: 6, text: (d) => (narrow ? `${short(d.name, 17)}\n${format(d.value)}` : `${short(d.name, 24)}  ${format(d.value)}`), title: "name", textAnchor: "start", fontSize: narrow ? 11 : 12, fill: ink }),
    ],
  });
}

/** Where the names of stacked parts stand so that they do not touch. */
function apart(rows, least) {
  let last = -Infinity;
  return rows.map((row) => ({ ...row, at: (last = Math.max((row.from + row.to) / 2, last + least)) }));
}

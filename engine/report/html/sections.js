// The parts of the report. Each is a function of the context that gives nothing when the results do not have what it
// shows, or {state, content(state, update)}: what it remembers, and its elements.
import { at, certain, differenceOn, publishedOf, rowsOf, seriesOf, splitSeries, verdict } from "./data.js";
import * as charts from "./charts.js";
import { capital, choice, dataButton, dateSlider, figure, h, named, table, toggle } from "./figure.js";
import { moreDecimals } from "./text.js";

const fourfold = ["mean", "p05", "p25", "p50", "p75", "p95", "standard_error"];
const quoted = (ctx, text) => (ctx.l.language === "nl" ? `‘${text}’` : `“${text}”`);
const last = (data) => data.dates.length - 1;
const others = (data) => data.alternatives.map((_, a) => a).slice(1);
/** What an alternative is called: `key` in csv files, `name` on the page. */
const naming = (data, a) => ({ key: data.alternatives[a].key, name: data.alternatives[a].name });
const dateOf = (data, d) => new Date(data.dates[d]);

/** The column by which headline series are split: the first that one of them has a label in. */
const partSplit = (data) => data.splits.find((split) => data.series.some((s) => s.headline && split in s.labels && Object.keys(s.labels).length === 1));

const partOptions = (ctx, measures) => {
  const split = partSplit(ctx.data);
  const labels = split ? [...new Set(measures.flatMap((m) => splitSeries(ctx.data, m, [split]).map((s) => s.labels[split])))] : [];
  return [["", ctx.l.text("total")], ...labels.map((label) => [label, ctx.l.label(split, label)])];
};
const partOf = (data, part) => (part ? { [partSplit(data)]: part } : {});

/** A measure that two rows of a list may share a name with says its unit too. */
function measureNames(ctx, names) {
  const texts = names.map((name) => ctx.l.measure(name));
  return names.map((name, i) => [name, texts.indexOf(texts[i]) !== texts.lastIndexOf(texts[i]) ? `${texts[i]} (${ctx.l.unit(ctx.data.measureNamed.get(name).unit)})` : texts[i]]);
}

const withPart = (ctx, series) => {
  const labels = Object.entries(series.labels).map(([split, label]) => ctx.l.label(split, label));
  return [ctx.l.measure(series.measure), ...labels].join(", ");
};

const controls = (...items) => h("div", { class: "controls" }, items);

/** Whether a difference goes the wrong way; down, for a measure without direction. Money has no wrong way: somebody gets it. */
const worse = (l, of, difference) => (l.isMoney(of) ? false : of.better === "lower" ? difference > 0 : difference < 0);

/** Headline measures that are worth comparing: not the price itself. */
const headlineMeasures = (data) =>
  [...new Set(data.series.filter((s) => s.headline && s.measure !== data.compared.cost && s.measure !== data.compared.anyway).map((s) => s.measure))];

const firstMeasure = (data) => {
  const all = headlineMeasures(data);
  return all.includes(data.compared.measure) ? data.compared.measure : all[0];
};

/** All numbers of the difference of one alternative, and its texts. */
function described(ctx, series, a, date) {
  const { data, l } = ctx;
  const difference = differenceOn(series, a, date);
  const extra = moreDecimals(series.of, [difference?.standard_error ?? 0]);
  const percent = series.of.unit === "%";
  const point = (value) => (percent ? `${l.number(value, series.of.decimals + extra)} ${l.text("points")}` : l.quantity(series.of, value, extra));
  const counted = series.of.better === "higher" && l.isCount(series.of);
  const size = difference ? Math.abs(difference.mean) : 0;
  const up = difference?.mean >= 0;
  return {
    difference, extra,
    is: verdict(difference),
    interval: difference ? `${l.signed(series.of, difference.low, extra)} ${l.text("to")} ${l.signed(series.of, difference.high, extra)}` : "",
    amount: counted
      ? `${point(size)} ${l.text(up ? "more" : "fewer")} ${withPart(ctx, series)}`
      : `${withPart(ctx, series)} ${point(size)} ${l.text(up ? "higher" : "lower")}`,
    plain: `${l.signed(series.of, difference?.mean ?? null, extra)}${percent || l.isMoney(series.of) ? "" : " " + l.unit(series.of.unit)}`,
  };
}

/** "extra job"; of a measure that is better lower "job less". */
const perUnit = (ctx, series) => ctx.l.text(series.of.better === "lower" ? "per_less" : "per_more", { per: ctx.l.unit(ctx.data.compared.per) });

/** ", for € 150 million a year, € 160,000 for each extra one (… to …)". */
function costText(ctx, series, a, date) {
  const { data, l } = ctx;
  const cost = data.compared.cost && seriesOf(data, data.compared.cost, series.labels);
  if (!cost || cost === series || date < cost.first) return "";
  const paid = differenceOn(cost, a, date);
  const own = differenceOn(series, a, date);
  if (!paid || paid.mean === null) return "";
  if (paid.mean === 0 && paid.standard_error === 0) return l.text("cost_none");
  const yearly = l.text(own.cost_per_unit_is === "part of a year" ? "cost_part" : paid.mean < 0 ? "cost_saves" : "cost_year", { cost: l.money(Math.abs(paid.mean)) });
  const is = own.cost_per_unit_is;
  if (is === "told")
    return yearly + l.text("cost_unit", { cost: l.money(own.cost_per_unit), low: l.money(own.cost_per_unit_low), high: l.money(own.cost_per_unit_high), per: perUnit(ctx, series) });
  return yearly + (is === "cannot tell" ? l.text("cost_unit_unsure", { per: perUnit(ctx, series) }) : is === "part of a year" ? l.text("cost_part_year") : "");
}

function evidenceText(ctx, a) {
  const { grade, changes } = ctx.data.alternatives[a];
  if (grade) return ctx.l.text("evidence_grade", { grade, word: ctx.l.text(`grade_${grade}`) });
  return changes?.policy ? ctx.l.text("evidence_none") : "";
}

function answerSentence(ctx, series, a, date) {
  const { data, l } = ctx;
  const told = described(ctx, series, a, date);
  const d = told.difference;
  const probability = d && d.probability !== null
    ? l.text(series.of.better ? "helps" : "is_higher", { share: data.draws < 100 ? l.text("of_draws", { n: l.number(d.probability * data.draws), draws: l.number(data.draws) }) : l.text("share_of_draws", { share: l.share(d.probability) }), low: l.share(d.probability_low), high: l.share(d.probability_high) })
    : "";
  const fill = {
    difference: told.is === "unsure" ? told.plain : told.amount,
    interval: told.interval, date: l.date(data.dates[date]), base: quoted(ctx, data.alternatives[0].name), measure: withPart(ctx, series),
    cost: told.is === "identical" ? "" : costText(ctx, series, a, date), probability, evidence: evidenceText(ctx, a),
  };
  const key = { unsure: "answer_unsure", unknown: "answer_unknown", identical: "answer_identical" }[told.is] ?? (certain(data) ? "answer_certain" : "answer_told");
  return { told, text: l.text(key, fill) };
}

/** How a difference turns out, in few words: "waiting +495 (90%: −62 to +1,052), cannot tell". */
function inShort(ctx, series, a, date) {
  const { l } = ctx;
  const told = described(ctx, series, a, date);
  if (!told.difference || told.difference.mean === null) return null;
  const verdict = told.is === "unsure" || told.is === "unknown" ? `, ${l.text("unsure")}` : "";
  return told.is === "identical" ? `${withPart(ctx, series)}: ${l.text("identical")}` : `${withPart(ctx, series)}: ${told.plain}${told.interval ? ` (${told.interval})` : ""}${verdict}`;
}

// ------------------------------------------------------------------------------------------------ 1, the answer

function answer(ctx) {
  const { data, l } = ctx;
  const measures = headlineMeasures(data);
  return {
    state: { measure: firstMeasure(data), part: "", date: last(data) },
    content: (state, update) => {
      const series = seriesOf(data, state.measure, partOf(data, state.part)) ?? seriesOf(data, state.measure);
      const base = (d) => at(series, series.levels[0], "mean", d);
      const sentence = l.text(data.alternatives.length > 1 ? "base_sentence" : "only_base", {
        base: quoted(ctx, data.alternatives[0].name), value: l.quantity(series.of, base(state.date)), measure: withPart(ctx, series), date: l.date(data.dates[state.date]),
        band: data.replications < 2 ? "" : l.text("outcomes", { low: l.bare(series.of, at(series, series.levels[0], "p05", state.date)), high: l.bare(series.of, at(series, series.levels[0], "p95", state.date)) }),
        first: l.quantity(series.of, base(series.first)), start: l.date(data.dates[series.first]),
      });
      const ranked = others(data).map((a) => ({ a, ...answerSentence(ctx, series, a, state.date) }));
      ranked.sort((x, y) => (x.told.difference?.rank || 1e9) - (y.told.difference?.rank || 1e9));
      // What the reader should not miss beside the measure.
      const beside = (data.presentation.answer ?? []).filter((m) => m !== state.measure).map((m) => seriesOf(data, m, series.labels)).filter((s) => s?.headline && state.date >= s.first);
      const more = (a) => {
        const d = differenceOn(series, a, state.date);
        const small = d && d.mean && Math.abs(d.mean) < 0.001 * Math.abs(base(state.date) ?? 0) ? l.text("negligible") : null;
        const spread = d?.p05 !== null && d?.p05 !== undefined && data.replications > 1 && d.p05 !== d.p95 ? l.text("outcomes_difference", { low: l.signed(series.of, d.p05), high: l.signed(series.of, d.p95) }) : null;
        const also = beside.map((s) => inShort(ctx, s, a, state.date)).filter(Boolean);
        return [small, spread, also.length ? l.text("beside", { list: also.join("; ") }) : null].filter(Boolean).join(" ");
      };
      const marks = { higher: "▲", lower: "▼", unsure: "?", unknown: "?", identical: "=" };
      const good = (is) => (series.of.better === "" || l.isMoney(series.of) ? "" : is === series.of.better ? "good" : is === "higher" || is === "lower" ? "bad" : "");
      return [
        controls(
          choice(l.text("measure"), measureNames(ctx, measures), state.measure, (measure) => update({ measure, part: "" })),
          partOptions(ctx, [state.measure]).length > 1 ? choice(l.text("part"), partOptions(ctx, [state.measure]), state.part, (part) => update({ part })) : null,
          choice(l.text("date"), data.dates.map((date, d) => [d, l.date(date)]).slice(series.first + (data.alternatives.length > 1 ? 1 : 0)), state.date, (date) => update({ date: Number(date) })),
        ),
        h("p", { class: "lead" }, named(sentence), data.alternatives[0].description ? h("span", { class: "description" }, named(`${data.alternatives[0].name}: ${data.alternatives[0].description}`)) : null),
        h("ul", { class: "answers", "aria-live": "polite" }, ranked.map(({ a, told, text }) =>
          h("li", { class: good(told.is), "data-alternative": data.alternatives[a].key }, h("span", { class: "mark", "aria-hidden": "true" }, marks[told.is]), h("p", {}, h("strong", {}, named(data.alternatives[a].name)), ": ", named(text), more(a) ? h("span", { class: "beside_it" }, named(more(a))) : null,
            data.alternatives[a].description ? h("span", { class: "description" }, named(data.alternatives[a].description)) : null)))),
        ranked.length && !certain(data) ? h("p", { class: "note" }, l.text("answer_note", { draws: l.number(data.draws) })) : null,
        ranked.length && data.compared.cost && data.measureNamed.has(data.compared.cost) ? h("p", { class: "note" }, l.text("cost_is", { cost: capital(l.measure(data.compared.cost)), definition: l.definition(data.compared.cost) })) : null,
      ];
    },
  };
}

// ------------------------------------------------------------------------------------------------ 2, fans

function fans(ctx) {
  const { data, l } = ctx;
  const wanted = data.presentation.fans ?? headlineMeasures(data);
  const measures = wanted.filter((m) => data.series.some((s) => s.measure === m && s.levels[0].p50));
  if (!measures.length) return null;
  const withForecast = measures.flatMap((m) => data.series.filter((s) => s.measure === m && s.levels[0].p50)).filter((s) => publishedOf(data, s).some((p) => p.forecast));
  return {
    state: { measure: measures.includes(firstMeasure(data)) ? firstMeasure(data) : measures[0], part: "", causes: "", forecasts: false },
    content: (state, update) => {
      const series = seriesOf(data, state.measure, partOf(data, state.part)) ?? seriesOf(data, state.measure);
      const published = publishedOf(data, series);
      const causes = state.causes && series.variance;
      const dates = data.dates.map((_, d) => d).slice(series.first);
      const write = (value) => l.bare(series.of, value);
      const level = (a, name, d) => at(series, series.levels[a], name, d);
      const panels = data.alternatives.map(({ key, name }, a) => ({
        key, name,
        rows: dates.map((d) => {
          const row = { a, d, date: dateOf(data, d), ...Object.fromEntries(fourfold.map((key) => [key, level(a, key, d)])) };
          if (causes) {
            const part = (key) => Math.max(0, at(series, series.variance[a], key, d) ?? 0);
            const sums = [part("chance"), part("chance") + part("parameters"), part("chance") + part("parameters") + part("futures")];
            row.bands = sums.map((sum) => [row.mean - 1.6448536 * Math.sqrt(sum), row.mean + 1.6448536 * Math.sqrt(sum)]);
          }
          return row;
        }),
      }));
      const points = published.filter((p) => !p.forecast || state.forecasts).map((p) => ({
        ...p, date: new Date((p.from.getTime() + p.until.getTime()) / 2), low: p.value - p.tolerance, high: p.value + p.tolerance,
        title: `${l.text(p.forecast ? "forecast" : "published")}: ${l.quantity(series.of, p.value)} (${p.source}) ${p.note}`,
      }));
      const end = last(data);
      const words = panels.map(({ name }, a) => l.text("fan_alt", {
        name, first: l.quantity(series.of, level(a, "p50", series.first)), from: data.years[series.first], last: l.quantity(series.of, level(a, "p50", end)), until: data.years[end],
        low: l.quantity(series.of, level(a, "p05", end)), high: l.quantity(series.of, level(a, "p95", end)),
      }));
      for (const p of points) words.push(`${p.title}, ${data.years[0] ? p.until.getUTCFullYear() : ""}.`);
      let shares = null;
      if (series.variance) {
        const of = ["chance", "parameters", "futures"].map((key) => at(series, series.variance[0], key, end));
        const sum = of.reduce((x, y) => x + y, 0);
        if (of.every((v) => v !== null) && sum > 0)
          shares = l.text("causes_share", { until: data.years[end], base: quoted(ctx, data.alternatives[0].name), chance: l.share(of[0] / sum), parameters: l.share(of[1] / sum), futures: l.share(of[2] / sum) });
      }
      const columns = ["alternative", "measure", ...Object.keys(series.labels), "date", "unit", ...fourfold];
      const rows = panels.flatMap((panel) => panel.rows.map((row) => [panel.key, series.measure, ...Object.values(series.labels), data.dates[row.d], series.of.unit, ...fourfold.map((key) => row[key])]));
      return [
        controls(
          choice(l.text("measure"), measureNames(ctx, measures), state.measure, (measure) => update({ measure, part: "" })),
          partOptions(ctx, [state.measure]).length > 1 ? choice(l.text("part"), partOptions(ctx, [state.measure]), state.part, (part) => update({ part })) : null,
          series.variance ? choice(l.text("bands"), [["", l.text("bands_quantiles")], ["1", l.text("bands_causes")]], state.causes, (causes) => update({ causes })) : null,
          // The switch leads to a measure that was forecast, when this one was not.
          withForecast.length ? toggle(l.text("forecasts"), state.forecasts && withForecast.includes(series), (forecasts) =>
            update(forecasts && !withForecast.includes(series) ? { forecasts, measure: withForecast[0].measure, part: Object.values(withForecast[0].labels)[0] ?? "" } : { forecasts })) : null,
        ),
        figure(ctx, {
          id: "fan", title: `${withPart(ctx, series)}, ${l.unit(series.of.unit)}`, words, data: { columns, rows },
          note: causes ? l.text("causes_note") : l.text(data.alternatives.length > 1 ? "fans_note" : "fans_note_one", { base: quoted(ctx, data.alternatives[0].name) }),
          notes: [panels.every(({ rows }) => rows.every((row) => row.p05 > 0)) ? l.text("axis_note") : null, shares, points.some((p) => !p.forecast) ? l.text("published_note") : null, points.some((p) => p.forecast) ? l.text("forecast_note") : null],
          draw: (width) => charts.fans({
            width, panels, points, causes, format: write, tick: l.tick(series.of),
            tip: (row) => `${l.date(data.dates[row.d])}\n${l.quantity(series.of, row.p50)}\n90%: ${write(row.p05)} ${l.text("to")} ${write(row.p95)}`,
          }),
        }),
      ];
    },
  };
}

// ------------------------------------------------------------------------------------------------ 3, differences

function differences(ctx) {
  const { data, l } = ctx;
  if (data.alternatives.length < 2) return null;
  const measures = [...new Set(data.series.filter((s) => s.headline && s.differences).map((s) => s.measure))];
  return {
    state: { measure: firstMeasure(data), part: "", date: last(data) },
    content: (state, update) => {
      const series = seriesOf(data, state.measure, partOf(data, state.part)) ?? seriesOf(data, state.measure);
      const dates = data.dates.map((_, d) => d).slice(series.first);
      const names = ["mean", "standard_error", "low", "high", "p05", "p95"];
      const panels = others(data).map((a) => ({ ...naming(data, a), rows: dates.map((d) => ({ d, date: dateOf(data, d), ...differenceOn(series, a, d) })) }));
      const extra = moreDecimals(series.of, panels.flatMap((p) => p.rows.map((r) => r.standard_error ?? 0)));
      const write = (value) => l.signed(series.of, value, extra);
      const base = quoted(ctx, data.alternatives[0].name);
      const unit = series.of.unit === "%" ? l.text("points") : l.unit(series.of.unit);
      const items = others(data).map((a) => {
        const told = described(ctx, series, a, state.date);
        const d = told.difference ?? {};
        return { a, ...naming(data, a), value: d.mean, low: d.low, high: d.high, sure: told.is === "higher" || told.is === "lower", worse: worse(l, series.of, d.mean), text: `${write(d.mean)}${told.is === "unsure" || told.is === "unknown" ? " ?" : ""}`, d };
      }).filter((item) => item.value !== null && item.value !== undefined);
      items.sort((x, y) => (series.of.better === "lower" ? x.value - y.value : y.value - x.value));
      const columns = ["alternative", "baseline", "measure", ...Object.keys(series.labels), "date", "unit", ...names];
      const keyed = (key, d, row) => [key, data.alternatives[0].key, series.measure, ...Object.values(series.labels), data.dates[d], series.of.unit, ...names.map((number) => row[number] ?? null)];
      const content = [
        controls(
          choice(l.text("measure"), measureNames(ctx, measures), state.measure, (measure) => update({ measure, part: "" })),
          partOptions(ctx, [state.measure]).length > 1 ? choice(l.text("part"), partOptions(ctx, [state.measure]), state.part, (part) => update({ part })) : null,
          dateSlider(ctx, series.first, state.date, (date) => update({ date }, true)),
        ),
        figure(ctx, {
          id: "difference", title: `${l.text("differences_over_time", { base })}: ${withPart(ctx, series)}, ${unit}`, note: l.text("differences_note"),
          words: panels.map((p) => `${p.name}: ${p.rows.filter((_, i) => i === 0 || i === p.rows.length - 1).map((r) => `${write(r.mean)} (${data.years[r.d]})`).join(" → ")}`),
          data: { columns, rows: panels.flatMap((p) => p.rows.map((r) => keyed(p.key, r.d, r))) },
          draw: (width) => charts.differencesOverTime({ width, panels, format: write, tick: l.tick(series.of, true), tip: (r) => `${l.date(data.dates[r.d])}\n${write(r.mean)}\n90%: ${write(r.low)} ${l.text("to")} ${write(r.high)}` }),
        }),
        items.length ? figure(ctx, {
          id: "effect", title: `${withPart(ctx, series)}: ${l.text("ranked_effect", { date: l.date(data.dates[state.date]), unit }).replace(/^./, (c) => c.toLowerCase())}`, note: l.text("ranked_note"),
          words: items.map((item) => `${item.name}: ${item.text} (${write(item.low)} ${l.text("to")} ${write(item.high)}).`),
          data: { columns: [...columns, "probability"], rows: items.map((item) => [...keyed(item.key, state.date, item.d), item.d.probability ?? null]) },
          draw: (width) => charts.bars({ width, items, format: l.tick(series.of, true) }),
        }) : null,
      ];
      const told = items.filter((item) => item.d.cost_per_unit_is === "told").map((item) => ({ ...item, value: item.d.cost_per_unit, low: item.d.cost_per_unit_low, high: item.d.cost_per_unit_high, sure: true, worse: false, text: l.money(item.d.cost_per_unit) }));
      told.sort((x, y) => x.value - y.value);
      const rest = items.filter((item) => item.d.cost_per_unit_is && item.d.cost_per_unit_is !== "told");
      const restText = rest.length ? l.text("no_cost", { per: perUnit(ctx, series), names: l.list(rest.map((item) => `${item.name} (${l.text("cost_is_" + item.d.cost_per_unit_is.replaceAll(" ", "_"))})`)) }) : null;
      if (told.length)
        content.push(figure(ctx, {
          id: "cost", title: l.text("ranked_cost", { per: perUnit(ctx, series), date: l.date(data.dates[state.date]), unit: l.unit(data.measureNamed.get(data.compared.cost).unit) }), note: l.text("ranked_cost_note"), notes: [restText],
          words: told.map((item) => `${item.name}: ${item.text} (${l.money(item.low)} ${l.text("to")} ${l.money(item.high)}).`),
          data: { columns: ["alternative", "date", "cost_per_unit", "low", "high"], rows: told.map((item) => [item.key, data.dates[state.date], item.value, item.low, item.high]) },
          draw: (width) => charts.bars({ width, items: told, format: l.money }),
        }));
      else if (restText) content.push(h("p", { class: "note" }, named(restText)));
      return content;
    },
  };
}

// ------------------------------------------------------------------------------------------------ 4, the map

function mapSection(ctx) {
  const { data, l } = ctx;
  const wanted = data.presentation.map;
  if (!data.map || !wanted) return null;
  const shapes = charts.shapesOf(data.map);
  const onMap = new Set([...shapes.areas, ...shapes.discs].map((f) => f.properties.name));
  const measures = wanted.measures.filter((m) => splitSeries(data, m, [wanted.split]).some((s) => onMap.has(s.labels[wanted.split])));
  if (!measures.length) return null;
  const parts = partOptions(ctx, []).concat(
    partSplit(data) ? [...new Set(measures.flatMap((m) => data.series.filter((s) => s.measure === m && Object.keys(s.labels).length === 2 && wanted.split in s.labels && partSplit(data) in s.labels).map((s) => s.labels[partSplit(data)])))].map((label) => [label, l.label(partSplit(data), label)]) : [],
  );
  const hasParts = (measure) => data.series.some((s) => s.measure === measure && wanted.split in s.labels && partSplit(data) in s.labels);
  return {
    state: { measure: measures[0], part: "", date: last(data), alternative: 0, effect: "" },
    content: (state, update) => {
      // A measure that is not split by part is shown for all, and says so.
      const inPart = splitSeries(data, state.measure, [wanted.split], partOf(data, state.part));
      const fixed = inPart.length ? partOf(data, state.part) : {};
      const all = inPart.length ? inPart : splitSeries(data, state.measure, [wanted.split]);
      const of = all[0].of;
      const effect = state.effect === "1" && state.alternative > 0 && all[0].differences;
      const { key, name } = data.alternatives[state.alternative];
      const shown = all.map((series) => {
        const label = series.labels[wanted.split];
        const d = state.alternative > 0 ? differenceOn(series, state.alternative, state.date) : null;
        const is = verdict(d);
        const level = at(series, series.levels[state.alternative], "mean", state.date);
        return {
          label, text: l.label(wanted.split, label), level, low: at(series, series.levels[state.alternative], "p05", state.date), high: at(series, series.levels[state.alternative], "p95", state.date),
          d, sure: is === "higher" || is === "lower", value: effect ? d?.mean : level,
        };
      });
      const extra = effect ? Math.max(0, Math.min(2, Math.ceil(1 - Math.log10(Math.max(...shown.map((s) => Math.abs(s.value ?? 0)), 1e-9))) - of.decimals)) : 0;
      const write = (value) => (effect ? l.signed(of, value, extra) : l.bare(of, value));
      const byLabel = new Map(shown.map((s) => [s.label, s]));
      const ranked = shown.filter((s) => s.value !== null && s.value !== undefined).sort((a, b) => b.value - a.value);
      const say = (list) => l.list(list.map((s) => `${s.text} (${write(s.value)})`));
      const title = l.text(effect ? "map_effect" : "map_level", { measure: [l.measure(state.measure), ...Object.entries(fixed).map(([s, v]) => l.label(s, v))].join(", "), split: l.splitName(wanted.split), date: l.date(data.dates[state.date]), name: quoted(ctx, name) });
      const unit = effect && of.unit === "%" ? l.text("points") : l.unit(of.unit);
      const columns = [wanted.split, ...Object.keys(fixed), "date", "alternative", "measure", "unit", "mean", "p05", "p95", ...(state.alternative > 0 ? ["difference", "low", "high"] : [])];
      const drawing = figure(ctx, {
        id: "map_figure", title: `${title}, ${unit}`, notes: [effect ? l.text("map_unsure") : null, l.text("map_scale"), wanted.credit?.[l.language]],
        words: [l.text("map_alt", { high: say(ranked.slice(0, 3)), low: say(ranked.slice(-3).reverse()) })],
        data: { columns, rows: shown.map((s) => [s.label, ...Object.values(fixed), data.dates[state.date], key, state.measure, of.unit, s.level, s.low, s.high, ...(state.alternative > 0 ? [s.d?.mean ?? null, s.d?.low ?? null, s.d?.high ?? null] : [])]) },
        draw: (width) => charts.map({
          width, shapes, range: mapRange(data, all, effect), diverging: Boolean(effect), lowerIsBetter: of.better === "lower", format: write, legend: unit,
          value: (label) => {
            const s = byLabel.get(label);
            return s && { value: s.value, sure: effect ? s.sure : true, text: write(s.value), title: `${s.text}: ${write(s.value)}` };
          },
        }),
      });
      const heads = { label: l.splitName(wanted.split), mean: `${l.measure(state.measure)}, ${l.unit(of.unit)}`, low: l.text("low"), high: l.text("high"), difference: l.text("difference"), interval: l.text("interval") };
      const numeric = (value) => l.bare(of, value);
      const list = table(ctx, {
        columns: ["label", "mean", ...(effect ? ["difference", "interval"] : ["low", "high"])],
        heads: [heads.label, heads.mean, ...(effect ? [heads.difference, heads.interval] : ["5%", "95%"])],
        rows: shown.map((s) => [s.text, s.level, ...(effect ? [s.d?.mean ?? null, s.d ? `${l.signed(of, s.d.low, 1)} ${l.text("to")} ${l.signed(of, s.d.high, 1)}${s.sure ? "" : " ?"}` : null] : [s.low, s.high])]),
        form: { mean: numeric, low: numeric, high: numeric, difference: (v) => l.signed(of, v, extra || 1), interval: (v) => h("span", { class: "interval" }, v) }, sortable: true, caption: title,
      });
      return [
        controls(
          choice(l.text("measure"), measureNames(ctx, measures), state.measure, (measure) => update({ measure, part: hasParts(measure) ? state.part : "" })),
          parts.length > 1 && hasParts(state.measure) ? choice(l.text("part"), parts, state.part, (part) => update({ part })) : null,
          data.alternatives.length > 1 ? choice(l.text("alternative"), data.alternatives.map((a, i) => [i, a.name]), state.alternative, (a) => update({ alternative: Number(a), effect: a === "0" ? "" : "1" })) : null,
          state.alternative > 0 ? choice(l.text("show"), [["", l.text("level")], ["1", l.text("effect")]], state.effect, (effect) => update({ effect })) : null,
          dateSlider(ctx, all[0].first, state.date, (date) => update({ date }, true)),
        ),
        wanted.note ? h("p", { class: "note" }, wanted.note[l.language]) : null,
        togetherText(ctx, wanted.together, state, fixed),
        h("div", { class: "beside" }, drawing, list),
      ];
    },
  };
}

/** What may be said of several areas together, where none by itself may be quoted: their level, and the effect on it. */
function togetherText(ctx, measure, state, labels) {
  const { data, l } = ctx;
  const series = measure && (seriesOf(data, measure, labels) ?? seriesOf(data, measure));
  if (!series || state.date < series.first) return null;
  const level = series.levels[state.alternative];
  const value = (name) => at(series, level, name, state.date);
  const band = value("p05") === null || data.replications < 2 ? "" : l.text("outcomes", { low: l.bare(series.of, value("p05")), high: l.bare(series.of, value("p95")) });
  const effect = state.alternative > 0 ? described(ctx, series, state.alternative, state.date) : null;
  return h("p", { id: "together" }, named(`${capital(withPart(ctx, series))}: ${l.quantity(series.of, value("mean"))}${band}${effect?.difference ? `; ${l.text("effect")} ${effect.plain} ${l.text("points")} (${effect.interval})` : ""}.`));
}

/** The lowest and highest number of a map on any date, for any alternative: one scale of colours for all of them. */
function mapRange(data, all, effect) {
  const values = all.flatMap((series) => (effect ? series.differences.slice(1) : series.levels).flatMap((of) => of?.mean ?? [])).filter((v) => v !== null);
  return [Math.min(...values), Math.max(...values)];
}

// ------------------------------------------------------------------------------------------------ 5, flows

const sumOf = (values) => values.reduce((sum, value) => sum + (value ?? 0), 0);

function flows(ctx) {
  const { data, l } = ctx;
  const of = data.presentation.flows;
  const change = data.presentation.change;
  const between = of?.between ?? [];
  const ins = of ? splitSeries(data, of.in.measure, [...between, of.in.by]) : [];
  const outs = of ? splitSeries(data, of.out.measure, [...between, of.out.by]) : [];
  const hasChange = change && [change.gap, change.demand, change.stock, change.size, change.work].every((m) => seriesOf(data, m));
  const cohort = of?.cohort && splitSeries(data, of.cohort.measure, [of.cohort.by]).length && splitSeries(data, of.cohort.moves, [of.cohort.by]).length ? of.cohort : null;
  if (!(ins.length && outs.length) && !hasChange) return null;
  return {
    state: { alternative: 0, date: last(data), part: "" },
    content: (state, update) => {
      const a = state.alternative;
      const content = [];
      const options = hasChange ? partOptions(ctx, [change.gap]) : [];
      content.push(controls(
        data.alternatives.length > 1 ? choice(l.text("alternative"), data.alternatives.map(({ name }, i) => [i, name]), a, (i) => update({ alternative: Number(i) })) : null,
        ins.length ? dateSlider(ctx, ins[0].first, state.date, (date) => update({ date }, true)) : null,
      ));
      if (ins.length && outs.length) content.push(yearFigure(ctx, of, ins, outs, a, state.date));
      if (cohort) content.push(...cohortFigure(ctx, cohort, a));
      if (hasChange) {
        if (options.length > 1) content.push(controls(choice(l.text("part"), options, state.part, (part) => update({ part }))));
        content.push(changeFigure(ctx, change, of, a, partOf(data, state.part)));
      }
      return content;
    },
  };
}

function yearFigure(ctx, of, ins, outs, a, date) {
  const { data, l } = ctx;
  const value = (series) => at(series, series.levels[a], "mean", date) ?? 0;
  const nodes = [], links = [], places = new Map();
  const node = (kind, label, name, side) => {
    const key = `${kind} ${label}`;
    if (!places.has(key)) places.set(key, nodes.push({ name, side }) - 1);
    return places.get(key);
  };
  const middle = (series) => {
    const split = of.between?.[0];
    const within = (all) => l.number(sumOf(all.filter((s) => !split || s.labels[split] === series.labels[split]).map(value)));
    const place = split ? node("middle", series.labels[split], l.label(split, series.labels[split]), 0) : node("middle", "", l.text("total"), 0);
    nodes[place].amount = l.text("in_and_out", { in: within(ins), out: within(outs) });
    return place;
  };
  // The largest first, over all of what is between.
  const sorted = (all, by) => {
    const totals = new Map();
    for (const series of all) totals.set(series.labels[by], (totals.get(series.labels[by]) ?? 0) + value(series));
    return [...all].sort((x, y) => totals.get(y.labels[by]) - totals.get(x.labels[by]) || value(y) - value(x));
  };
  for (const series of sorted(ins, of.in.by)) if (value(series) > 0) links.push({ source: node("in", series.labels[of.in.by], l.label(of.in.by, series.labels[of.in.by]), -1), target: middle(series), value: value(series) });
  for (const series of sorted(outs, of.out.by)) if (value(series) > 0) links.push({ source: middle(series), target: node("out", series.labels[of.out.by], l.label(of.out.by, series.labels[of.out.by]), 1), value: value(series), loss: true });
  const unit = l.unit(ins[0].of.unit);
  const total = (all, key) => {
    const sums = new Map();
    for (const series of all) sums.set(series.labels[key], (sums.get(series.labels[key]) ?? 0) + value(series));
    return [...sums].sort((x, y) => y[1] - x[1]).map(([label, sum]) => `${l.label(key, label)} ${l.number(sum)}`);
  };
  const words = [`${l.measure(of.in.measure)} ${l.number(sumOf(ins.map(value)))}: ${l.list(total(ins, of.in.by))}.`, `${l.measure(of.out.measure)} ${l.number(sumOf(outs.map(value)))}: ${l.list(total(outs, of.out.by))}.`];
  const columns = ["measure", ...(of.between ?? []), "label", "alternative", "date", "unit", "mean"];
  const row = (by) => (s) => [s.measure, ...(of.between ?? []).map((split) => s.labels[split]), s.labels[by], data.alternatives[a].key, data.dates[date], s.of.unit, value(s)];
  return figure(ctx, {
    id: "flows_year", title: `${l.text("flow_year", { in: l.measure(of.in.measure), out: l.measure(of.out.measure), date: l.date(data.dates[date]), unit })}: ${quoted(ctx, data.alternatives[a].name)}`, note: l.text("flow_note"), words,
    data: { columns, rows: [...ins.map(row(of.in.by)), ...outs.map(row(of.out.by))] },
    draw: (width) => charts.flows({ width, nodes, links, format: (v) => l.number(v) }),
  });
}

/**
 * A cohort: the states of a date (labels of `by`) add up to all; a label "this_to_that" of `moves` counts who
 * did this on the date before.
 */
function cohortFigure(ctx, cohort, a) {
  const { data, l } = ctx;
  const states = splitSeries(data, cohort.measure, [cohort.by]);
  const first = states[0].first;
  const until = Math.min(last(data), first + cohort.years);
  const dates = data.dates.map((_, d) => d).slice(first, until + 1);
  const value = (series, d) => at(series, series.levels[a], "mean", d) ?? 0;
  const begun = sumOf(states.map((s) => value(s, first)));
  const labels = states.map((s) => s.labels[cohort.by]);
  const names = labels.map((label) => l.label(cohort.by, label));
  const moves = dates.slice(1).flatMap((d, i) => labels.flatMap((from, f) => labels.flatMap((to, t) => {
    const series = seriesOf(data, cohort.moves, { [cohort.by]: `${from}_to_${to}` });
    const many = series ? value(series, d) : 0;
    return many > 0 ? [{ at: i, from: f, to: t, value: many }] : [];
  })));
  if (!moves.length || begun < 1) return [];
  const rows = moves.map((m) => [labels[m.from], labels[m.to], data.alternatives[a].key, data.dates[dates[m.at]], data.dates[dates[m.at + 1]], states[0].of.unit, m.value]);
  const words = dates.map((d) => `${l.date(data.dates[d])}: ${l.list(states.flatMap((s, i) => (value(s, d) > 0.5 ? [`${names[i]} ${l.number(value(s, d))}`] : [])))}.`);
  return [figure(ctx, {
    id: "cohort", title: `${l.text("cohort", { n: l.number(begun), measure: l.measure(cohort.measure), date: data.years[first] })}: ${quoted(ctx, data.alternatives[a].name)}`, note: l.text("cohort_note"), words,
    data: { columns: ["from", "to", "alternative", "from_date", "date", "unit", "mean"], rows },
    draw: (width) => charts.stages({ width, columns: dates.map((d) => String(data.years[d])), states: names, moves, format: (v) => l.number(v) }),
  })];
}

function changeFigure(ctx, change, of, a, labels) {
  const { data, l } = ctx;
  const find = (measure) => seriesOf(data, measure, labels) ?? seriesOf(data, measure);
  const [gap, demand, stock, size, work] = [change.gap, change.demand, change.stock, change.size, change.work].map(find);
  const from = gap.first, until = last(data);
  const value = (series, d) => at(series, series.levels[a], "mean", d) ?? 0;
  const delta = (series) => value(series, until) - value(series, from);
  const mid = (series) => (value(series, until) + value(series, from)) / 2;
  // work = stock * size: the product rule, each against the middle of the other, leaves nothing over.
  const parts = [
    [l.text("change_demand", { measure: l.measure(change.demand) }), delta(demand)],
    [l.text("change_stock", { measure: l.measure(change.stock) }), -delta(stock) * mid(size)],
    [l.text("change_size", { measure: l.measure(change.size) }), -delta(size) * mid(stock)],
  ];
  const found = sumOf(parts.map(([, v]) => v));
  parts.push([l.text("change_rest"), delta(gap) - found]);
  let level = value(gap, from);
  const write = (v) => l.number(v, gap.of.decimals);
  const steps = [{ name: String(data.years[from]), from: 0, to: level, total: true, text: write(level) }];
  for (const [name, v] of parts) {
    steps.push({ name, from: level, to: level + v, text: l.signed(gap.of, v) });
    level += v;
  }
  steps.push({ name: String(data.years[until]), from: 0, to: level, total: true, text: write(level) });
  const through = (flow) => {
    const series = flow && (seriesOf(data, flow.measure, labels) ?? seriesOf(data, flow.measure));
    return series ? l.number(sumOf(data.dates.map((_, d) => at(series, series.levels[a], "mean", d)))) : "–";
  };
  return figure(ctx, {
    id: "change", title: `${l.text("change", { measure: withPart(ctx, gap), from: data.years[from], until: data.years[until], unit: l.unit(gap.of.unit) })}: ${quoted(ctx, data.alternatives[a].name)}`,
    note: capital(l.text("change_note", { stock: l.measure(change.stock), size: l.measure(change.size), in: through(of?.in), out: through(of?.out) })),
    words: steps.map((s) => `${s.name}: ${s.text}.`), data: { columns: ["step", "from", "to"], rows: steps.map((s) => [s.name, s.from, s.to]) },
    draw: (width) => charts.waterfall({ width, steps, format: l.tick(gap.of) }),
  });
}

// ------------------------------------------------------------------------------------------------ 6, parts and definitions

/** Series of a measure by one split, also where that split exists only within one label of another. */
function byLabel(data, measure, split) {
  const plain = splitSeries(data, measure, [split]);
  if (plain.length) return plain;
  for (const other of data.splits) {
    const within = other === split ? [] : splitSeries(data, measure, [other, split]);
    if (within.length && new Set(within.map((s) => s.labels[other])).size === 1) return within;
  }
  return [];
}

function parts(ctx) {
  const { data, l } = ctx;
  const wanted = data.presentation.parts ?? [];
  const splits = wanted.map(({ split, measures }) => ({ split, measures: measures.filter((m) => byLabel(data, m, split).length > 1) })).filter((w) => w.measures.length);
  if (!splits.length) return null;
  return {
    state: { split: splits[0].split, measure: splits[0].measures[0], date: last(data), alternative: 0 },
    content: (state, update) => {
      const { measures } = splits.find((s) => s.split === state.split);
      const measure = measures.includes(state.measure) ? state.measure : measures[0];
      const series = byLabel(data, measure, state.split);
      const of = series[0].of;
      const read = (s, a) => ({ value: at(s, s.levels[a], "mean", state.date), low: at(s, s.levels[a], "p05", state.date), high: at(s, s.levels[a], "p95", state.date) });
      const sorted = [...series].filter((s) => read(s, 0).value !== null).sort((x, y) => read(y, 0).value - read(x, 0).value);
      const labels = sorted.map((s) => l.label(state.split, s.labels[state.split]));
      const a = state.alternative;
      const write = (v) => l.bare(of, v);
      const rows = sorted.map((s, i) => ({ label: i, ...read(s, a), beside: a > 0 ? read(s, 0).value : null, title: `${labels[i]}: ${write(read(s, a).value)}` }));
      const columns = [state.split, "measure", "alternative", "date", "unit", "mean", "p05", "p95"];
      const csv = sorted.flatMap((s) => [...new Set([0, a])].map((i) => { const r = read(s, i); return [s.labels[state.split], measure, data.alternatives[i].key, data.dates[state.date], of.unit, r.value, r.low, r.high]; }));
      return [
        controls(
          choice(l.text("split"), splits.map((s) => [s.split, l.splitName(s.split)]), state.split, (split) => update({ split })),
          choice(l.text("measure"), measureNames(ctx, measures), measure, (m) => update({ measure: m })),
          data.alternatives.length > 1 ? choice(l.text("alternative"), data.alternatives.map(({ name }, i) => [i, name]), a, (i) => update({ alternative: Number(i) })) : null,
          dateSlider(ctx, series[0].first, state.date, (date) => update({ date }, true)),
        ),
        figure(ctx, {
          id: "parts_figure", title: `${l.text("parts_title", { measure: l.measure(measure), split: l.splitName(state.split), date: l.date(data.dates[state.date]) })}, ${l.unit(of.unit)}`,
          note: a > 0 ? l.text("parts_note", { base: quoted(ctx, data.alternatives[0].name) }) : l.text("parts_note_one"),
          words: rows.map((r, i) => `${labels[i]}: ${write(r.value)} (${write(r.low)} ${l.text("to")} ${write(r.high)}).`), data: { columns, rows: csv },
          draw: (width) => charts.points({ width, panels: [{ name: data.alternatives[a].name, rows }], labels, format: l.tick(of) }),
        }),
      ];
    },
  };
}

function definitions(ctx) {
  const { data, l } = ctx;
  const wanted = (data.presentation.definitions ?? []).filter(({ measure }) => seriesOf(data, measure));
  if (!wanted.length) return null;
  return {
    state: { date: last(data), alternative: 0 },
    content: (state, update) => {
      const split = partSplit(data);
      const labels = split ? [...new Set(wanted.flatMap(({ measure }) => splitSeries(data, measure, [split]).map((s) => s.labels[split])))] : [];
      const definitionNames = new Map(measureNames(ctx, wanted.map((w) => w.measure)));
      const value = (series, d) => (series ? at(series, series.levels[state.alternative], "mean", d) : null);
      const cell = (series) => (series ? l.quantity(series.of, value(series, state.date)) : "–");
      const rows = wanted.map(({ measure, word }) => {
        const series = seriesOf(data, measure);
        const dates = data.dates.map((_, d) => d).slice(series.first);
        const level = series.levels[state.alternative];
        const line = charts.sparkline(dates.map((d) => ({ date: dateOf(data, d), mean: value(series, d), p05: at(series, level, "p05", d), p95: at(series, level, "p95", d) })));
        line.setAttribute("role", "img");
        line.setAttribute("aria-label", `${l.quantity(series.of, value(series, series.first))} → ${l.quantity(series.of, value(series, last(data)))}`);
        return h("tr", {}, h("th", { scope: "row" }, definitionNames.get(measure), h("span", { class: "word" }, word[l.language])), h("td", { class: "wide" }, l.definition(measure)), h("td", {}, line),
          h("td", { class: "number" }, cell(series)), labels.map((label) => h("td", { class: "number" }, cell(seriesOf(data, measure, { [split]: label })))));
      });
      const heads = ["", l.text("meaning"), `${l.text("course")} ${data.years[0]}–${data.years[last(data)]}`, l.text("total"), ...labels.map((label) => l.label(split, label))];
      return [
        controls(
          data.alternatives.length > 1 ? choice(l.text("alternative"), data.alternatives.map(({ name }, i) => [i, name]), state.alternative, (i) => update({ alternative: Number(i) })) : null,
          dateSlider(ctx, 0, state.date, (date) => update({ date }, true)),
        ),
        h("p", { class: "lead" }, l.text("definitions_lead")),
        h("h3", {}, named(`${quoted(ctx, data.alternatives[state.alternative].name)}, ${l.date(data.dates[state.date])}`)),
        h("div", { class: "table whole", tabindex: "0", role: "region", "aria-label": l.text("definitions") }, h("table", { class: "definitions" }, h("thead", {}, h("tr", {}, heads.map((head, i) => h("th", { scope: "col", class: i > 2 ? "number" : null }, head)))), h("tbody", {}, rows))),
        dataButton(ctx, "definitions", {
          columns: ["measure", ...(split ? [split] : []), "alternative", "date", "unit", "mean"],
          rows: wanted.flatMap(({ measure }) => [null, ...labels].flatMap((label) => {
            const series = seriesOf(data, measure, label === null ? {} : { [split]: label });
            return series ? [[measure, ...(split ? [label ?? "all"] : []), data.alternatives[state.alternative].key, data.dates[state.date], series.of.unit, value(series, state.date)]] : [];
          })),
        }),
      ];
    },
  };
}

// ------------------------------------------------------------------------------------------------ 7, for whom

function whom(ctx) {
  const { data, l } = ctx;
  if (data.alternatives.length < 2) return null;
  const wanted = data.presentation.for_whom;
  const splits = wanted ? wanted.by.filter((split) => byLabel(data, wanted.measure, split).some((s) => s.differences)) : [];
  const anyway = data.compared.anyway && others(data).map((a) => {
    const series = seriesOf(data, data.compared.measure) ?? data.series.find((s) => s.headline);
    return { a, share: differenceOn(series, a, last(data))?.anyway_share ?? null };
  }).filter(({ share }) => share !== null);
  if (!splits.length && !anyway?.length && !data.attribution) return null;
  return {
    state: { split: splits[0], date: last(data) },
    content: (state, update) => {
      const content = [];
      if (splits.length) {
        const series = byLabel(data, wanted.measure, state.split);
        const of = series[0].of;
        const labels = series.map((s) => l.label(state.split, s.labels[state.split]));
        const panels = others(data).map((a) => ({
          ...naming(data, a),
          rows: series.map((s, label) => {
            const d = differenceOn(s, a, state.date) ?? {};
            const is = verdict(d.mean === undefined ? null : d);
            return { label, value: d.mean, low: d.low, high: d.high, sure: is === "higher" || is === "lower", worse: worse(l, of, d.mean), title: `${labels[label]}: ${l.signed(of, d.mean)} (${l.signed(of, d.low)} ${l.text("to")} ${l.signed(of, d.high)})` };
          }),
        }));
        const words = panels.map(({ name, rows }) => {
          const gain = rows.filter((r) => r.sure).sort((x, y) => (of.better === "lower" ? x.value - y.value : y.value - x.value)).slice(0, 3);
          return gain.length ? l.text("whom_gain", { name, labels: l.list(gain.map((r) => `${labels[r.label]} (${l.signed(of, r.value)})`)) }) : `${name}: ${l.text("unsure")}.`;
        });
        content.push(
          controls(
            choice(l.text("split"), splits.map((split) => [split, l.splitName(split)]), state.split, (split) => update({ split })),
            dateSlider(ctx, series[0].first, state.date, (date) => update({ date }, true)),
          ),
          figure(ctx, {
            id: "whom_figure", title: `${l.text("whom_title", { measure: l.measure(wanted.measure), split: l.splitName(state.split), date: l.date(data.dates[state.date]) })}, ${of.unit === "%" ? l.text("points") : l.unit(of.unit)}`,
            note: l.text("whom_note", { base: quoted(ctx, data.alternatives[0].name) }), words,
            data: { columns: ["alternative", "baseline", "measure", state.split, "date", "unit", "mean_difference", "low", "high"], rows: panels.flatMap(({ key, rows }) => rows.map((r) => [key, data.alternatives[0].key, wanted.measure, series[r.label].labels[state.split], data.dates[state.date], of.unit, r.value ?? null, r.low ?? null, r.high ?? null])) },
            draw: (width) => charts.points({ width, panels, labels, format: l.tick(of, true), zero: true }),
          }),
        );
      }
      for (const { a, share } of anyway || []) content.push(h("p", {}, named(l.text("whom_anyway", { name: data.alternatives[a].name, share: l.share(share), measure: l.measure(data.compared.anyway) }))));
      if (data.attribution) content.push(...lives(ctx, state, update, !splits.length));
      return content;
    },
  };
}

/** Whose lives make up the differences: a panel an alternative, a line a part. */
function lives(ctx, state, update, withSlider) {
  const { data, l } = ctx;
  const { columns, rows } = data.attribution;
  const records = rows.map((row) => Object.fromEntries(columns.map((column, i) => [column, row[i]])));
  const kinds = [...new Map(records.filter((r) => r.role === "adds" || r.role === "takes away").map((r) => [r.measure, r])).values()];
  const of = { ...data.measures.find((m) => m.name === data.compared.measure), unit: kinds[0]?.unit };
  const at = (name, measure) => records.find((r) => r.alternative === name && r.measure === measure && r.date === data.dates[state.date]);
  const used = kinds.filter((kind) => others(data).some((a) => Number(at(data.alternatives[a].key, kind.measure)?.mean)));
  if (!used.length) return [];
  const labels = used.map((kind) => kind[l.language]);
  const panels = others(data).map((a) => ({
    ...naming(data, a),
    rows: used.map((kind, label) => {
      const found = at(data.alternatives[a].key, kind.measure);
      const people = at(data.alternatives[a].key, `${kind.measure}_persons`);
      const [value, low, high] = [found?.mean, found?.low, found?.high].map((v) => (v === undefined || v === "" ? undefined : Number(v)));
      return { label, value, low, high, persons: people && Number(people.mean), sure: low > 0 || high < 0, worse: value < 0, title: `${labels[label]}: ${l.signed(of, value)}` };
    }),
  }));
  const words = panels.map(({ name, rows: parts }) =>
    `${name}: ${l.list([...parts].sort((x, y) => Math.abs(y.value) - Math.abs(x.value)).slice(0, 3).map((r) => `${labels[r.label]} (${l.signed(of, r.value)})`))}.`);
  // A part and its opposite are two sides of one thing: what they add together, and what other things take away again.
  const displaced = others(data).flatMap((a) => {
    const { key, name } = data.alternatives[a];
    const net = kinds.flatMap((kind, k) => (kind.role === "adds" ? [Number(at(key, kind.measure)?.mean ?? 0) + Number(at(key, kinds[k + 1]?.measure)?.mean ?? 0)] : []));
    const gained = sumOf(net.filter((v) => v > 0)), lost = -sumOf(net.filter((v) => v < 0));
    const whole = records.find((r) => r.alternative === key && r.role === "difference" && r.date === data.dates[state.date]);
    const told = whole && whole.low !== "" && (Number(whole.low) > 0 || Number(whole.high) < 0);
    const pairs = kinds.filter((kind) => kind.role === "adds").map((kind, i) => [data.presentation.lives?.[kind.measure]?.[l.language] ?? kind[l.language], net[i]]).filter(([, v]) => v);
    const nets = pairs.length ? l.text("whom_net", { name, list: pairs.map(([what, v]) => `${what} ${l.signed(of, v)}`).join("; ") }) : "";
    return nets ? [h("p", {}, named(nets + (told && gained > lost ? " " + l.text("whom_displaced", { unit: l.unit(of.unit), lost: l.number((100 * lost) / gained) }) : "")))] : [];
  });
  return [
    h("h3", {}, l.text("attribution")),
    ...(withSlider ? [controls(dateSlider(ctx, 0, state.date, (date) => update({ date }, true)))] : []),
    figure(ctx, {
      id: "lives_figure", title: `${l.text("attribution_title", { date: l.date(data.dates[state.date]) })}, ${l.unit(of.unit)}`,
      note: l.text("attribution_note"), words,
      data: { columns: ["alternative", "part", "date", "unit", "mean", "low", "high", "persons"], rows: panels.flatMap(({ key, rows: parts }) => parts.map((r) => [key, used[r.label].measure, data.dates[state.date], of.unit, r.value ?? null, r.low ?? null, r.high ?? null, r.persons ?? null])) },
      draw: (width) => charts.points({ width, panels, labels, format: l.tick(of, true), zero: true }),
    }),
    ...displaced,
  ];
}

// ------------------------------------------------------------------------------------------------ 8, how we know

function know(ctx) {
  const { data, l } = ctx;
  return {
    state: {},
    content: () => [
      ...[leftOut, origin, changes, precision, scorecard, assumptions, glossary].flatMap((part) => {
        const elements = part(ctx);
        return elements ? [h("div", { class: "part" }, elements)] : [];
      }),
      h("p", { class: "note" }, l.text("libraries")),
    ],
  };
}

function origin(ctx) {
  const { data, l } = ctx;
  const list = data.studies.map(({ folder, provenance: p }) => {
    const facts = [
      [l.text("folder"), folder], [l.text("program"), `${p?.program ?? ""} ${p?.version ?? ""}`], [l.text("revision"), p?.git_revision], [l.text("started"), p?.started ? `${l.date(p.started)}, ${p.started.slice(11, 16)} UTC` : null],
      [l.text("seed"), String(data.seed)], [l.text("replications"), `${l.number(data.replications)} / ${l.number(data.replications_asked)}`], [l.text("draws"), l.number(data.draws)], [l.text("evidence_used"), data.evidence ? l.evidence(data.evidence) : null],
      [l.text("inputs"), p?.inputs ? `${p.inputs.length} (SHA-256 ${p.inputs[0]?.file ?? ""}: ${(p.inputs[0]?.sha256 ?? "").slice(0, 16)}…)` : null],
    ];
    return h("dl", {}, facts.filter(([, value]) => value).flatMap(([name, value]) => [h("dt", {}, name), h("dd", {}, named(value))]));
  });
  return [h("h3", {}, l.text("origin")), ...list];
}

/** What each alternative changes, as the plan has it. */
function changes(ctx) {
  const { data, l } = ctx;
  if (!data.alternatives.some((a) => a.changes?.policy || a.changes?.parameters || a.description)) return null;
  const inWords = (value) => (value === null ? "–" : Array.isArray(value) ? value.map(inWords).join(", ") : typeof value === "object" ? Object.entries(value).map(([key, v]) => `${key}: ${inWords(v)}`).join("; ") : String(value));
  return [
    h("h3", {}, l.text("what_changes")),
    h("dl", { class: "changes" }, data.alternatives.flatMap((a) => [
      h("dt", {}, named(a.name), a.grade ? h("span", { class: "grade" }, a.grade) : null),
      h("dd", {}, named(a.description), [...(a.changes?.policy ?? []), ...(a.changes?.parameters ? [a.changes.parameters] : [])].map((step) => h("code", {}, named(inWords(step))))),
    ])),
  ];
}

function precision(ctx) {
  const { data, l } = ctx;
  if (data.alternatives.length < 2) return null;
  const date = last(data);
  const rows = headlineMeasures(data).flatMap((measure) => {
    const series = seriesOf(data, measure);
    if (!series) return [];
    return others(data).map((a) => {
      const { difference: d, is, extra } = described(ctx, series, a, date);
      const write = (v) => l.signed(series.of, v, extra);
      return d && [`${l.measure(measure)} (${l.unit(series.of.unit)})`, data.alternatives[a].name, write(d.mean), l.number(d.standard_error, series.of.decimals + extra), `${write(d.low)} ${l.text("to")} ${write(d.high)}`, is === "unsure" || is === "unknown" ? l.text("unsure") : is === "identical" ? l.text("identical") : l.text(is)];
    }).filter(Boolean);
  });
  const heads = [l.text("measure"), l.text("alternative"), `${l.text("difference")}, ${data.years[date]}`, l.text("standard_error"), l.text("interval"), l.text("result")];
  return [h("h3", {}, l.text("precision")), h("p", {}, l.text("precision_lead")), table(ctx, { columns: heads, rows, caption: l.text("precision") })];
}

function scorecard(ctx) {
  const { data, l } = ctx;
  const rows = rowsOf(data.validation).filter((row) => row.mean !== "" && row.use !== "cross");
  if (!rows.length) return null;
  const met = rows.filter((row) => row.within_tolerance === "1").length;
  const inside = rows.filter((row) => row.within_interval === "1").length;
  const number = (text) => (text === "" ? null : Number(text));
  return [
    h("h3", {}, l.text("scorecard")), h("p", {}, l.text("scorecard_lead", { met, inside, n: rows.length })),
    table(ctx, {
      columns: [l.text("figure"), l.text("use"), l.text("unit"), l.text("value"), l.text("model"), "5%", "95%", l.text("result"), l.text("source")],
      rows: rows.map((row) => [row.target.replaceAll("_", " "), l.text(`use_${row.use}`), l.unit(row.unit), number(row.value), number(row.mean), number(row.p05), number(row.p95), l.text(row.within_tolerance === "1" ? "met" : row.within_interval === "1" ? "inside" : "outside"), row.source]),
      sortable: true, caption: l.text("scorecard"),
    }),
  ];
}

function assumptions(ctx) {
  const { data, l } = ctx;
  const rows = rowsOf(data.assumptions);
  if (!rows.length) return null;
  const counts = ["A", "B", "C", "D"].map((grade) => [grade, rows.filter((row) => row.grade === grade).length]).filter(([, n]) => n);
  return [
    h("h3", {}, l.text("assumptions")),
    h("p", {}, l.text("assumptions_lead", { n: rows.length, counts: l.list(counts.map(([grade, n]) => `${n} ${grade} (${l.text(`grade_${grade}`)})`)) })),
    table(ctx, {
      columns: [l.text("parameter"), l.text("grade"), l.text("range"), l.text("setting"), l.text("source")],
      rows: rows.map((row) => [row.parameter, row.grade, `${l.number(Number(row.low), 0, { maximumFractionDigits: 3 })} ${l.text("to")} ${l.number(Number(row.high), 0, { maximumFractionDigits: 3 })}`, row.setting, row.source]),
      sortable: true, caption: l.text("assumptions"),
    }),
  ];
}

function leftOut(ctx) {
  const items = ctx.data.presentation.left_out?.[ctx.l.language];
  return items?.length ? [h("h3", {}, ctx.l.text("left_out")), h("ul", {}, items.map((item) => h("li", {}, item)))] : null;
}

/** What words mean, in the order of their use. */
function glossary(ctx) {
  const { data, l } = ctx;
  const words = ["replication", "draw", "future", "interval", "outcome_band", "anyway", "displacement", "grade_word"];
  const meant = words.flatMap((word) => {
    if (word !== "anyway") return [[l.text(`word_${word}`), l.text(`means_${word}`)]];
    return data.measureNamed.has(data.compared.anyway) ? [[l.measure(data.compared.anyway), l.text("means_anyway")]] : [];
  });
  return [h("h3", {}, l.text("glossary")), h("dl", { class: "glossary" }, meant.flatMap(([word, meaning]) => [h("dt", {}, word), h("dd", {}, meaning)]))];
}

/** In the order of the page. */
export const sections = [
  ["answer", answer], ["fans", fans], ["differences", differences], ["map", mapSection], ["flows", flows],
  ["parts", parts], ["definitions", definitions], ["whom", whom], ["know", know],
];

// Access to the data of the page: README.md has their schema.

/** Whether the study was computed once, without chance and with nothing drawn. */
export const certain = (data) => data.differ_by === "nothing";

/** The data with two indices of the series: by measure and labels, and by measure and split columns. */
export function readData(text) {
  const data = JSON.parse(text);
  data.measureNamed = new Map(data.measures.map((measure) => [measure.name, measure]));
  data.index = new Map();
  data.bySplits = new Map();
  for (const series of data.series) {
    series.of = data.measureNamed.get(series.measure);
    data.index.set(keyOf(series.measure, series.labels), series);
    const split = splitsKey(series.measure, Object.keys(series.labels));
    if (!data.bySplits.has(split)) data.bySplits.set(split, []);
    data.bySplits.get(split).push(series);
  }
  data.years = data.dates.map((date) => Number(date.slice(0, 4)));
  return data;
}

/** The data as they are called in a language: an alternative has a `name` on the page, and a `key` in csv files. */
export const inLanguage = (data, language) => ({
  ...data,
  title: data.title[language],
  alternatives: data.alternatives.map((a) => ({ ...a, key: a.name, name: a.title[language], description: a.description[language] })),
});

const keyOf = (measure, labels) =>
  JSON.stringify([measure, ...Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1))]);

const splitsKey = (measure, splits) => JSON.stringify([measure, ...[...splits].sort()]);

/** The series of a measure with exactly these labels; undefined when there is none. */
export const seriesOf = (data, measure, labels = {}) => data.index.get(keyOf(measure, labels));

/** The series of a measure with one label in every column of `splits` and, of `fixed`, these. */
export function splitSeries(data, measure, splits, fixed = {}) {
  const all = data.bySplits.get(splitsKey(measure, [...splits, ...Object.keys(fixed)])) ?? [];
  return all.filter((series) => Object.entries(fixed).every(([split, label]) => series.labels[split] === label));
}

/** A number of a series on a date: `of` is an entry of `levels`, `differences` or `variance`; null when there is none. */
export const at = (series, of, name, date) =>
  date < series.first || !of || !of[name] ? null : (of[name][date - series.first] ?? null);

/** Whether an interval tells on which side of 0 a difference lies, as the program's `verdict_of`. */
export function verdict(difference) {
  if (!difference || difference.mean === null) return "unknown";
  if (difference.mean === 0 && difference.low === 0 && difference.high === 0) return "identical";
  if (difference.low === null || difference.high === null) return "unsure";
  return difference.low > 0 ? "higher" : difference.high < 0 ? "lower" : "unsure";
}

/** The difference of an alternative with the first on a date, all its numbers by name. */
export function differenceOn(series, alternative, date) {
  const of = series.differences?.[alternative];
  if (!of || date < series.first) return null;
  return Object.fromEntries(Object.keys(of).map((name) => [name, of[name][date - series.first] ?? null]));
}

/** Rows of a plain table as objects. */
export const rowsOf = (table) =>
  table ? table.rows.map((row) => Object.fromEntries(table.columns.map((column, i) => [column, row[i]]))) : [];

/**
 * Published figures of one series: {value, tolerance, from, until (dates), use, source, note}. A figure that is a ratio
 * belongs to the measure of which the model says so (`published_as`).
 */
export function publishedOf(data, series) {
  const as = data.presentation.published_as ?? {};
  return rowsOf(data.published)
    .filter((row) => {
      const scale = Number(row.scale || 1);
      if (row.change_from || !row.until || row.value === "") return false;
      const own = row.numerator === series.measure && !row.denominator && scale === 1;
      const [top, bottom] = as[series.measure] ?? [];
      if (!own && !(top === row.numerator && bottom === row.denominator)) return false;
      return data.splits.every((split) => (row[split] || "all") === (series.labels[split] ?? "all"));
    })
    .map((row) => ({
      value: Number(row.value),
      tolerance: Number(row.tolerance || 0),
      from: new Date(row.from || row.until),
      until: new Date(row.until),
      forecast: row.use === "forecast",
      name: row.name,
      source: row.source,
      note: row.note,
    }));
}

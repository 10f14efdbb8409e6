// node page_test.cjs FOLDER: opens small.html, single/report.html and large.html there in Chromium, without a network, and
// holds them against the csv files beside them. Ends with 1 at the first promise that is broken.
const assert = require("node:assert/strict");
const { execFileSync } = require("node:child_process");
const fs = require("node:fs");
const path = require("node:path");
const { chromium } = require("playwright-core");

const folder = process.argv[2];
const hang = 20 * 60 * 1000; // ms; no check depends on time, this only ends what would wait for ever

/** A csv text as objects. */
function readCsv(text) {
  const rows = [[""]];
  let quoted = false;
  for (let i = 0; i < text.length; ++i) {
    const row = rows[rows.length - 1];
    const c = text[i];
    if (quoted && c === '"' && text[i + 1] === '"') row[row.length - 1] += text[++i];
    else if (c === '"') quoted = !quoted;
    else if (!quoted && c === ",") row.push("");
    else if (!quoted && c === "\n") rows.push([""]);
    else row[row.length - 1] += c;
  }
  rows.pop();
  const [heads, ...body] = rows;
  return body.map((row) => Object.fromEntries(heads.map((head, i) => [head, row[i]])));
}

const splits = ["sector", "kind", "region", "subject", "route", "cause", "sex", "age"];
const keyOf = (row) => [row.alternative, row.measure, row.date, ...splits.map((split) => row[split] || "all")].join("\u0000");
const tableOf = (study, file) => new Map(readCsv(fs.readFileSync(path.join(folder, study, file), "utf8")).map((row) => [keyOf(row), row]));
const near = (shown, own, what) => {
  if (own === "" || shown === "") return assert.equal(shown, own, what);
  assert.ok(Math.abs(Number(shown) - Number(own)) <= 1e-6 * Math.max(Math.abs(Number(own)), 1e-3), `${what}: ${shown} is not ${own}`);
};

let browser;
const complaints = []; // of all pages

/** A page that fails the test when it asks for anything, complains, or lets a script of its data run. */
async function open(file, viewport = { width: 1200, height: 900 }, before = () => {}) {
  const context = await browser.newContext({ viewport, offline: true, acceptDownloads: true });
  context.setDefaultTimeout(hang);
  const page = await context.newPage();
  page.on("console", (message) => complaints.push(`console: ${message.text()}`));
  page.on("pageerror", (error) => complaints.push(`error: ${error.stack}`));
  page.on("dialog", () => complaints.push("a script of the data runs"));
  page.on("request", (request) => /^(file|data|blob):/.test(request.url()) || complaints.push(`asks for ${request.url()}`));
  // What the page saves. The browser itself lets only some of many downloads in a row through.
  await page.addInitScript(() => {
    const make = URL.createObjectURL;
    URL.createObjectURL = (blob) => {
      window.saved = blob;
      return make.call(URL, blob);
    };
  });
  await page.addInitScript(before);
  await page.goto("file://" + path.join(folder, file));
  await page.waitForSelector("html[data-drawn]", { state: "attached" });
  return page;
}

const sectionIds = (page) => page.$$eval("section", (all) => all.map((section) => section.id));
async function download(page, button) {
  await page.evaluate(() => (window.saved = null));
  await button.click();
  while (!(await page.evaluate(() => Boolean(window.saved)))); // a picture takes a moment
  const url = await page.evaluate(() => new Promise((done) => {
    const reader = new FileReader();
    reader.onload = () => done(reader.result);
    reader.readAsDataURL(window.saved);
  }));
  return Buffer.from(url.slice(url.indexOf(",") + 1), "base64");
}
async function checkDownload(page) {
  const [file] = await Promise.all([page.waitForEvent("download"), page.locator("#fan .tools button").first().click()]);
  assert.equal(file.suggestedFilename(), "fan.csv");
  assert.match(fs.readFileSync(await file.path(), "utf8"), /^alternative,measure,date,/);
}
const chooser = (page, section, name) => page.locator(`#${section} .controls label`).filter({ has: page.locator(`span:text-is("${name}")`) }).locator("select");
const pick = (page, section, name, value) => chooser(page, section, name).selectOption(value);

/** Every drawing has shapes, a title, a text alternative, and three buttons that give what they say. */
async function checkFigures(page, which = "figure") {
  const figures = await page.locator(which).all();
  for (const figure of figures) {
    const id = await figure.getAttribute("id");
    assert.ok((await figure.locator(".drawing svg path, .drawing svg rect, .drawing svg circle").count()) > 3, `${id} is drawn`);
    assert.ok((await figure.locator(".drawing svg").first().getAttribute("aria-label")).length > 20, `${id} says what it shows`);
    const [csv, svg, png] = [0, 1, 2].map((i) => figure.locator(".tools button").nth(i));
    const rows = readCsv((await download(page, csv)).toString("utf8"));
    assert.ok(rows.length > 0, `${id} gives its data`);
    const picture = (await download(page, svg)).toString("utf8");
    assert.ok(picture.startsWith("<svg") && picture.includes("</svg>") && !/NaN|undefined/.test(picture), `${id} gives its picture`);
    assert.equal((await download(page, png)).subarray(1, 4).toString(), "PNG", `${id} gives its picture as png`);
  }
  return figures.length;
}

const csvOf = async (page, id) => readCsv((await download(page, page.locator(`#${id} .tools button`).first())).toString("utf8"));

/** The data of fans and differences are those of the csv files, for every measure and part. */
async function checkNumbers(page, study) {
  const summary = tableOf(study, "summary.csv");
  const comparison = tableOf(study, "comparison.csv");
  let compared = 0;
  for (const [section, id] of [["fans", "fan"], ["differences", "difference"]]) {
    const measures = await page.locator(`#${section} .controls select`).first().locator("option").evaluateAll((all) => all.map((o) => o.value));
    for (const measure of measures) {
      await page.locator(`#${section} .controls select`).first().selectOption(measure);
      const parts = chooser(page, section, "Deel");
      for (const part of (await parts.count()) ? await parts.locator("option").evaluateAll((all) => all.map((o) => o.value)) : [""]) {
        if (part) await parts.selectOption(part);
        for (const row of await csvOf(page, id)) {
          const own = (section === "fans" ? summary : comparison).get(keyOf(row));
          assert.ok(own, `${keyOf(row)} is in the csv file`);
          const names = section === "fans" ? { mean: "mean", p05: "p05", p50: "p50", p95: "p95", standard_error: "standard_error" } : { mean: "mean_difference", standard_error: "standard_error", p95: "p95" };
          for (const [shown, name] of Object.entries(names)) near(row[shown], own[name], `${measure} ${shown} ${row.date}`);
          ++compared;
        }
      }
    }
  }
  assert.ok(compared > 300, `${compared} rows compared`);
}

/** The parts of the differences are those of attribution.csv, and add up to the difference. */
async function checkLives(page, study) {
  const attribution = readCsv(fs.readFileSync(path.join(folder, study, "attribution.csv"), "utf8"));
  const together = (row) => ["sector", "region", "sex", "age", "contract", "route"].every((split) => row[split] === "all");
  const find = (row, measure) => attribution.find((r) => together(r) && r.alternative === row.alternative && r.date === row.date && r.measure === measure);
  const rows = await csvOf(page, "lives_figure");
  assert.ok(rows.length >= 6);
  const sums = new Map();
  for (const row of rows) {
    near(row.mean, find(row, row.part).mean, `${row.alternative}: ${row.part}`);
    near(row.persons, find(row, `${row.part}_persons`).mean, `${row.alternative}: persons of ${row.part}`);
    sums.set(row.alternative, [row, (sums.get(row.alternative)?.[1] ?? 0) + Number(row.mean)]);
  }
  // Nets and displacement in words, from the csv by themselves.
  const words = await page.locator("#whom").innerText();
  let compared = 0;
  for (const [row] of sums.values()) {
    const parts = [["works_more", "works_less"], ["stayed", "left"], ["came", "did_not_come"], ["came_back", "did_not_come_back"], ["moved_here", "moved_away"]];
    const net = parts.map((pair) => pair.reduce((sum, part) => sum + Number(find(row, part)?.mean ?? 0), 0));
    const gained = net.filter((v) => v > 0).reduce((x, y) => x + y, 0), lost = -net.filter((v) => v < 0).reduce((x, y) => x + y, 0);
    const own = words.split("\n").find((line) => line.includes("netto") && line.includes(row.alternative === "bonus" ? "bonus" : "minder vertrek"));
    assert.ok(own, words);
    for (const [, what, amount] of own.matchAll(/(uren|blijven|beginnen|terugkeren|overstappen) ([+−]?[\d.]+)/g)) {
      const value = Number(amount.replaceAll(".", "").replace("−", "-"));
      assert.ok(Math.abs(value - net[["uren", "blijven", "beginnen", "terugkeren", "overstappen"].indexOf(what)]) <= 0.5000001, `${what} in ${own}: ${net}`);
      ++compared;
    }
    const told = own.match(/Van elke 100 fte .* gaan er (\d+) /);
    if (told) assert.ok(Math.abs(Number(told[1]) - (100 * lost) / gained) <= 0.5000001, `${own}: ${lost} of ${gained}`);
  }
  assert.ok(compared >= 4, words);
  for (const [row, sum] of sums.values()) assert.ok(Math.abs(sum - Number(find(row, "effect").mean)) < 1e-3, `${row.alternative}: parts add up`);
}

/** What becomes of a cohort is what summary.csv says, and nobody gets lost between two dates. */
async function checkCohort(page, study) {
  const summary = tableOf(study, "summary.csv");
  const rows = await csvOf(page, "cohort");
  const begun = Number(summary.get(keyOf({ ...rows[0], measure: "pabo_cohort", date: rows[0].from_date, cause: "studying" })).mean);
  const sums = new Map();
  for (const row of rows) {
    near(row.mean, summary.get(keyOf({ ...row, measure: "pabo_moves", cause: `${row.from}_to_${row.to}` })).mean, `${row.date}: ${row.from} to ${row.to}`);
    sums.set(row.date, (sums.get(row.date) ?? 0) + Number(row.mean));
  }
  assert.ok(sums.size === 10 && rows.some((row) => row.to === "teaching"));
  for (const [date, sum] of sums) near(sum, begun, `the cohort on ${date}`);
}

/** A page that asks for something outside is noticed: else no test of it would mean anything. */
async function checkNoticed(file) {
  const wrong = fs.readFileSync(path.join(folder, file), "utf8").replace("</body>", '<img src="https://outside.invalid/x.png"><script>console.error("said")</script></body>');
  fs.writeFileSync(path.join(folder, "wrong.html"), wrong);
  await (await open("wrong.html")).close();
  const noticed = complaints.splice(0);
  assert.ok(noticed.some((text) => text.includes("asks for https://outside.invalid")) && noticed.some((text) => text.includes("said")), noticed.join("; "));
}

/** Sentences say the numbers of comparison.csv, and that nobody can tell where 0 lies in the interval. */
async function checkAnswer(page, study) {
  const comparison = tableOf(study, "comparison.csv");
  const measures = await page.locator("#answer .controls select").first().locator("option").evaluateAll((all) => all.map((o) => o.value));
  const seen = new Set();
  for (const measure of measures) {
    await page.locator("#answer .controls select").first().selectOption(measure);
    const date = await page.evaluate(() => JSON.parse(document.getElementById("data").textContent).dates.at(-1));
    for (const item of await page.locator("#answer .answers li").all()) {
      const alternative = await item.getAttribute("data-alternative");
      const text = await item.locator("p").innerText();
      const own = comparison.get(keyOf({ alternative, measure, date }));
      const mean = Number(own.mean_difference);
      const unsure = /niet te zeggen of/.test(text), same = /verandert .* niets aan/.test(text);
      assert.equal(same, mean === 0 && Number(own.standard_error) === 0, text);
      seen.add(unsure ? "unsure" : same ? "same" : "told");
      if (same) continue;
      // The first number of the sentence is the difference, rounded.
      const shown = text.replace(alternative, "").replace(/^[^0-9−+]*1 oktober \d{4}/, "").replace(/op 1 oktober \d{4}/g, "").match(/[−+]?[\d.]*\d(,\d+)?/)[0];
      const value = Number(shown.replaceAll(".", "").replace(",", ".").replace("−", "-").replace("+", ""));
      const decimals = (shown.split(",")[1] ?? "").length;
      const expected = unsure ? mean : Math.abs(mean);
      assert.ok(Math.abs(value - expected) <= 0.5000001 * 10 ** -decimals, `${measure}, ${alternative}: "${text}" but ${mean}`);
    }
  }
  assert.ok(seen.has("told"), "some effect is told");
}

/** Text against its ground, WCAG AA: 4.5 to 1; labels for what can be operated; everything in reach of the keyboard. */
async function checkAccess(page) {
  const found = await page.evaluate(() => {
    const light = (color) => {
      const [r, g, b] = color.match(/[\d.]+/g).map(Number).map((v) => (v / 255 <= 0.03928 ? v / 255 / 12.92 : ((v / 255 + 0.055) / 1.055) ** 2.4));
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const wrong = [];
    let texts = 0;
    const walk = document.createTreeWalker(document.getElementById("report"), NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) {
      const element = walk.currentNode.parentElement;
      if (!walk.currentNode.textContent.trim() || element.closest("svg, .skip, details:not([open]) > :not(summary)")) continue;
      let ground = element;
      while (ground && /rgba\(0, 0, 0, 0\)|transparent/.test(getComputedStyle(ground).backgroundColor)) ground = ground.parentElement;
      const [a, b] = [light(getComputedStyle(element).color), ground ? light(getComputedStyle(ground).backgroundColor) : 1].sort((x, y) => y - x);
      ++texts;
      if ((a + 0.05) / (b + 0.05) < 4.5) wrong.push(`${walk.currentNode.textContent.slice(0, 40)}: ${((a + 0.05) / (b + 0.05)).toFixed(1)}`);
    }
    for (const control of document.querySelectorAll("select, input, button"))
      if (!(control.labels?.length || control.textContent.trim())) wrong.push(`${control.outerHTML.slice(0, 80)} has no label`);
    for (const svg of document.querySelectorAll("figure svg:not(svg svg), td svg")) if (svg.getAttribute("role") !== "img" || !svg.getAttribute("aria-label")) wrong.push("a picture without words");
    return { wrong, texts };
  });
  assert.deepEqual(found.wrong, []);
  assert.ok(found.texts > 50);
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.className), "skip");
  const reached = new Set();
  const all = await page.locator("#answer select, header button").count();
  for (let i = 0; i < 60 && reached.size < all; ++i) {
    await page.keyboard.press("Tab");
    const hit = await page.evaluate(() => (document.activeElement.matches("#answer select, header button") ? document.activeElement.outerHTML.slice(0, 60) + document.activeElement.labels?.[0]?.innerText : ""));
    if (hit) reached.add(hit);
  }
  assert.equal(reached.size, all, "the keyboard reaches every control of the answer");
}

async function checkPhone(file) {
  const page = await open(file, { width: 360, height: 740 });
  const wide = await page.evaluate(() => ({ page: document.documentElement.scrollWidth, svgs: [...document.querySelectorAll("figure svg:not(svg svg)")].filter((svg) => svg.getBoundingClientRect().right > 361).length }));
  assert.deepEqual(wide, { page: 360, svgs: 0 }, "nothing is wider than a phone");
  await page.close();
}

/** On A4: all sections, no chart higher than a page, so none is cut. */
async function checkPaper(file, lastWords) {
  const page = await open(file);
  const pdf = path.join(folder, "print.pdf");
  await page.pdf({ path: pdf, preferCSSPageSize: true });
  const text = execFileSync("pdftotext", [pdf, "-"]).toString().replace(/\s+/g, " ");
  for (const heading of await page.$$eval("section h2, figure h3", (all) => all.map((h) => h.textContent.slice(0, 30)))) assert.ok(text.includes(heading.replace(/\s+/g, " ").trim()), `"${heading}" is printed`);
  assert.ok(text.includes(lastWords), "the end is printed");
  assert.match(fs.readFileSync(pdf, "latin1"), /MediaBox \[0 0 59[45][\d.]* 84[12][\d.]*\]/, "A4");
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  await page.emulateMedia({ media: "print" });
  const high = await page.$$eval("figure", (all) => all.filter((f) => f.getBoundingClientRect().height > 980 || f.querySelector("svg").getBoundingClientRect().width > 690).map((f) => f.id));
  assert.deepEqual(high, [], "no chart is larger than a page");
  await page.close();
}

/** What is on the screen is drawn before the rest; who prints, follows a link or comes back meanwhile finds all of it. */
async function checkOrder(file) {
  // The rest waits for a frame: held back, so that nothing depends on which of the two is faster.
  const early = (act) => `window.requestAnimationFrame = () => {};
    document.addEventListener("DOMContentLoaded", () => {
      const empty = () => [...document.querySelectorAll("section .body:empty")].map((body) => body.parentNode.id);
      window.early = { before: empty(), marks: performance.getEntriesByName("first screen").length };
      ${act};
      window.early.after = empty();
    })`;
  for (const [act, what] of [['dispatchEvent(new Event("beforeprint"))', "prints"], ['document.querySelector("nav a[href=\'#know\']").click()', "follows a link"]]) {
    const page = await open(file, undefined, early(act));
    const found = await page.evaluate(() => window.early);
    assert.ok(found.marks === 1 && found.before.includes("know") && !found.before.includes("answer"), `the first screen comes first: ${JSON.stringify(found)}`);
    assert.deepEqual(found.after, [], `who ${what} finds all`);
    await page.close();
  }
  const page = await open(`${file}#know`, undefined, early(""));
  assert.deepEqual(await page.evaluate(() => window.early.before), [], "a link to a section has all of it at once");
  const inSight = (page) => page.$eval("#know h2", (heading) => heading.getBoundingClientRect().top < innerHeight && heading.getBoundingClientRect().bottom > 0);
  while (!(await inSight(page))); // a link to a section leads there; the page scrolls smoothly
  // Tables that nobody opened are there for who searches the page.
  await page.waitForSelector("#fan details:not([open]) table", { state: "attached" });
  assert.equal(await page.locator("#fan details table").count(), 1);
  await page.locator("#fan summary").click();
  assert.equal(await page.locator("#fan details table").count(), 1, "one table, opened or not");
  await page.close();
}

async function smallStudy() {
  const page = await open("small.html");
  assert.deepEqual(await sectionIds(page), ["answer", "fans", "differences", "flows", "parts", "definitions", "whom", "know"]);
  assert.equal(await page.getAttribute("html", "lang"), "nl");
  await checkAccess(page);
  await checkDownload(page);
  assert.ok((await checkFigures(page)) >= 7);
  await checkNumbers(page, "small");
  await checkAnswer(page, "small");
  await checkLives(page, "small");
  // What the scenario says in Dutch is what the page shows; csv files keep their names.
  const shown = await page.locator("#answer .answers").innerText();
  assert.ok(/minder vertrek: /.test(shown) && /de helft neemt ontslag/.test(shown) && !/fewer leave/.test(shown), shown);
  assert.ok((await csvOf(page, "difference")).every((row) => row.alternative === "bonus" || row.alternative === "fewer leave"));
  // Posts open beside jobs, how many draws, a word that it is a trial.
  assert.match(shown, /helpt in \d van de 4 trekkingen/);
  assert.match(await page.locator("header .warning").innerText(), /Proefstudie: 4 trekkingen/);
  // The other language: other words, other numbers, nothing forgotten.
  const before = await page.locator("main").innerText();
  await page.click(".language");
  assert.equal(await page.getAttribute("html", "lang"), "en");
  assert.deepEqual(await page.$$eval("h2", (all) => all.map((h) => h.textContent)), ["The answer", "What to expect", "What each alternative changes", "Who comes, who goes", "Subjects and sectors", "Every definition of the shortage", "For whom", "How we know"]);
  const after = await page.locator("main").innerText();
  assert.ok(/fewer leave: /.test(after) && !/minder vertrek/.test(after));
  assert.ok(/\d,\d{3}/.test(after) || /\d\.\d/.test(after));
  assert.ok(/werkgelegenheid/.test(before) && !/werkgelegenheid|niet te|trekkingen|herhaling/.test(after), "no Dutch in English");
  assert.ok(!/employment|cannot|replication/.test(before.replace(/resignation.*|dial.*/g, "")), "no English in Dutch");
  assert.ok(!/NaN|undefined|null|\[object/.test(before + after));
  await page.close();
  await checkPaper("small.html", "hun licenties staan in de bron van dit bestand");
  await checkPhone("small.html");
  assert.deepEqual(complaints, []);
  await checkNoticed("small.html");
}

async function singleAlternative() {
  const page = await open("single/report.html");
  assert.deepEqual(await sectionIds(page), ["answer", "fans", "flows", "parts", "definitions", "know"]);
  assert.match(await page.locator("#answer .lead").innerText(), /één alternatief, ‘base’/);
  assert.equal(await page.locator("#answer li").count(), 0);
  await checkFigures(page);
  await page.close();
}

async function largeStudy() {
  await checkOrder("large.html");
  const page = await open("large.html");
  assert.deepEqual(await sectionIds(page), ["answer", "fans", "differences", "map", "flows", "parts", "definitions", "whom", "know"]);
  assert.match(await page.locator(".warning").innerText(), /200 of 300/);
  // What names say is text, whatever it says.
  const names = JSON.parse(fs.readFileSync(path.join(folder, "large/plan.yaml"), "utf8")).alternatives.map((a) => a.name);
  const shown = await page.$$eval("#answer li", (all) => all.map((li) => li.dataset.alternative));
  assert.deepEqual([...shown].sort(), names.slice(1).sort());
  for (const name of names.slice(1)) assert.ok((await page.locator("#answer .answers strong").allTextContents()).includes(name), name);
  assert.equal(await page.locator("#report img, #report script, #report u, #report i, #report b").count(), 0);
  // One that does nothing, one that drowns in noise, and one that helps are told apart.
  const answerOf = (name) => page.locator(`#answer li[data-alternative="${name}"]`).innerText();
  assert.match(await answerOf("does nothing"), /does not change/);
  assert.match(await answerOf("helps"), /fte more employment on 1 October 2035 .* each extra fte/s);
  assert.match(await page.locator("#answer li").filter({ hasText: "<img" }).innerText(), /cannot tell whether/);

  // The map: 40 regions, five of them discs; the year and the effect change it; its table sorts.
  assert.equal(await page.locator("#map_figure svg circle").count(), 5);
  const title = () => page.locator("#map_figure h3").innerText();
  const slider = page.locator("#map input[type=range]");
  assert.match(await title(), /2035/);
  await slider.focus();
  await page.keyboard.press("ArrowLeft");
  assert.match(await title(), /2034/);
  assert.ok(await slider.evaluate((element) => element === document.activeElement), "a slider that is moved keeps the keyboard");
  const map = await csvOf(page, "map_figure");
  assert.equal(map.length, 40);
  const summary = tableOf("large", "summary.csv");
  for (const row of map) near(row.mean, summary.get(keyOf(row)).mean, row.region);
  await pick(page, "map", "Alternative", "8");
  assert.match(await title(), /Effect of “helps”/);
  const effects = await csvOf(page, "map_figure");
  const comparison = tableOf("large", "comparison.csv");
  for (const row of effects) near(row.difference, comparison.get(keyOf(row)).mean_difference, row.region);
  // What may be quoted of regions is said of several together.
  const together = summary.get(keyOf({ alternative: "helps", measure: "unfilled_share_big_cities", date: effects[0].date }));
  const said = (await page.locator("#together").innerText()).match(/Unfilled share big cities: ([\d.]+)%.*effect .* points/);
  assert.ok(said && Math.abs(Number(said[1]) - Number(together.mean)) <= 0.0500001, `${said} for ${together.mean}`);
  const head = page.locator("#map .beside > .table th button").nth(2);
  await head.click();
  const column = await page.$$eval("#map .beside > .table tbody tr td:nth-child(3)", (all) => all.map((td) => Number(td.textContent.replace("−", "-").replace(",", ""))));
  assert.equal(column.length, 40);
  assert.deepEqual(column, [...column].sort((a, b) => b - a), "the table is sorted");
  assert.equal(await page.locator("#map .beside > .table th").nth(2).getAttribute("aria-sort"), "descending");

  await checkCohort(page, "large");

  // A published figure stands in every fan; the switch of the forecasts leads to the measure that was forecast.
  const dots = () => page.locator("#fan g[aria-label=dot] path").count();
  assert.equal(await dots(), names.length);
  assert.match(await page.locator("#fan details").textContent(), /published: 78,123.fte \(T<b>1\)/);
  await page.locator("#fans input[type=checkbox]").check();
  assert.match(await page.locator("#fan h3").innerText(), /Unfilled posts, primary/);
  assert.equal(await dots(), names.length);
  assert.match(await page.locator("#fan details").textContent(), /forecast: 99.fte \(T2\) by others/);
  await page.locator("#fans input[type=checkbox]").uncheck();
  assert.equal(await dots(), 0);
  await pick(page, "fans", "Measure", "employment");

  // Where the spread comes from, in bands and in words.
  await pick(page, "fans", "Bands", "1");
  assert.match(await page.locator("#fan").innerText(), /17% comes from chance, 50% from parameters and 33% from futures/);
  assert.match(await page.locator("#know").innerText(), /1 of 2 figures within their tolerance/);
  await checkFigures(page, "#map_figure");
  await page.close();
  await checkPhone("large.html");
}

(async () => {
  browser = await chromium.launch({ timeout: hang, executablePath: "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"] });
  try {
    for (const check of [smallStudy, singleAlternative, largeStudy]) await check();
    assert.deepEqual(complaints, []);
  } finally {
    await browser.close();
  }
})().catch((error) => {
  console.error(error);
  process.exit(1);
});

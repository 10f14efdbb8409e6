// node page.cjs REPEAT FILE...: opens each page REPEAT times in Chromium, in turn, and prints how long it takes. NODE_PATH has
// playwright-core (npm ci, see engine/report/html/build.cjs).
const fs = require("node:fs");
const { chromium } = require("playwright-core");

const repeat = Number(process.argv[2]);
const files = process.argv.slice(3).map((file) => fs.realpathSync(file));

/** Milliseconds of one opening. A page that marks nothing draws all of itself before anything is seen. */
async function opened(browser, file) {
  const context = await browser.newContext({ viewport: { width: 1200, height: 900 }, offline: true });
  context.setDefaultTimeout(0);
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  await devtools.send("Performance.enable", { timeDomain: "threadTicks" }); // processor time: what others do counts less
  await page.goto("file://" + file);
  await page.waitForSelector("html[data-drawn]", { state: "attached" });
  const times = await page.evaluate(() => {
    const mark = (name) => performance.getEntriesByName(name)[0]?.startTime;
    const drawn = Number(document.documentElement.dataset.drawn);
    return { read: mark("script") ?? NaN, first: mark("first screen") ?? drawn, drawn };
  });
  const spent = Object.fromEntries((await devtools.send("Performance.getMetrics")).metrics.map(({ name, value }) => [name, 1000 * value]));
  await context.close();
  return { ...times, script: spent.ScriptDuration, layout: spent.LayoutDuration + spent.RecalcStyleDuration, task: spent.TaskDuration };
}

const columns = [
  ["read", "script begins"], ["first", "first screen"], ["drawn", "all drawn"],
  ["task", "busy"], ["script", "of it script"], ["layout", "style, layout"],
];
const quantile = (values, p) => [...values].sort((a, b) => a - b)[Math.round(p * (values.length - 1))];

(async () => {
  const browser = await chromium.launch({ timeout: 0, executablePath: "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu"] });
  const found = files.map(() => []);
  for (let i = 0; i <= repeat; ++i)
    for (const [f, file] of files.entries()) {
      const times = await opened(browser, file);
      if (i > 0) found[f].push(times); // the first opening also reads the file from disk
    }
  await browser.close();
  console.log(`median (least to most) of ${repeat}, ms`);
  for (const [f, file] of files.entries()) {
    console.log(`\n${file}, ${(fs.statSync(file).size / 1e6).toFixed(2)} MB`);
    for (const [key, name] of columns) {
      const values = found[f].map((times) => times[key]).filter(Number.isFinite);
      if (values.length) console.log(`  ${name.padEnd(14)} ${[0.5, 0, 1].map((p) => quantile(values, p).toFixed(0)).map((v, i) => ["", "(", "to "][i] + v.padStart(i ? 0 : 6)).join(" ")})`);
    }
  }
})();

// node build.cjs OUT: the whole page without its data, one file. NODE_PATH has the libraries (npm ci).
const { buildSync } = require("esbuild");
const { readdirSync, readFileSync, writeFileSync } = require("node:fs");
const { join } = require("node:path");

const at = (name) => join(__dirname, name);
const bundle = (name) =>
  buildSync({
    entryPoints: [at(name)],
    bundle: true,
    nodePaths: [process.env.NODE_PATH],
    minify: true,
    write: false,
    metafile: true,
    format: "iife",
    target: ["es2020"],
    charset: "utf8",
    legalComments: "none",
    logLevel: "warning",
  });

/** The licences of the packages in a bundle, each text once: they ask to go with every copy. */
function licencesOf({ metafile }) {
  const packages = new Set();
  for (const input of Object.keys(metafile.inputs)) {
    const found = input.match(/.*node_modules\/((?:@[^/]+\/)?[^/]+)/);
    if (found) packages.add(found[1]);
  }
  const byText = new Map();
  for (const name of [...packages].sort()) {
    const folder = join(process.env.NODE_PATH, name);
    const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
    const text = file ? readFileSync(join(folder, file), "utf8").trim() : `${JSON.parse(readFileSync(join(folder, "package.json"), "utf8")).license} licence`;
    byText.set(text, [...(byText.get(text) ?? []), name]);
  }
  return [...byText].map(([text, names]) => `${names.join(", ")}\n\n${text}\n`).join("\n");
}

// A script ends at the first "</script", wherever it stands.
const inScript = (text) => text.replaceAll("</script", "<\\/script").replaceAll("<!--", "<\\!--");
const script = bundle("main.js");
const style = bundle("page.css").outputFiles[0].text.trim();
writeFileSync(
  process.argv[2],
  readFileSync(at("page.html"), "utf8")
    .replace("/* STYLE */", () => style)
    .replace("LICENCES", () => inScript(licencesOf(script)))
    .replace("/* SCRIPT */", () => inScript(script.outputFiles[0].text.trim())),
);

// node build.cjs OUT: the whole page without its data, one file. NODE_PATH has the libraries (npm ci).
const { buildSync } = require("esbuild");
const { readFileSync, writeFileSync } = require("node:fs");
const { join } = require("node:path");

const at = (name) => join(__dirname, name);
const bundle = (name) =>
  buildSync({
    entryPoints: [at(name)],
    bundle: true,
    nodePaths: [process.env.NODE_PATH],
    minify: true,
    write: false,
    format: "iife",
    target: ["es2020"],
    charset: "utf8",
    legalComments: "eof",
    logLevel: "warning",
  }).outputFiles[0].text.trim();

// A script ends at the first "</script", wherever it stands.
const script = bundle("main.js").replaceAll("</script", "<\\/script").replaceAll("<!--", "<\\!--");
const style = bundle("page.css");
writeFileSync(
  process.argv[2],
  readFileSync(at("page.html"), "utf8")
    .replace("/* STYLE */", () => style)
    .replace("/* SCRIPT */", () => script),
);

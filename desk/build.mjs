// The desk as one html file: page, engine, polc and Python in it. node build.mjs ROOT OUT LIBRARY…
import crypto from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import zlib from "node:zlib";
import * as esbuild from "esbuild";
import { licences, packagesOf } from "../tools/licences.mjs";
import { archives } from "./python.mjs";

const [root, out, ...libraries] = process.argv.slice(2);
const shared = { bundle: true, write: false, minify: true, target: "chrome102", format: "iife", legalComments: "none", metafile: true, logLevel: "warning" };
// Pyodide can run under node too; what it would import there is nothing here.
const withoutNode = {
  name: "without-node",
  setup(build) {
    const filter = /^(node:.*|fs|path|url|vm|crypto|ws|child_process|module)$/;
    build.onResolve({ filter }, (found) => ({ path: found.path, namespace: "nothing" }));
    build.onLoad({ filter: /.*/, namespace: "nothing" }, () => ({ contents: "export default {}" }));
  },
};
const page = await esbuild.build({ ...shared, entryPoints: ["src/main.js"] });
const worker = await esbuild.build({
  ...shared,
  entryPoints: ["src/worker.js"],
  plugins: [withoutNode],
  define: { "import.meta.url": '"http://desk.invalid/pyodide.asm.mjs"' },
});
const { std, site } = await archives(root, libraries);

const gzip = (bytes) => zlib.gzipSync(bytes, { level: 9 }).toString("base64");
const plain = (text) => text.replace(/<\/(script)/gi, "<\\/$1");
const block = (id, body) => `<script type="text/plain" id="${id}">${body}</script>`;
const sample = {};
const policies = path.join(root, "policies");
for (const folder of fs.readdirSync(policies).sort())
  if (fs.statSync(path.join(policies, folder)).isDirectory())
    for (const name of fs.readdirSync(path.join(policies, folder)).sort())
      if (/\.(pol|notice\.json)$/.test(name))
        sample[`${folder}/${name}`] = fs.readFileSync(path.join(policies, folder, name), "utf8");
// What the page shows under help: the guide, the card, the reference, the words.
const guide = {};
for (const name of fs.readdirSync(path.join(root, "docs/guide")).sort()) guide[name] = fs.readFileSync(path.join(root, "docs/guide", name), "utf8");
for (const name of ["card.md", "language.md", "glossary.md", "findings.md", "editor.md"]) guide[name] = fs.readFileSync(path.join(root, "docs", name), "utf8");
const words = [...fs.readFileSync(path.join(root, "dsl/keywords.py"), "utf8").matchAll(/\("[A-Z_]+", "([^"]+)", "/g)].map((found) => found[1]);
const used = [...packagesOf(page.metafile, "."), ...packagesOf(worker.metafile, ".")];
const others = libraries.map((folder) => `${path.basename(folder)}\n\n${licenceOf(folder)}`);
const about = [...licences([...new Map(used)]), ...others].join("\n\n----\n\n");

function licenceOf(folder) {
  const name = path.basename(folder);
  const beside = path.dirname(folder);
  const info = fs.readdirSync(beside).find((entry) => entry.toLowerCase().startsWith(`${name}-`) && entry.endsWith(".dist-info"));
  const texts = info ? fs.readdirSync(path.join(beside, info), { recursive: true }).map(String).filter((file) => /(^|\/)licen[cs]e/i.test(file)).sort() : [];
  return texts.map((file) => path.join(beside, info, file)).filter((file) => fs.statSync(file).isFile()).map((file) => fs.readFileSync(file, "utf8").trim()).join("\n\n");
}

const script = page.outputFiles[0].text.replace(/<\/script/g, "<\\/script");
const hash = crypto.createHash("sha256").update(script, "utf8").digest("base64");
const policy = `default-src 'none'; script-src 'sha256-${hash}' 'wasm-unsafe-eval' blob:; worker-src blob:; style-src 'unsafe-inline'; img-src data: blob:; frame-src blob:; connect-src 'none'; base-uri 'none'; form-action 'none'`;
const html = fs
  .readFileSync("index.html", "utf8")
  .replace("<!--csp-->", () => `<meta http-equiv="Content-Security-Policy" content="${policy}">`)
  .replace("<!--data-->", () =>
    [
      block("words", JSON.stringify(words)),
      block("sample", plain(JSON.stringify(sample))),
      block("engine", plain(fs.readFileSync("src/engine.py", "utf8"))),
      block("about", plain(about)),
      block("guide", gzip(Buffer.from(JSON.stringify(guide)))),
      block("wasm", gzip(fs.readFileSync("node_modules/pyodide/pyodide.asm.wasm"))),
      block("std", gzip(std)),
      block("site", gzip(site)),
      block("worker", gzip(Buffer.from(worker.outputFiles[0].text))),
    ].join("\n"),
  )
  .replace("<!--main-->", () => `<script>${script}</script>`);
fs.mkdirSync(path.dirname(out), { recursive: true });
fs.writeFileSync(out, html);
console.log(`${out} ${(html.length / 1e6).toFixed(2)} MB`);

// polc, its libraries and as much of Python's own as they import, as two archives of compiled modules.
// Compiled by Pyodide itself, so that the page's Python takes them as they are. The same input, the same bytes.
import fs from "node:fs";
import path from "node:path";
import { loadPyodide } from "pyodide";

const PACK = fs.readFileSync(new URL("pack.py", import.meta.url), "utf8");

function copy(py, from, to, keep) {
  py.FS.mkdirTree(to);
  for (const entry of fs.readdirSync(from, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const source = path.join(from, entry.name);
    const target = `${to}/${entry.name}`;
    if (!keep(entry.name)) continue;
    if (fs.statSync(source).isDirectory()) copy(py, source, target, keep);
    else py.FS.writeFile(target, fs.readFileSync(source));
  }
}

const wanted = (name) => !/^(__pycache__|.*\.(so|pyi|pyc))$/.test(name);

// What the page doesn't do: command line, registers, servers. The floors are linked below src/polc and come by themselves.
const ELSEWHERE = new Set(["registers", "serving", "loaded.py", "cli", "lsp.py", "deskpage.py", "compiler", "dsl", "targets", "policies", "schemas"]);
// Of the targets it makes summaries; of the Python one, what reads facts for everybody.
const OTHER_TARGETS = new Set(["columnar", "sql", "js", "page", "json", "python"]);
const READING = ["__init__.py", "prelude_record.py", "prelude.py", "prelude_reading.py"];

export async function archives(root, libraries) {
  const py = await loadPyodide();
  py.FS.mkdirTree("/std");
  const std = fs.readFileSync(path.join(root, "desk/node_modules/pyodide/python_stdlib.zip"));
  py.unpackArchive(new Uint8Array(std).buffer, "zip", { extractDir: "/std" });
  copy(py, path.join(root, "src/polc"), "/site/polc", (name) => wanted(name) && !ELSEWHERE.has(name));
  for (const name of ["dsl", "compiler"]) copy(py, path.join(root, name), `/site/polc/${name}`, wanted);
  copy(py, path.join(root, "targets"), "/site/polc/targets", (name) => wanted(name) && !OTHER_TARGETS.has(name));
  py.FS.mkdirTree("/site/polc/targets/python");
  for (const name of READING) py.FS.writeFile(`/site/polc/targets/python/${name}`, fs.readFileSync(path.join(root, "targets/python", name)));
  for (const folder of libraries) copy(py, folder, `/site/${path.basename(folder)}`, wanted);
  const [packedStd, packedSite] = py.runPython(PACK);
  return { std: packedStd, site: packedSite };
}

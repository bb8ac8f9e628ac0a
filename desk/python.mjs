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

export async function archives(root, libraries) {
  const py = await loadPyodide();
  py.FS.mkdirTree("/std");
  const std = fs.readFileSync(path.join(root, "desk/node_modules/pyodide/python_stdlib.zip"));
  py.unpackArchive(new Uint8Array(std).buffer, "zip", { extractDir: "/std" });
  copy(py, path.join(root, "src/polc"), "/site/polc", (name) => wanted(name) && !["registers", "cli"].includes(name));
  for (const name of ["dsl", "compiler", "targets", "policies"]) copy(py, path.join(root, name), `/site/polc/${name}`, wanted);
  for (const folder of libraries) copy(py, folder, `/site/${path.basename(folder)}`, wanted);
  const [packedStd, packedSite] = py.runPython(PACK);
  return { std: packedStd, site: packedSite };
}

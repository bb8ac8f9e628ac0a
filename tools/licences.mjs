// The licences of what a bundle holds: from esbuild's list of inputs, the text of each package that is in it.
import fs from "node:fs";
import path from "node:path";

const TEXT = /^(licen[cs]e|copying|notice)/i;

export function packagesOf(metafile, root) {
  const found = new Map();
  for (const input of Object.keys(metafile.inputs)) {
    const at = input.lastIndexOf("node_modules/");
    if (at < 0) continue;
    const parts = input.slice(at + "node_modules/".length).split("/");
    const name = parts[0].startsWith("@") ? parts.slice(0, 2).join("/") : parts[0];
    found.set(name, path.resolve(root, input.slice(0, at), "node_modules", name));
  }
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1));
}

export function licences(packages) {
  return packages.map(([name, folder]) => {
    const about = JSON.parse(fs.readFileSync(path.join(folder, "package.json"), "utf8"));
    const files = fs.readdirSync(folder).filter((file) => TEXT.test(file)).sort();
    const texts = files.map((file) => fs.readFileSync(path.join(folder, file), "utf8").trim());
    return `${name} ${about.version} (${about.license})\n\n${texts.join("\n\n") || "no text in the package"}`;
  });
}

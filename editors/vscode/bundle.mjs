// src/extension.js and the client library as one file, and their licences beside it.
import fs from "node:fs";
import * as esbuild from "esbuild";
import { licences, packagesOf } from "../../tools/licences.mjs";

const built = await esbuild.build({
  entryPoints: ["src/extension.js"],
  bundle: true,
  platform: "node",
  format: "cjs",
  external: ["vscode"],
  target: "node18",
  minify: true,
  legalComments: "none",
  outfile: "dist/extension.js",
  metafile: true,
  logLevel: "warning",
});
fs.writeFileSync("dist/LICENSES.txt", licences(packagesOf(built.metafile, ".")).join("\n\n----\n\n") + "\n");

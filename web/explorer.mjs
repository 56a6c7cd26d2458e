// Bundles the explorer into the folder given: `node explorer.mjs OUT`. See build.py.

import { build } from "esbuild";
import { mkdir } from "node:fs/promises";
import path from "node:path";
import process from "node:process";

import { operations } from "./operations.mjs";
import { COMMON, writeLicences, writePage } from "./output.mjs";

const OUT = path.resolve(process.argv[2] ?? "dist");
const ENTRY = "src/explorer/main.tsx";

await mkdir(OUT, { recursive: true });
const result = await build({
  ...COMMON,
  entryPoints: [{ in: ENTRY, out: "explorer" }],
  jsxImportSource: "preact",
  outdir: OUT,
  plugins: [operations],
});
await writePage({
  result,
  entry: ENTRY,
  template: "src/explorer/index.html",
  icon: "src/explorer/icon.svg",
  prefix: "static/explorer/", // from the base that the page names
  folder: OUT,
});
await writeLicences([result], OUT);

// What both bundles of pages share: names by content, the page itself, the licences.

import { createHash } from "node:crypto";
import { copyFile, readFile, readdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";

export const HERE = path.dirname(fileURLToPath(import.meta.url));

/** Options of esbuild for either bundle. */
export const COMMON = {
  absWorkingDir: HERE,
  assetNames: "[name]-[hash]",
  bundle: true,
  charset: "utf8",
  chunkNames: "[name]-[hash]",
  define: { "process.env.NODE_ENV": '"production"' },
  entryNames: "[name]-[hash]",
  format: "esm",
  jsx: "automatic",
  tsconfigRaw: {}, // tsconfig.json is the explorer's, for the check of types alone
  legalComments: "none", // licences.txt has them all
  logLevel: "warning",
  metafile: true,
  minify: true,
  splitting: true,
  target: ["es2022"],
};

export const digest = (bytes) => createHash("sha256").update(bytes).digest("hex").slice(0, 8);
export const outputsOf = ({ metafile }) => Object.entries(metafile.outputs);

/** The name of an output of esbuild within the folder of the bundle. */
export const nameWithin = (folder, file) =>
  path.relative(folder, path.resolve(HERE, file)).split(path.sep).join("/");

/** Write `index.html` from a template, with the hashed names of the files of its bundle. */
export async function writePage({ result, entry, template, icon, prefix, folder }) {
  const isEntry = ([, { entryPoint }]) => entryPoint === entry;
  const [script, { cssBundle, imports }] = outputsOf(result).find(isEntry);
  const address = (file) => prefix + nameWithin(folder, file);
  const preloads = imports
    .filter(({ kind }) => kind === "import-statement")
    .map(({ path }) => `<link rel="modulepreload" href="${address(path)}" />`);
  const values = {
    icon: prefix + (await copyHashed(icon, folder)),
    preloads: preloads.join("\n    "),
    script: address(script),
    style: address(cssBundle),
  };
  const text = await readFile(path.join(HERE, template), "utf8");
  const page = text.replaceAll(/\{\{(\w+)\}\}/g, (_, name) => values[name]);
  await writeFile(path.join(folder, "index.html"), page);
}

async function copyHashed(file, folder) {
  const source = path.join(HERE, file);
  const hash = digest(await readFile(source));
  const { name, ext } = path.parse(file);
  await copyFile(source, path.join(folder, `${name}-${hash}${ext}`));
  return `${name}-${hash}${ext}`;
}

/** The licences of all packages of which something is in the bundle. */
export async function writeLicences(results, folder) {
  const packages = new Set();
  for (const { metafile } of results) {
    for (const input of Object.keys(metafile.inputs)) {
      const match = /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input);
      if (match) packages.add(match[0]);
    }
  }
  const notices = await Promise.all([...packages].sort().map(noticeOf));
  await writeFile(path.join(folder, "licences.txt"), notices.join(`\n${"-".repeat(79)}\n\n`));
}

async function noticeOf(folder) {
  const root = path.join(HERE, folder);
  const { name, version, license } = JSON.parse(await readFile(path.join(root, "package.json")));
  const files = (await readdir(root)).filter((f) => /^(licen[cs]e|notice|copying|thirdparty)/i.test(f));
  const texts = await Promise.all(files.map((file) => readFile(path.join(root, file), "utf8")));
  return [`${name} ${version}: ${license}`, ...texts].join("\n\n").trimEnd() + "\n";
}

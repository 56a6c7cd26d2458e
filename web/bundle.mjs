// Bundles the page into the folder given: `node bundle.mjs OUT`. See build.py, which calls it.

import { build } from "esbuild";
import { copyFile, mkdir, readFile, readdir, writeFile } from "node:fs/promises";
import { createHash } from "node:crypto";
import path from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";

const HERE = path.dirname(fileURLToPath(import.meta.url));
const OUT = path.resolve(process.argv[2] ?? "dist");

// The page's address is `…/graphql`; its files are beside it in this folder.
const PUBLIC = "static/graphiql/";

const WORKERS = {
  GRAPHQL_WORKER: "monaco-graphql/esm/graphql.worker.js",
  JSON_WORKER: "monaco-editor/esm/vs/language/json/json.worker.js",
  EDITOR_WORKER: "monaco-editor/esm/vs/editor/editor.worker.js",
};

// GraphiQL's style sheet carries its fonts as data: addresses, which `font-src 'self'` forbids
// and which every reader would fetch whole; as files they are fetched when used.
const fontsAsFiles = {
  name: "fonts-as-files",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^data:font\// }, ({ path: address }) => {
      const [, type, data] = /^data:font\/(\w+)[^,]*;base64,(.*)$/s.exec(address);
      const contents = Buffer.from(data, "base64");
      const file = `${digest(contents)}/font.${type}`;
      return { path: file, namespace: "font", pluginData: contents };
    });
    onLoad({ filter: /.*/, namespace: "font" }, ({ pluginData }) => ({
      contents: pluginData,
      loader: "file",
    }));
  },
};

// GraphiQL's style sheet has Monaco's in it already; without this it would come twice.
const noStyleOfMonaco = {
  name: "no-style-of-monaco",
  setup({ onLoad }) {
    onLoad({ filter: /monaco-editor.*\.css$/ }, () => ({ contents: "", loader: "css" }));
  },
};

const ENTRY = "src/main.jsx";

const COMMON = {
  absWorkingDir: HERE,
  // Old names of these, under which GraphiQL asks for them: scripts whose exports are not seen.
  alias: {
    "prettier/parser-babel": "prettier/plugins/babel",
    "prettier/parser-graphql": "prettier/plugins/graphql",
  },
  bundle: true,
  charset: "utf8",
  define: { "process.env.NODE_ENV": '"production"' },
  format: "esm",
  legalComments: "none", // licences.txt has them all
  logLevel: "warning",
  metafile: true,
  minify: true,
  outdir: OUT,
  target: ["es2022"],
};

const digest = (bytes) => createHash("sha256").update(bytes).digest("hex").slice(0, 8);
const outputsOf = ({ metafile }) => Object.entries(metafile.outputs);
const nameOf = (file) => path.relative(OUT, path.resolve(HERE, file)).split(path.sep).join("/");

async function bundleWorkers() {
  const names = Object.keys(WORKERS);
  const result = await build({
    ...COMMON,
    entryNames: "[name]-[hash]",
    entryPoints: names.map((name) => ({
      in: WORKERS[name],
      out: name.toLowerCase().replace("_", "-"),
    })),
  });
  const files = new Map(outputsOf(result).map(([file, { entryPoint }]) => [entryPoint, file]));
  const fileOf = (name) => {
    const entry = [...files.keys()].find((key) => key.endsWith(WORKERS[name]));
    return "./" + nameOf(files.get(entry));
  };
  return { result, define: Object.fromEntries(names.map((n) => [n, JSON.stringify(fileOf(n))])) };
}

function bundlePage(define) {
  return build({
    ...COMMON,
    assetNames: "[name]-[hash]",
    chunkNames: "[name]-[hash]",
    define: { ...COMMON.define, ...define },
    entryNames: "[name]-[hash]",
    entryPoints: [{ in: ENTRY, out: "graphiql" }],
    jsx: "automatic",
    loader: { ".graphql": "text", ".ttf": "file", ".woff": "file", ".woff2": "file" },
    plugins: [fontsAsFiles, noStyleOfMonaco],
    splitting: true,
  });
}

/** The page itself, with the hashed names of its files. */
async function writePage(result) {
  const isEntry = ([, { entryPoint }]) => entryPoint === ENTRY;
  const [script, { cssBundle, imports }] = outputsOf(result).find(isEntry);
  const preloads = imports
    .filter(({ kind }) => kind === "import-statement")
    .map(({ path }) => `<link rel="modulepreload" href="${PUBLIC}${nameOf(path)}" />`);
  const values = {
    icon: PUBLIC + (await copyHashed("src/icon.svg")),
    preloads: preloads.join("\n    "),
    script: PUBLIC + nameOf(script),
    style: PUBLIC + nameOf(cssBundle),
  };
  const template = await readFile(path.join(HERE, "src/index.html"), "utf8");
  const page = template.replaceAll(/\{\{(\w+)\}\}/g, (_, name) => values[name]);
  await writeFile(path.join(OUT, "index.html"), page);
}

async function copyHashed(file) {
  const source = path.join(HERE, file);
  const hash = digest(await readFile(source));
  const { name, ext } = path.parse(file);
  await copyFile(source, path.join(OUT, `${name}-${hash}${ext}`));
  return `${name}-${hash}${ext}`;
}

/** The licences of all packages of which something is in the bundle. */
async function writeLicences(results) {
  const packages = new Set();
  for (const { metafile } of results) {
    for (const input of Object.keys(metafile.inputs)) {
      const match = /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input);
      if (match) packages.add(match[0]);
    }
  }
  const notices = await Promise.all([...packages].sort().map(noticeOf));
  await writeFile(path.join(OUT, "licences.txt"), notices.join(`\n${"-".repeat(79)}\n\n`));
}

async function noticeOf(folder) {
  const root = path.join(HERE, folder);
  const { name, version, license } = JSON.parse(await readFile(path.join(root, "package.json")));
  const files = (await readdir(root)).filter((f) => /^(licen[cs]e|notice|copying|thirdparty)/i.test(f));
  const texts = await Promise.all(files.map((file) => readFile(path.join(root, file), "utf8")));
  return [`${name} ${version}: ${license}`, ...texts].join("\n\n").trimEnd() + "\n";
}

await mkdir(OUT, { recursive: true });
const workers = await bundleWorkers();
const page = await bundlePage(workers.define);
await writePage(page);
await writeLicences([workers.result, page]);

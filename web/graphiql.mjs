// Bundles GraphiQL into the folder given: `node graphiql.mjs OUT`. See build.py, which calls it.

import { build } from "esbuild";
import { mkdir } from "node:fs/promises";
import path from "node:path";
import process from "node:process";

import { COMMON, digest, nameWithin, outputsOf, writeLicences, writePage } from "./output.mjs";

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

const ENTRY = "src/graphiql/main.jsx";

const OPTIONS = {
  ...COMMON,
  // Old names of these, under which GraphiQL asks for them: scripts whose exports are not seen.
  alias: {
    "prettier/parser-babel": "prettier/plugins/babel",
    "prettier/parser-graphql": "prettier/plugins/graphql",
  },
  outdir: OUT,
};

async function bundleWorkers() {
  const names = Object.keys(WORKERS);
  const result = await build({
    ...OPTIONS,
    entryPoints: names.map((name) => ({
      in: WORKERS[name],
      out: name.toLowerCase().replace("_", "-"),
    })),
    splitting: false,
  });
  const files = new Map(outputsOf(result).map(([file, { entryPoint }]) => [entryPoint, file]));
  const fileOf = (name) => {
    const entry = [...files.keys()].find((key) => key.endsWith(WORKERS[name]));
    return "./" + nameWithin(OUT, files.get(entry));
  };
  return { result, define: Object.fromEntries(names.map((n) => [n, JSON.stringify(fileOf(n))])) };
}

function bundlePage(define) {
  return build({
    ...OPTIONS,
    define: { ...COMMON.define, ...define },
    entryPoints: [{ in: ENTRY, out: "graphiql" }],
    loader: { ".graphql": "text", ".ttf": "file", ".woff": "file", ".woff2": "file" },
    plugins: [fontsAsFiles, noStyleOfMonaco],
  });
}

await mkdir(OUT, { recursive: true });
const workers = await bundleWorkers();
const page = await bundlePage(workers.define);
await writePage({
  result: page,
  entry: ENTRY,
  template: "src/graphiql/index.html",
  icon: "src/graphiql/icon.svg",
  prefix: PUBLIC,
  folder: OUT,
});
await writeLicences([workers.result, page], OUT);

// The GraphQL documents of the explorer: a file has one operation, and the fragments that it
// uses are taken from fragments.graphql.

import { parse, print, visit } from "graphql";
import { readFile, readdir } from "node:fs/promises";
import path from "node:path";

import { HERE } from "./output.mjs";

export const FOLDER = path.join(HERE, "src/explorer/operations");
const FRAGMENTS = path.join(FOLDER, "fragments.graphql");

/** The files that have an operation, in a fixed order. */
export async function operationFiles() {
  const names = (await readdir(FOLDER)).filter((name) => name.endsWith(".graphql")).sort();
  return names.map((name) => path.join(FOLDER, name)).filter((file) => file !== FRAGMENTS);
}

export const read = async (file) => parse(await readFile(file, "utf8"), { noLocation: true });
export const fragments = () => read(FRAGMENTS);

/** The name of the operation in a file, and its text with the fragments that it uses. */
export async function operationOf(file) {
  const document = await read(file);
  const known = new Map((await fragments()).definitions.map((one) => [one.name.value, one]));
  const definitions = [...document.definitions];
  for (const definition of definitions) {
    visit(definition, {
      FragmentSpread({ name }) {
        const wanted = known.get(name.value);
        if (!wanted) throw new Error(`${file}: no fragment ${name.value} in fragments.graphql`);
        if (!definitions.includes(wanted)) definitions.push(wanted);
      },
    });
  }
  return { name: document.definitions[0].name.value, text: print({ ...document, definitions }) };
}

/** For esbuild: a document imported is its operation, as { name, text }. */
export const operations = {
  name: "operations",
  setup({ onLoad }) {
    onLoad({ filter: /\.graphql$/ }, async ({ path: file }) => ({
      contents: JSON.stringify(await operationOf(file)),
      loader: "json",
      watchFiles: [file, FRAGMENTS],
    }));
  },
};

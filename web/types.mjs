// Writes the types of the explorer's operations: `node types.mjs SCHEMA OUT`. See build.py.
//
// SCHEMA is the schema in its language. The folder OUT gets the types, and a module for each
// document, so that what an operation answers is known where its file is imported. Nothing of it
// is needed to bundle.

import { codegen } from "@graphql-codegen/core";
import * as typescriptOperations from "@graphql-codegen/typescript-operations";
import { buildSchema, parse, validate } from "graphql";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import process from "node:process";

import { fragments, operationFiles, operationOf, read } from "./operations.mjs";

const [schemaFile, out] = process.argv.slice(2);
const text = await readFile(schemaFile, "utf8");
const schema = buildSchema(text);
const files = await operationFiles();
const named = await Promise.all(files.map(async (file) => ({ file, ...(await operationOf(file)) })));

for (const { file, text } of named) {
  const [error] = validate(schema, parse(text));
  if (error) throw new Error(`${path.basename(file)}: ${error.message}`);
}

const documents = [{ location: "fragments.graphql", document: await fragments() }];
for (const file of files) documents.push({ location: file, document: await read(file) });
const types = await codegen({
  schema: parse(text),
  documents,
  config: {
    enumType: "string-literal",
    scalars: { ID: "string", Date: "string", DateTime: "string" },
    useTypeImports: true,
  },
  plugins: [{ typescriptOperations: {} }],
  pluginMap: { typescriptOperations },
  filename: path.join(out, "types.ts"),
});
const modules = named.map(
  ({ file, name }) => `declare module "*/${path.basename(file)}" {
  const operation: import("../src/explorer/operation").Operation<
    import("./types").${name}Query,
    import("./types").${name}QueryVariables
  >;
  export default operation;
}
`,
);

await mkdir(out, { recursive: true });
await writeFile(path.join(out, "types.ts"), types);
await writeFile(path.join(out, "modules.d.ts"), modules.join("\n"));

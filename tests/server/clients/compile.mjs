// node compile.mjs URL FOLDER: compiles the documents in src/ against the schema of the service,
// with Relay's compiler and with GraphQL Code Generator; their manifests go into the folder.
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { generate } from "@graphql-codegen/cli";

const [url, folder] = process.argv.slice(2);
const work = join(folder, "compiled");
mkdirSync(work, { recursive: true });
cpSync(join(import.meta.dirname, "src"), join(work, "src"), { recursive: true });

const schema = await fetch(`${url}/schema.graphql`);
if (!schema.ok) throw new Error(`${url}/schema.graphql: ${schema.status}`);
writeFileSync(join(work, "schema.graphql"), await schema.text());
writeFileSync(join(work, "package.json"), JSON.stringify({ type: "module" }));
writeFileSync(join(work, "relay.json"), "{}");
const relay = {
  src: "./src/relay",
  schema: "./schema.graphql",
  language: "javascript",
  eagerEsModules: true,
  persistConfig: { file: "./relay.json", algorithm: "MD5" },
};
writeFileSync(join(work, "relay.config.json"), JSON.stringify(relay));
const compiler = createRequire(import.meta.url).resolve("relay-compiler/cli.js");
execFileSync(process.execPath, [compiler, "relay.config.json"], { cwd: work, stdio: "inherit" });

await generate(
  {
    // By introspection. (Before Node.js 22.15, its fetch asks for zstd and cannot read it.)
    schema: [{ [`${url}/graphql`]: { headers: { "accept-encoding": "gzip" } } }],
    documents: join(work, "src", "codegen", "*.graphql"),
    generates: {
      [join(work, "codegen/")]: {
        preset: "client",
        presetConfig: { persistedDocuments: { hashAlgorithm: "sha256" } },
      },
    },
  },
  true,
);

const trusted = join(folder, "trusted");
mkdirSync(trusted, { recursive: true });
cpSync(join(work, "relay.json"), join(trusted, "relay.json"));
cpSync(join(work, "codegen", "persisted-documents.json"), join(trusted, "codegen.json"));

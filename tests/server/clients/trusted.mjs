// node trusted.mjs URL FOLDER: what compile.mjs made, asked of a service that answers nothing else.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import relay from "relay-runtime";
import { check, finish, refused } from "./checks.mjs";

const [base, folder] = process.argv.slice(2);
const url = `${base}/graphql`;
const work = join(folder, "compiled");
const variables = { year: 2022 };

async function post(body) {
  const headers = {
    "content-type": "application/json",
    accept: "application/graphql-response+json",
  };
  const response = await fetch(url, { method: "POST", headers, body: JSON.stringify(body) });
  return { status: response.status, ...(await response.json()) };
}

const { Environment, Network, RecordSource, Store, fetchQuery } = relay;
const network = Network.create((request, variables) => post({ doc_id: request.id, variables }));
const environment = new Environment({ network, store: new Store(new RecordSource()) });
const artifact = join(work, "src", "relay", "__generated__", "officesRelayQuery.graphql.js");
const { default: query } = await import(pathToFileURL(artifact));
const data = await fetchQuery(environment, query, variables).toPromise();
check("Relay", data.organizations.nodes);

const manifest = JSON.parse(readFileSync(join(work, "codegen", "persisted-documents.json"), "utf8"));
const [documentId] = Object.keys(manifest);
check("GraphQL Code Generator", (await post({ documentId, variables })).data.organizations.nodes);

refused("another document", await post({ query: "{ __typename }" }), 403, "DOCUMENT_NOT_TRUSTED");
refused("another name", await post({ documentId: "none" }), 404, "PERSISTED_QUERY_NOT_FOUND");
finish();

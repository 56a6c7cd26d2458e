// node compose.mjs URL: composes the service with a subgraph that adds to one of its types.
import { composeServices } from "@apollo/composition";
import { parse } from "graphql";

const url = process.argv[2];

async function ask(query, variables) {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = await response.json();
  if (errors) throw new Error(JSON.stringify(errors));
  return data;
}

const budgets = `
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key", "@shareable"])
  type Organization @key(fields: "id") { id: ID! budget: Int }
  type PageInfo @shareable {
    hasNextPage: Boolean! hasPreviousPage: Boolean! startCursor: String endCursor: String
  }
  type Query { budgets: [Organization!]! budgetPage: PageInfo }
`;

const { _service } = await ask("{ _service { sdl } }");
const { errors, schema, hints } = composeServices([
  { name: "govgraph", url, typeDefs: parse(_service.sdl) },
  { name: "budgets", url: "http://127.0.0.1:1", typeDefs: parse(budgets) },
]);
if (errors) {
  for (const error of errors) console.log(error.message);
  process.exit(1);
}
const fields = schema.type("Organization").fields().map((field) => field.name);
for (const name of ["id", "nameTh", "awards", "budget"]) {
  if (!fields.includes(name)) throw new Error(`Organization has no ${name}`);
}

// What a router sends for { budgets { nameTh } } once the other subgraph has answered.
const { _entities } = await ask(
  "query ($r: [_Any!]!) { _entities(representations: $r) { ... on Organization { nameTh } } }",
  { r: [{ __typename: "Organization", id: "org:msdhs" }] },
);
if (!_entities[0].nameTh) throw new Error("the entity is not there");
console.log(`composed: ${schema.types().length} types, ${hints.length} hints`);

// @neo4j/graphql on GraphQL Yoga, on a free port, which is printed when it is ready.

import { readFileSync } from "node:fs";
import { createServer } from "node:http";

import { Neo4jGraphQL } from "@neo4j/graphql";
import { createYoga } from "graphql-yoga";
import neo4j from "neo4j-driver";

const BUDDHIST_ERA = 543;

const { NEO4J_URI, NEO4J_USER, NEO4J_PASSWORD, NEO4J_DATABASE } = process.env;
const driver = neo4j.driver(NEO4J_URI, neo4j.auth.basic(NEO4J_USER, NEO4J_PASSWORD), {
  maxConnectionPoolSize: 16,
  notificationFilter: { minimumSeverityLevel: "OFF" },
  telemetryDisabled: true,
});
const library = new Neo4jGraphQL({
  typeDefs: readFileSync(new URL("types.graphql", import.meta.url), "utf8"),
  resolvers: { Award: { yearBe: ({ year }) => Number(year) + BUDDHIST_ERA } },
  driver,
});
const yoga = createYoga({
  schema: await library.getSchema(),
  context: () => ({ sessionConfig: { database: NEO4J_DATABASE } }),
  graphiql: false,
  landingPage: false,
  logging: false,
});
const server = createServer(yoga);
server.listen(0, "127.0.0.1", () => console.log(server.address().port));

process.on("SIGTERM", async () => {
  server.close();
  server.closeAllConnections();
  await driver.close();
});

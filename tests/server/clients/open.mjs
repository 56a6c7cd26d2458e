// node open.mjs URL: Apollo Client and urql ask, each with automatic persisted queries by GET.
import { createHash } from "node:crypto";
import { ApolloClient, ApolloLink, HttpLink, InMemoryCache, gql } from "@apollo/client";
import { PersistedQueryLink } from "@apollo/client/link/persisted-queries";
import { createClient, fetchExchange } from "@urql/core";
import { persistedExchange } from "@urql/exchange-persisted";
import { check, counting, finish } from "./checks.mjs";

const url = `${process.argv[2]}/graphql`;
const sha256 = (text) => createHash("sha256").update(text).digest("hex");
const question = (name) => gql`
  query ${name}($year: Int!) {
    organizations(
      where: { unitKind: { eq: PROVINCIAL_OFFICE }, awards: { some: { year: { eq: $year } } } }
    ) {
      nodes {
        nameTh
        ministry {
          nameTh
        }
      }
    }
  }
`;
const variables = { year: 2022 };

for (const round of ["first", "second"]) {
  const sent = counting();
  const link = ApolloLink.from([
    new PersistedQueryLink({ sha256, useGETForHashedQueries: true }),
    new HttpLink({ uri: url, fetch: sent.fetch }),
  ]);
  const client = new ApolloClient({ link, cache: new InMemoryCache() });
  const { data } = await client.query({ query: question("Apollo"), variables });
  check(`Apollo Client, ${round} time`, data.organizations.nodes);
  sent.expect(`Apollo Client, ${round} time`, round === "first" ? ["GET", "POST"] : ["GET"]);
}

for (const round of ["first", "second"]) {
  const sent = counting();
  const client = createClient({
    url,
    fetch: sent.fetch,
    preferGetMethod: true,
    exchanges: [persistedExchange({ preferGetForPersistedQueries: true }), fetchExchange],
  });
  const { data, error } = await client.query(question("Urql"), variables).toPromise();
  if (error) throw error;
  check(`urql, ${round} time`, data.organizations.nodes);
  if (round === "second") sent.expect("urql, second time", ["GET"]);
}
finish();

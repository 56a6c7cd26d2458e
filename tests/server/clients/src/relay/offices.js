// What the compiled clients ask: the main question, for one year.
import { graphql } from "relay-runtime";

export const relay = graphql`
  query officesRelayQuery($year: Int!) {
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

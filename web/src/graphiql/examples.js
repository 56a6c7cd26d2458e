import groups from "../../examples/5-groups.graphql";
import hierarchy from "../../examples/4-hierarchy.graphql";
import audit from "../../examples/3-audit-trail.graphql";
import nested from "../../examples/2-nested.graphql";
import main from "../../examples/1-provincial-offices.graphql";

/** The texts of the first tabs; GraphiQL titles a tab by the name of its operation. */
export const EXAMPLES = [main, nested, audit, hierarchy, groups];

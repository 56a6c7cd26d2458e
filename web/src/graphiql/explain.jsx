// A panel that shows how the service answers the operation in the editor: what it reads and
// for which fields, the statement, its parameters, and the operators of the database.

import { Button, parseJSONC, pick, useGraphiQL } from "@graphiql/react";
import { useState } from "react";

const FAILED = "The operation could not be explained.";

const Icon = () => (
  <svg viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeWidth="1.5" aria-hidden="true">
    <circle cx="6" cy="5" r="2.5" />
    <circle cx="18" cy="12" r="2.5" />
    <circle cx="18" cy="20" r="2" />
    <path d="M6 7.5V20h10M6 12h9.5" />
  </svg>
);

const number = (value) => (value === null ? "" : Math.round(value).toLocaleString("en"));
const milliseconds = (value) => `${value.toLocaleString("en", { maximumFractionDigits: 2 })} ms`;

function Steps({ steps }) {
  return (
    <ul>
      {steps.map(({ text, askers, steps: below }, i) => (
        <li key={i}>
          <span>{text}</span>
          {askers.map((asker) => (
            <code key={asker}>{asker}</code>
          ))}
          {below.length > 0 && <Steps steps={below} />}
        </li>
      ))}
    </ul>
  );
}

function Parameters({ parameters }) {
  return (
    <table>
      <tbody>
        {parameters.map(({ name, value, argument, askers }) => (
          <tr key={name}>
            <th scope="row">${name}</th>
            <td>{JSON.stringify(value)}</td>
            <td>
              {argument} of <code>{askers.join(", ")}</code>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The operators with their depth, in Neo4j's own order: what branches off comes first. */
function* walk(operator, depth = 0) {
  yield { ...operator, depth };
  for (let i = operator.children.length - 1; i >= 0; i--) {
    yield* walk(operator.children[i], depth + i);
  }
}

function Operators({ root, hits }) {
  const isProfile = hits !== null;
  return (
    <table className="govgraph-operators">
      <thead>
        <tr>
          <th>operator</th>
          <th>estimated</th>
          {isProfile && <th>rows</th>}
          {isProfile && <th>hits</th>}
          <th>details</th>
        </tr>
      </thead>
      <tbody>
        {[...walk(root)].map(({ name, details, estimatedRows, rows, hits, depth }, i) => (
          <tr key={i}>
            <td style={{ paddingLeft: `${depth}em` }}>{name}</td>
            <td>{number(estimatedRows)}</td>
            {isProfile && <td>{number(rows)}</td>}
            {isProfile && <td>{number(hits)}</td>}
            <td>{details}</td>
          </tr>
        ))}
      </tbody>
      {isProfile && (
        <tfoot>
          <tr>
            <td>all together</td>
            <td />
            <td />
            <td>{number(hits)}</td>
            <td />
          </tr>
        </tfoot>
      )}
    </table>
  );
}

function Times({ phases, database }) {
  const rows = Object.entries(phases);
  if (database) {
    const { plannedAnew, planned, ran } = database.milliseconds;
    rows.push(["database: plan a text never seen", plannedAnew]);
    rows.push(["database: plan it again, from its cache", planned]);
    if (ran !== null) rows.push(["database: run it and count", ran]);
  }
  return (
    <table>
      <tbody>
        {rows.map(([what, time]) => (
          <tr key={what}>
            <th scope="row">{what}</th>
            <td>{milliseconds(time)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Explanation({ explained }) {
  const { plan, statement, parameters, database, cached } = explained;
  return (
    <>
      <h3>Plan</h3>
      <Steps steps={plan} />
      {database === null && <p>The schema answers this; no statement is sent.</p>}
      {database && (
        <>
          <h3>Operators of the database</h3>
          <Operators root={database.operators} hits={database.hits} />
          <h3>Statement</h3>
          <pre>{statement}</pre>
          {parameters.length > 0 && <h3>Parameters</h3>}
          <Parameters parameters={parameters} />
        </>
      )}
      <h3>Times</h3>
      {cached && <p>The plan was kept from an earlier request, whose times these are.</p>}
      <Times phases={explained.milliseconds} database={database} />
    </>
  );
}

/** The request in the editors, with what is asked to be explained. */
function requestOf({ queryEditor, variableEditor, operationName }, explain) {
  return {
    query: queryEditor.getValue(),
    variables: parseJSONC(variableEditor?.getValue() ?? "") ?? {},
    operationName,
    extensions: { explain },
  };
}

/** What the response tells: the explanation, or a sentence why there is none. */
function told({ errors, extensions }) {
  const explained = extensions?.explain;
  if (explained && !explained.error) return { explained };
  const messages = explained ? [explained.error] : (errors ?? []);
  return { failure: messages.map(({ message }) => message).join("\n") || FAILED };
}

/** The panel, as a plugin of GraphiQL; `fetcher` sends the operation to the service. */
export function explainPlugin(fetcher) {
  function Content() {
    const editors = useGraphiQL(
      pick("queryEditor", "variableEditor", "headerEditor", "operationName"),
    );
    const [state, setState] = useState({});
    const ask = async (explain) => {
      setState({ isAsking: true });
      try {
        const headers = parseJSONC(editors.headerEditor?.getValue() ?? "");
        setState(told(await fetcher(requestOf(editors, explain), { headers })));
      } catch (error) {
        setState({ failure: error.message });
      }
    };
    return (
      <section className="govgraph-explain" aria-label="Explain" aria-busy={Boolean(state.isAsking)}>
        <div className="graphiql-doc-explorer-title">Explain</div>
        <p>
          <Button type="button" disabled={state.isAsking} onClick={() => ask("plan")}>
            Plan
          </Button>{" "}
          <Button type="button" disabled={state.isAsking} onClick={() => ask("profile")}>
            Profile
          </Button>
        </p>
        {!state.explained && !state.failure && (
          <p>How the operation in the editor is answered. Profile also counts rows and hits.</p>
        )}
        {state.failure && (
          <p role="alert" className="govgraph-failure">
            {state.failure}
          </p>
        )}
        {state.explained && <Explanation explained={state.explained} />}
      </section>
    );
  }

  return { title: "Explain", icon: Icon, content: Content };
}

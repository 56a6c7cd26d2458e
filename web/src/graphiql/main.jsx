import "./workers.js";
import "graphiql/style.css";
import "@graphiql/plugin-explorer/style.css";
import "./style.css";

import { explorerPlugin } from "@graphiql/plugin-explorer";
import { pick, useGraphiQL, useGraphiQLActions } from "@graphiql/react";
import { GraphiQL, HISTORY_PLUGIN } from "graphiql";
import { useEffect, useRef } from "react";
import { createRoot } from "react-dom/client";

import { EXAMPLES } from "./examples.js";
import { explainPlugin } from "./explain.jsx";
import { createFetcher } from "./fetcher.js";
import { LineBreaks } from "./linebreaks.js";
import { isFirstVisit, storage } from "./storage.js";

// Relative to the page, so that it also works behind a proxy that adds a prefix.
const ENDPOINT = new URL("graphql", document.baseURI).href;
const SCHEMA = new URL("schema.graphql", document.baseURI).href;
const EXPLORER = explorerPlugin({ showAttribution: false });
const WIDE = 1100; // CSS pixels; below this the explorer would squeeze the editors
const BREAKS = new LineBreaks();
const FETCHER = createFetcher(ENDPOINT, (length) => BREAKS.expect(length));
const EXPLAIN = explainPlugin(createFetcher(ENDPOINT, () => {}));
const IS_FIRST_VISIT = isFirstVisit();

/** A query given in the address, as in a shared link, and its variables. */
function fromAddress() {
  const parameters = new URLSearchParams(location.search);
  return {
    query: parameters.get("query") ?? undefined,
    variables: parameters.get("variables") ?? undefined,
  };
}

const SHARED = fromAddress();

/** Gives the editors to the one who breaks their lines. */
function Attach() {
  const editors = useGraphiQL(pick("queryEditor", "responseEditor", "variableEditor"));
  useEffect(() => BREAKS.attach(editors), [editors]);
  return null;
}

/** Runs the first tab once the schema and the editors are there. */
function FirstAnswer() {
  const { schema, queryEditor, responseEditor } = useGraphiQL(
    pick("schema", "queryEditor", "responseEditor"),
  );
  const { run } = useGraphiQLActions();
  const done = useRef(false);
  const isReady = Boolean(schema && queryEditor && responseEditor);
  useEffect(() => {
    if (isReady && !done.current) {
      done.current = true;
      run();
    }
  }, [isReady, run]);
  return null;
}

function App() {
  const tabs = EXAMPLES.map((query) => ({ query }));
  return (
    <GraphiQL
      fetcher={FETCHER}
      storage={storage}
      plugins={[HISTORY_PLUGIN, EXPLORER, EXPLAIN]}
      visiblePlugin={IS_FIRST_VISIT && innerWidth >= WIDE ? EXPLORER : undefined}
      defaultTabs={SHARED.query === undefined ? tabs : [SHARED, ...tabs]}
      initialQuery={SHARED.query}
      initialVariables={SHARED.variables}
      defaultEditorToolsVisibility={SHARED.variables === undefined ? false : "variables"}
      defaultQuery=""
      inputValueDeprecation
      schemaDescription
    >
      <GraphiQL.Logo>
        <span className="govgraph-brand">
          govgraph <a href={SCHEMA}>schema</a>
        </span>
        <Attach />
        {/* A shared query may change data: only our own question runs unasked. */}
        {IS_FIRST_VISIT && SHARED.query === undefined && <FirstAnswer />}
      </GraphiQL.Logo>
    </GraphiQL>
  );
}

if (IS_FIRST_VISIT) {
  // The explorer's share of the width, to the rest; GraphiQL's own third is too much for it.
  storage.setItem("graphiql:docExplorerFlex", "0.25");
}
if (SHARED.query !== undefined) {
  // The tab is kept from now on: a reload must not open it again, as it was before edits.
  history.replaceState(null, "", location.pathname);
}
createRoot(document.getElementById("graphiql")).render(<App />);

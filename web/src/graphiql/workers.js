/* global GRAPHQL_WORKER, JSON_WORKER, EDITOR_WORKER */

// The names are put in by the build: each worker is a file beside this one, since a page
// that forbids inline code starts workers from its own origin only.
const WORKERS = { graphql: GRAPHQL_WORKER, json: JSON_WORKER };

globalThis.MonacoEnvironment = {
  getWorker(_id, label) {
    const url = new URL(WORKERS[label] ?? EDITOR_WORKER, import.meta.url);
    return new Worker(url, { name: label, type: "module" });
  },
};

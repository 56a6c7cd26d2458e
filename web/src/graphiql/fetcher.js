import { getOperationAST, parse } from "graphql";

const HEADERS = {
  accept: "application/graphql-response+json, application/json;q=0.9",
  "content-type": "application/json",
};

const failed = (message) => ({ errors: [{ message }] });

/** The parameters without a name that the document does not know: after a change of tab
 * GraphiQL keeps the name of the tab before for a moment. */
function named({ operationName, ...parameters }) {
  try {
    if (getOperationAST(parse(parameters.query), operationName)) {
      return { operationName, ...parameters };
    }
  } catch {
    // Not a document: the service says where it is wrong.
  }
  return parameters;
}

/**
 * Sends operations to `url`; what is no GraphQL response becomes one that says so.
 * `onResponse` is told the length of each response before it is handed over.
 */
export function createFetcher(url, onResponse) {
  return async (parameters, { headers } = {}) => {
    let response, text;
    try {
      response = await fetch(url, {
        method: "POST",
        headers: { ...HEADERS, ...headers },
        body: JSON.stringify(named(parameters)),
      });
      text = await response.text();
    } catch (error) {
      return failed(`${url} does not answer (${error.message}). Is the service running?`);
    }
    onResponse(text.length);
    try {
      return JSON.parse(text);
    } catch {
      const status = `${response.status} ${response.statusText}`.trim();
      return failed(`${url} answered ${status}, and not in JSON.`);
    }
  };
}

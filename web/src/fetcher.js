const HEADERS = {
  accept: "application/graphql-response+json, application/json;q=0.9",
  "content-type": "application/json",
};

/**
 * Sends operations to `url`; what is no GraphQL response becomes one that says so.
 * `onResponse` is told the length of each response before it is handed over.
 */
export function createFetcher(url, onResponse) {
  return async (parameters, { headers } = {}) => {
    const response = await fetch(url, {
      method: "POST",
      headers: { ...HEADERS, ...headers },
      body: JSON.stringify(parameters),
    });
    const text = await response.text();
    onResponse(text.length);
    try {
      return JSON.parse(text);
    } catch {
      const status = `${response.status} ${response.statusText}`.trim();
      return { errors: [{ message: `The server answered ${status}, not JSON.` }] };
    }
  };
}

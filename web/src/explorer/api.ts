// Asking the service: public GraphQL over HTTP, and nothing else.

import { useEffect, useRef, useState } from "preact/hooks";

import { serviceAddress } from "./address";
import type { Operation } from "./operation";

/** What the service did not answer, or answered no data to. */
export class Refused extends Error {
  constructor(
    message: string,
    /** The `extensions.code` of the first error. */
    readonly code: string,
  ) {
    super(message);
  }
}

export interface Fault {
  readonly message: string;
  readonly extensions?: { readonly code?: string };
}

/** GET is kept by caches; a longer address is refused by some proxies. */
const LONGEST_ADDRESS = 6000;
const REMEMBERED = 200;
const ACCEPT = "application/graphql-response+json, application/json";
const KEY = "govgraph-key";

/** Keep an API key, until the tab is closed, for a service that asks for one. */
export function keepKey(key: string): void {
  sessionStorage.setItem(KEY, key);
}

function headers(): Record<string, string> {
  let key: string | null = null;
  try {
    key = sessionStorage.getItem(KEY);
  } catch {
    // Storage is forbidden: the service can be read as far as it is open.
  }
  return { accept: ACCEPT, ...(key && { authorization: `Bearer ${key}` }) };
}

const answers = new Map<string, Promise<unknown>>();

/** The data of an operation, of the page's own memory where it was asked before. */
export function ask<Data, Variables>(
  operation: Operation<Data, Variables>,
  variables: Variables,
): Promise<Data> {
  const body = parameters(operation, variables);
  const address = serviceAddress("graphql?") + body.toString();
  const known = answers.get(address);
  if (known) return known as Promise<Data>;
  const answer = request(address, body).then(read<Data>);
  answers.set(address, answer);
  answer.catch(() => answers.delete(address));
  const [oldest] = answers.keys();
  if (answers.size > REMEMBERED && oldest) answers.delete(oldest);
  return answer;
}

function parameters<Data, Variables>(
  { name, text }: Operation<Data, Variables>,
  variables: Variables,
): URLSearchParams {
  const query = text.replace(/\s+/g, " ").trim(); // no document of ours has a string or comment
  return new URLSearchParams({
    query,
    operationName: name,
    variables: JSON.stringify(variables),
  });
}

async function request(address: string, body: URLSearchParams): Promise<Response> {
  try {
    if (address.length <= LONGEST_ADDRESS) {
      return await fetch(address, { headers: headers() });
    }
    const { query, operationName, variables } = Object.fromEntries(body);
    return await fetch(serviceAddress("graphql"), {
      method: "POST",
      headers: { ...headers(), "content-type": "application/json" },
      body: JSON.stringify({ query, operationName, variables: JSON.parse(variables ?? "{}") }),
    });
  } catch {
    throw new Refused("the service cannot be reached", "UNREACHABLE");
  }
}

async function read<Data>(response: Response): Promise<Data> {
  let answer: { data?: Data | null; errors?: readonly Fault[] };
  try {
    answer = await response.json();
  } catch {
    throw new Refused(`the service answered ${response.status}`, "UNREACHABLE");
  }
  const [fault] = answer.errors ?? [];
  if (answer.data && !fault) return answer.data;
  throw new Refused(
    fault?.message ?? `the service answered ${response.status}`,
    fault?.extensions?.code ?? "UNKNOWN",
  );
}

export interface Answer<Data> {
  /** The newest data; of the question before, while another is being asked. */
  readonly data: Data | null;
  readonly error: Refused | null;
  readonly busy: boolean;
}

/** Ask an operation, again whenever its variables change; null asks nothing. */
export function useAnswer<Data, Variables>(
  operation: Operation<Data, Variables>,
  variables: Variables | null,
): Answer<Data> {
  const key = variables === null ? null : JSON.stringify(variables);
  const [answer, setAnswer] = useState<Answer<Data> & { key: string | null }>({
    data: null,
    error: null,
    busy: key !== null,
    key: null,
  });
  const wanted = useRef(key);
  wanted.current = key;
  useEffect(() => {
    if (variables === null) return;
    setAnswer((before) => ({ ...before, busy: true }));
    ask(operation, variables).then(
      (data) => wanted.current === key && setAnswer({ data, error: null, busy: false, key }),
      (error: unknown) => {
        if (wanted.current !== key) return;
        const refused = error instanceof Refused ? error : new Refused(String(error), "UNKNOWN");
        setAnswer({ data: null, error: refused, busy: false, key });
      },
    );
  }, [operation, key]);
  if (key === null) return NOTHING;
  return { ...answer, busy: answer.busy || answer.key !== key };
}

const NOTHING = { data: null, error: null, busy: false };

export interface BothDays<Data> extends Answer<Data> {
  /** The same of the day that it is compared with; null where there is none, or not yet. */
  readonly then: Data | null;
}

/** Ask an operation of a day, and of the other one where there is one. */
export function useBothDays<Data, Variables extends { asOf?: string | null }>(
  operation: Operation<Data, Variables>,
  variables: Variables | null,
  other: string | null,
): BothDays<Data> {
  const shown = useAnswer(operation, variables);
  const then = useAnswer(operation, variables && other ? { ...variables, asOf: other } : null);
  return bothDays(shown, then);
}

export function bothDays<Data>(shown: Answer<Data>, then: Answer<Data>): BothDays<Data> {
  const busy = shown.busy || then.busy;
  const { data } = shown;
  return { data, error: shown.error ?? then.error, busy, then: busy ? null : then.data };
}

/** GraphiQL with an operation in it, ready to be run and changed. */
export function graphiqlAddress<Data, Variables>(
  { text }: Operation<Data, Variables>,
  variables: Variables,
): string {
  const given = JSON.stringify(variables, null, 2);
  return serviceAddress("graphql?") + new URLSearchParams({ query: text, variables: given });
}

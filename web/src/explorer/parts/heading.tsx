// The head of a view: its title, and the operation behind it.

import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";

import { graphiqlAddress } from "../api";
import { useSpeech } from "../language";
import type { Operation } from "../operation";

interface Head<Data, Variables> {
  readonly title: string;
  readonly above?: ComponentChildren;
  readonly operation?: Operation<Data, Variables>;
  readonly variables?: Variables | null;
}

export function Heading<Data, Variables>(props: Head<Data, Variables>) {
  const { title, above, operation, variables } = props;
  useEffect(() => {
    document.title = `${title} · govgraph`;
  }, [title]);
  const place = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    // A view that had to wait for its title: the focus waits for it where the view is.
    if (document.activeElement?.localName === "main") place.current?.focus({ preventScroll: true });
  }, []);
  return (
    <header class="heading">
      <div>
        {above && <p class="above">{above}</p>}
        <h1 ref={place} tabIndex={-1}>
          {title}
        </h1>
      </div>
      {operation && variables && <Behind operation={operation} variables={variables} />}
    </header>
  );
}

interface Question<Data, Variables> {
  readonly operation: Operation<Data, Variables>;
  readonly variables: Variables;
}

/** The operation behind what is shown, one click away. */
export function Behind<Data, Variables>({ operation, variables }: Question<Data, Variables>) {
  const { t } = useSpeech();
  return (
    <a class="behind" href={graphiqlAddress(operation, variables)}>
      {t.graphiql}
      <span class="hidden">: {operation.name}</span>
    </a>
  );
}

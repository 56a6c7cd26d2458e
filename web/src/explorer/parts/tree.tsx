// The hierarchy around a body, opened both ways. Line authority has solid lines, other authority
// dashed ones; between two days, what is new, gone or renamed is marked.

import { useState } from "preact/hooks";

import { useAnswer } from "../api";
import { type Difference, differences } from "../differences";
import { useSpeech } from "../language";
import children from "../operations/children.graphql";
import type { BodyFragment } from "../../../types/types";
import { BodyLink, Kind, Name } from "./body";
import { Marked } from "./marked";
import { Answered } from "./states";

export interface TreeBody extends BodyFragment {
  readonly children: { readonly totalCount: number };
}

interface Setting {
  readonly current: string;
  readonly asOf: string | null;
  /** The other day, where two are compared. */
  readonly other: string | null;
}

/** `path` leads from the top down to the current body. */
export function Tree({ path, ...setting }: Setting & { path: readonly TreeBody[] }) {
  const { t } = useSpeech();
  const [top, ...rest] = path;
  if (!top) return null;
  return (
    <div class="tree">
      <ul>
        <Branch body={top} rest={rest} setting={setting} />
      </ul>
      <p class="legend">
        <span class="line-key" /> {t.line} <span class="line-key dotted" /> {t.dotted}
      </p>
    </div>
  );
}

interface BranchProps {
  readonly body: TreeBody;
  /** The way on to the current body, where it leads through this one. */
  readonly rest: readonly TreeBody[];
  readonly setting: Setting;
  readonly isDotted?: boolean;
  readonly difference?: Difference;
}

function Branch({ body, rest, setting, isDotted, difference }: BranchProps) {
  const { t } = useSpeech();
  const isCurrent = body.id === setting.current;
  const [next, ...onward] = rest;
  const [shown, show] = useState<"nothing" | "way" | "all">(
    isCurrent ? "all" : next ? "way" : "nothing",
  );
  const opens = body.children.totalCount > 0 || body.kind === "PROVINCE" || isCurrent;
  return (
    <li class={[isDotted && "dotted", difference?.kind].filter(Boolean).join(" ") || undefined}>
      <div class={isCurrent ? "node current" : "node"}>
        {opens && !isCurrent ? (
          <button
            type="button"
            class="expander"
            aria-expanded={shown !== "nothing"}
            aria-label={t.expand(body.name)}
            onClick={() => show(shown !== "nothing" ? "nothing" : next ? "way" : "all")}
          />
        ) : (
          <span class="leaf" />
        )}
        <span>
          {isCurrent ? (
            <strong aria-current="true">
              <Name text={body.name} />
            </strong>
          ) : (
            <BodyLink body={body} asOf={setting.asOf} />
          )}{" "}
          <small>
            <Kind body={body} />
            {body.children.totalCount > 0 && ` · ${body.children.totalCount}`}
          </small>{" "}
          <Marked difference={difference} />
        </span>
      </div>
      {shown === "all" && <Children body={body} rest={rest} setting={setting} />}
      {shown === "way" && next && (
        <ul>
          <Branch body={next} rest={onward} setting={setting} />
          {body.children.totalCount > 1 && (
            <li class="rest">
              <button type="button" class="plain" onClick={() => show("all")}>
                {t.showAll(body.children.totalCount)}
              </button>
            </li>
          )}
        </ul>
      )}
    </li>
  );
}

function Children({ body, rest, setting }: Omit<BranchProps, "isDotted" | "difference">) {
  const { code, t } = useSpeech();
  const { asOf, other } = setting;
  const answer = useAnswer(children, {
    id: body.id,
    asOf,
    other,
    compare: other !== null,
    language: code,
  });
  const [next, ...onward] = rest;
  return (
    <Answered answer={answer}>
      {({ organization }) => {
        if (!organization) return null;
        const rows = differences(organization.children.nodes, organization.others?.nodes, asOf, other);
        const lined = new Set(rows.map(({ body }) => body.id));
        const dotted = organization.dotted.nodes.filter(({ id }) => !lined.has(id));
        return (
          <ul>
            {rows.map(({ body, difference }) => (
              <Branch
                key={body.id}
                body={body.id === next?.id ? next : body}
                rest={body.id === next?.id ? onward : []}
                setting={setting}
                difference={other === null ? undefined : difference}
              />
            ))}
            {dotted.map((one) => (
              <Branch key={one.id} body={one} rest={[]} setting={setting} isDotted />
            ))}
            {organization.reportsTo.edges.map(({ node }) => (
              <li key={node.id} class="dotted up">
                <div class="node">
                  <span class="leaf" />
                  <span>
                    <small>{t.reportsTo}</small> <BodyLink body={node} asOf={asOf} />
                  </span>
                </div>
              </li>
            ))}
          </ul>
        );
      }}
    </Answered>
  );
}

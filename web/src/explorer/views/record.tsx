// The record of an organization: every claim, its time, and its sources.

import type { ComponentChildren } from "preact";

import { href } from "../address";
import { useAnswer } from "../api";
import { useSpeech } from "../language";
import changesOperation from "../operations/changes.graphql";
import operation from "../operations/record.graphql";
import { BodyLink, Name, ProvinceLink } from "../parts/body";
import { Changes } from "../parts/changes";
import { Behind } from "../parts/heading";
import { Source, Sources } from "../parts/source";
import { Answered } from "../parts/states";
import type { ChangesQuery, RecordQuery } from "../../../types/types";

type Organization = NonNullable<RecordQuery["organization"]>;

export function RecordOf({ id }: { id: string }) {
  const { t, code } = useSpeech();
  const variables = { id, language: code };
  const answer = useAnswer(operation, variables);
  return (
    <Answered answer={answer}>
      {({ organization }) =>
        organization && (
          <div class="record">
            <header class="heading">
              <h2>{t.record}</h2>
              <Behind operation={operation} variables={variables} />
            </header>
            <Awards of={organization} />
            <Names of={organization} />
            <History of={organization} />
            <Kinds of={organization} />
            <ChangesOf id={id} />
            <Doubts of={organization} />
          </div>
        )
      }
    </Answered>
  );
}

/** Asked apart: two statements are planned sooner than one that has all of it. */
function ChangesOf({ id }: { id: string }) {
  const { code } = useSpeech();
  const variables = { id, language: code };
  const answer = useAnswer(changesOperation, variables);
  return (
    <Answered answer={answer}>
      {({ organization }) =>
        organization && (
          <Changes changes={changesOf(organization)}>
            <Behind operation={changesOperation} variables={variables} />
          </Changes>
        )
      }
    </Answered>
  );
}

function changesOf({ resultedFrom, changedBy }: NonNullable<ChangesQuery["organization"]>) {
  const all = [...resultedFrom.nodes, ...changedBy.nodes];
  const once = new Map(all.map((change) => [change.id, change]));
  return [...once.values()].sort((a, b) => (a.date ?? "").localeCompare(b.date ?? ""));
}

function Part({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <section>
      <h3>{title}</h3>
      <ul class="claims">{children}</ul>
    </section>
  );
}

function Awards({ of: { awards } }: { of: Organization }) {
  const { t, year } = useSpeech();
  if (!awards.edges.length) return null;
  return (
    <Part title={t.awardsOfIt}>
      {awards.edges.map(({ node, sources }) => (
        <li key={node.id}>
          <a href={href("awards", node.id)}>
            {year(node.year)} · {node.level && `${t.levels[node.level]} · `}
            <Name text={node.project?.nameTh ?? node.category?.name ?? node.id} />
          </a>
          <Sources of={sources} />
        </li>
      ))}
    </Part>
  );
}

function Names({ of: { names } }: { of: Organization }) {
  const { t, period } = useSpeech();
  return (
    <Part title={t.names}>
      {names.nodes.map((name) => (
        <li key={name.id}>
          <Name text={name.value} /> <span class="badge">{t.nameKinds[name.kind]}</span>{" "}
          <small>{period(name)}</small>
          <Sources of={name.sources} />
        </li>
      ))}
    </Part>
  );
}

function History({ of: { history } }: { of: Organization }) {
  const { t, period } = useSpeech();
  const entries = history.filter(({ kind }) => kind !== "HAS_NAME");
  if (!entries.length) return null;
  return (
    <Part title={t.history}>
      {entries.map(({ kind, node, sources, ...time }) => (
        <li key={`${kind} ${node.id} ${time.validFrom}`} class={kind === "REPORTS_TO" ? "dotted" : ""}>
          {t.historyKinds[kind]} <Related node={node} /> <small>{period(time)}</small>
          <Sources of={sources} />
        </li>
      ))}
    </Part>
  );
}

function Related({ node }: { node: Organization["history"][number]["node"] }) {
  if (node.__typename === "Organization") {
    return <BodyLink body={{ ...node, kind: "AGENCY", unitKind: null }} />;
  }
  return node.__typename === "Province" ? <ProvinceLink province={node} /> : <>{node.id}</>;
}

function Kinds({ of: { kind, unit, administration } }: { of: Organization }) {
  const { t } = useSpeech();
  const facts: [string, Record<string, string>, typeof kind][] = [
    [t.kind, t.kinds, kind],
    [t.unit, t.units, unit],
    [t.administration, t.administrations, administration],
  ];
  const known = facts.filter(([, , sources]) => sources.length);
  return (
    <Part title={t.whatItIs}>
      {known.map(([title, names, sources]) => (
        <li key={title}>
          <span class="quiet">{title}</span> {names[sources[0]!.object] ?? sources[0]!.object}
          <Sources of={sources} />
        </li>
      ))}
    </Part>
  );
}

function Doubts({ of: { conflicts, findings } }: { of: Organization }) {
  const { t } = useSpeech();
  return (
    <>
      {conflicts.length > 0 && (
        <Part title={t.conflicts}>
          {conflicts.map((one) => (
            <li key={one.id}>
              <code>{one.predicate}</code> <Name text={one.object} />
              <Source of={one} />
            </li>
          ))}
        </Part>
      )}
      {findings.nodes.length > 0 && (
        <Part title={t.findingsOfIt}>
          {findings.nodes.map(({ id, severity, message, exceptionReason }) => (
            <li key={id}>
              <span class="badge">{t.severity[severity]}</span> <span lang="en">{message}</span>
              {exceptionReason && <p lang="en">{exceptionReason}</p>}
            </li>
          ))}
        </Part>
      )}
    </>
  );
}

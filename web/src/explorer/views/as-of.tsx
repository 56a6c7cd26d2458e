// The government on a day, and what is different on another.

import type { ViewProps } from "../app";
import { go, here } from "../address";
import { useAnswer } from "../api";
import { type Row, differences } from "../differences";
import { useSpeech } from "../language";
import operation from "../operations/as-of.graphql";
import { BodyLink, Kind } from "../parts/body";
import { Change } from "../parts/changes";
import { DateBar, daysOf, today } from "../parts/datebar";
import { Heading } from "../parts/heading";
import { Marked, byId } from "../parts/marked";
import { Answered } from "../parts/states";
import type { AsOfQuery } from "../../../types/types";

type Body = AsOfQuery["then"]["nodes"][number];

export function AsOf({ search }: ViewProps) {
  const { t, code, date } = useSpeech();
  const { asOf, other } = daysOf(search);
  const day = asOf ?? "2002-10-01"; // the eve of the reorganization of all ministries
  const compared = other ?? today();
  const [from, to] = [day, compared].sort();
  const variables = { date: day, other: compared, from: from!, to: to!, language: code };
  const answer = useAnswer(operation, variables);
  return (
    <>
      <Heading title={t.ministriesThen(date(day))} operation={operation} variables={variables} />
      <DateBar asOf={day} other={compared} />
      <p class="quiet">{t.datesHint}</p>
      <Answered answer={answer}>
        {(data) => (
          <>
            <Government
              rows={differences(data.then.nodes, data.now.nodes, day, compared)}
              isOnlyChanged={search.get("show") !== "all"}
            />
            <section>
              <h2>
                {t.changesInForce}: {data.between.nodes.length}
              </h2>
              {data.between.nodes.length === 0 && <p class="quiet">{t.noChanges}</p>}
              <ol class="claims changes">
                {data.between.nodes.map((change) => (
                  <li key={change.id}>
                    <Change change={change} />
                  </li>
                ))}
              </ol>
            </section>
          </>
        )}
      </Answered>
    </>
  );
}

interface GovernmentProps {
  readonly rows: readonly Row<Body>[];
  readonly isOnlyChanged: boolean;
}

/** Each ministry with what stands under it; what stands under none comes last. */
function Government({ rows, isOnlyChanged }: GovernmentProps) {
  const { t, language } = useSpeech();
  const byName = (a: Row<Body>, b: Row<Body>) => a.body.name.localeCompare(b.body.name, language);
  const isChanged = ({ difference }: Row<Body>) => difference.kind !== "unchanged";
  const ministries = rows.filter(({ body }) => body.kind === "MINISTRY").sort(byName);
  const known = new Set(ministries.map(({ body }) => body.id));
  const under = (id: string | null) =>
    rows
      .filter(({ body }) => body.kind !== "MINISTRY")
      .filter(({ body }) => (id ? body.parent?.id === id : !known.has(body.parent?.id ?? "")))
      .filter((row) => !isOnlyChanged || isChanged(row))
      .sort(byName);
  const named = byId(rows.map(({ body }) => body));
  const counts = new Map<string, number>();
  for (const { difference } of rows) {
    counts.set(difference.kind, (counts.get(difference.kind) ?? 0) + 1);
  }
  return (
    <section>
      <h2 class="hidden">{t.organizations}</h2>
      <p class="count">
        {(["added", "removed", "renamed", "moved", "joined"] as const).map((kind) => (
          <span key={kind} class={`badge ${kind}`}>
            {t[kind]} {counts.get(kind) ?? 0}
          </span>
        ))}
      </p>
      <label class="only">
        <input
          type="checkbox"
          checked={!isOnlyChanged}
          onChange={() => go(here({ show: isOnlyChanged ? "all" : null }), { quietly: true })}
        />
        {t.showUnchanged}
      </label>
      <ul class="government">
        {ministries.map((row) => {
          const below = under(row.body.id);
          if (isOnlyChanged && !below.length && !isChanged(row)) return null;
          return <Group key={row.body.id} head={row} below={below} named={named} />;
        })}
        {(!isOnlyChanged || under(null).length > 0) && <Group head={null} below={under(null)} named={named} />}
      </ul>
    </section>
  );
}

interface GroupProps {
  readonly head: Row<Body> | null;
  readonly below: readonly Row<Body>[];
  /** All bodies by their ids. */
  readonly named: ReadonlyMap<string, Body>;
}

function Group({ head, below, named }: GroupProps) {
  const { t } = useSpeech();
  return (
    <li>
      <h3 class={head?.difference.kind}>
        {head ? <BodyLink body={head.body} /> : t.without}{" "}
        {head && <Marked difference={head.difference} named={named} />}
      </h3>
      <ul>
        {below.map(({ body, difference }) => (
          <li key={body.id} class={difference.kind}>
            <BodyLink body={body} />{" "}
            <small>
              <Kind body={body} />
            </small>{" "}
            <Marked difference={difference} named={named} />
          </li>
        ))}
      </ul>
    </li>
  );
}

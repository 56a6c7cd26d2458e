// Changes of organizations: founded, renamed, merged, moved.

import type { ComponentChildren } from "preact";

import { useSpeech } from "../language";
import type { BodyFragment, ChangeFragment } from "../../../types/types";
import { BodyLink, Name } from "./body";
import { Sources } from "./source";

interface ChangesProps {
  readonly changes: readonly ChangeFragment[];
  /** Beside the title. */
  readonly children: ComponentChildren;
}

export function Changes({ changes, children }: ChangesProps) {
  const { t } = useSpeech();
  if (!changes.length) return null;
  return (
    <section>
      <header class="heading">
        <h3>{t.changes}</h3>
        {children}
      </header>
      <ol class="claims changes">
        {changes.map((change) => (
          <li key={change.id}>
            <Change change={change} />
          </li>
        ))}
      </ol>
    </section>
  );
}

export function Change({ change }: { change: ChangeFragment }) {
  const { t, date } = useSpeech();
  const { originals, resulting, formerParent, newParent } = change;
  const stays = originals.nodes.filter((one) => resulting.nodes.some(({ id }) => id === one.id));
  const isSame = stays.length > 0 && stays.length === resulting.nodes.length;
  return (
    <>
      <b>{change.date ? date(change.date, change.datePrecision) : t.notKnown}</b>{" "}
      {t.changeKinds[change.kind]}{" "}
      {change.status !== "IN_FORCE" && <span class="badge">{t.statuses[change.status]}</span>}{" "}
      {!isSame && originals.nodes.length > 0 && (
        <>
          <Bodies of={originals.nodes} /> →{" "}
        </>
      )}
      <Bodies of={resulting.nodes} />
      {(formerParent || newParent) && (
        <span class="quiet">
          {" "}
          ({t.under}: {formerParent && <Bodies of={[formerParent]} />}
          {formerParent && newParent && " → "}
          {newParent && <Bodies of={[newParent]} />})
        </span>
      )}
      {change.legalInstrument && (
        <p class="quiet">
          <Name text={change.legalInstrument} />
        </p>
      )}
      <Sources of={change.sources} />
    </>
  );
}

function Bodies({ of }: { of: readonly BodyFragment[] }) {
  return (
    <>
      {of.map((body, index) => (
        <>
          {index > 0 && ", "}
          <BodyLink body={body} />
        </>
      ))}
    </>
  );
}

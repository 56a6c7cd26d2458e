// How an award is shown as a row of a table.

import { currentAddress, href } from "../address";
import { type Difference, differences } from "../differences";
import { useSpeech } from "../language";
import type { AwardRowFragment } from "../../../types/types";
import { BodyLink, Name, ProvinceLink } from "./body";
import { dayOf, daysOf } from "./datebar";
import { Elsewhere, Marked, byId } from "./marked";
import type { Column } from "./table";

export interface AwardLine extends AwardRowFragment {
  /** Whether it is among the rows of one day alone. */
  readonly difference?: Difference;
  /** The same award on the other day, where two are compared. */
  readonly then?: AwardRowFragment;
}

/** The awards of a day, and those of the other day alone, with what is different of each. */
export function awardLines(
  shown: readonly AwardRowFragment[],
  others: readonly AwardRowFragment[] | null | undefined,
): AwardLine[] {
  if (!others) return [...shown];
  const days = daysOf(currentAddress().search);
  const then = new Map(others.map((award) => [award.id, award]));
  const compared = (awards: readonly AwardRowFragment[]) =>
    awards.map((award) => ({ id: award.id, name: "", award }));
  return differences(compared(shown), compared(others), dayOf(days), days.other).map(
    ({ body: { award }, difference }) => ({ ...award, difference, then: then.get(award.id) }),
  );
}

export function useAwardColumns(): Column<AwardLine>[] {
  const { t, year } = useSpeech();
  return [
    {
      key: "project",
      title: t.project,
      isSortable: true,
      cell: ({ id, project, category, difference }) => (
        <>
          <a href={href("awards", id)}>
            <Name text={project?.nameTh ?? category?.name ?? id} />
          </a>{" "}
          <Marked difference={difference} />
        </>
      ),
    },
    { key: "year", title: t.year, isSortable: true, cell: (award) => year(award.year) },
    {
      key: "level",
      title: t.level,
      isSortable: true,
      cell: ({ level, levelAbsence }) =>
        level ? (
          <span class={`badge level-${level.toLowerCase()}`}>{t.levels[level]}</span>
        ) : (
          levelAbsence && <small title={t.absence[levelAbsence]}>–</small>
        ),
    },
    {
      key: "type",
      title: t.type,
      isSortable: true,
      cell: ({ category }) => category && <Name text={category.name} />,
    },
    { key: "winner", title: t.winner, cell: (award) => <Winners of={award} /> },
  ];
}

type Winner = AwardRowFragment["winners"]["nodes"][number];

function Winners({ of: { winners, wonByPerson, then } }: { of: AwardLine }) {
  const { t } = useSpeech();
  const days = daysOf(currentAddress().search);
  const { asOf, other } = days;
  const before = byId(then?.winners.nodes ?? []);
  const under = (body: Winner) => ({ ...body, parent: body.ministry });
  const rows = differences(
    winners.nodes.map(under),
    then?.winners.nodes.map(under),
    dayOf(days),
    other,
  );
  const more = winners.totalCount - winners.nodes.length;
  return (
    <ul class="winners">
      {wonByPerson && (
        <li>
          <Name text={wonByPerson.nameTh} />
        </li>
      )}
      {rows.map(({ body, difference }) => (
        <li key={body.id}>
          <BodyLink body={body} asOf={asOf} />
          <small>
            {body.ministry && body.ministry.id !== body.id && (
              <BodyLink body={body.ministry} asOf={asOf} />
            )}
            {body.seatedIn && (
              <>
                {" · "}
                <ProvinceLink province={body.seatedIn} asOf={asOf} />
              </>
            )}
            {then && <Elsewhere seat={body.seatedIn} then={before.get(body.id)?.seatedIn} />}
          </small>
          <span>
            <Marked
              difference={difference}
              named={byId([body.ministry, before.get(body.id)?.ministry])}
            />
          </span>
        </li>
      ))}
      {more > 0 && <li>+ {more}</li>}
      {!winners.totalCount && !wonByPerson && <li>{t.notKnown}</li>}
    </ul>
  );
}

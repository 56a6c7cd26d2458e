// How an award is shown as a row of a table.

import { href } from "../address";
import { useSpeech } from "../language";
import type { AwardRowFragment } from "../../../types/types";
import { BodyLink, Name, ProvinceLink } from "./body";
import type { Column } from "./table";

export function useAwardColumns(): Column<AwardRowFragment>[] {
  const { t, year } = useSpeech();
  return [
    {
      key: "project",
      title: t.project,
      isSortable: true,
      cell: ({ id, project, category }) => (
        <a href={href("awards", id)}>
          <Name text={project?.nameTh ?? category?.name ?? id} />
        </a>
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

function Winners({ of: { winners, wonByPerson } }: { of: AwardRowFragment }) {
  const { t } = useSpeech();
  const more = winners.totalCount - winners.nodes.length;
  return (
    <ul class="winners">
      {wonByPerson && (
        <li>
          <Name text={wonByPerson.nameTh} />
        </li>
      )}
      {winners.nodes.map((body) => (
        <li key={body.id}>
          <BodyLink body={body} />
          <small>
            {body.ministry && body.ministry.id !== body.id && <BodyLink body={body.ministry} />}
            {body.seatedIn && (
              <>
                {" · "}
                <ProvinceLink province={body.seatedIn} />
              </>
            )}
          </small>
        </li>
      ))}
      {more > 0 && <li>+ {more}</li>}
      {!winners.totalCount && !wonByPerson && <li>{t.notKnown}</li>}
    </ul>
  );
}

// One province: who is seated there on a day, and what they won.

import type { ItemProps } from "../app";
import { href } from "../address";
import { useBothDays } from "../api";
import { differences } from "../differences";
import { useSpeech } from "../language";
import operation from "../operations/province.graphql";
import { awardLines, useAwardColumns } from "../parts/awardcolumns";
import { BodyLink, Kind } from "../parts/body";
import { DateBar, dayOf, type Days, daysOf } from "../parts/datebar";
import { Heading } from "../parts/heading";
import { byId, Changed, Marked } from "../parts/marked";
import { Seat } from "../parts/seat";
import { Answered, NotFound } from "../parts/states";
import { Table } from "../parts/table";
import type { ProvinceQuery } from "../../../types/types";

export function ProvinceView({ id, search }: ItemProps) {
  const { t, code } = useSpeech();
  const days = daysOf(search);
  const variables = { id, asOf: dayOf(days), language: code };
  const answer = useBothDays(operation, variables, days.other);
  return (
    <Answered answer={answer}>
      {(data) =>
        data.province ? (
          <>
            <Heading
              title={data.province.name}
              above={<a href={href("provinces", null, address(days))}>{t.views["provinces"]}</a>}
              operation={operation}
              variables={variables}
            />
            <DateBar {...days} />
            <p class="quiet">{t.datesHint}</p>
            <div class="columns">
              <section>
                <Seats of={data} then={answer.then} id={id} days={days} />
                <Awards of={data} then={answer.then} id={id} days={days} />
              </section>
              <section class="facts">
                <Seat id={id} />
              </section>
            </div>
          </>
        ) : (
          <NotFound />
        )
      }
    </Answered>
  );
}

const address = ({ asOf, other }: Days) => ({ asOf, with: other });

interface PartProps {
  readonly of: ProvinceQuery;
  /** The same of the day that it is compared with. */
  readonly then: ProvinceQuery | null;
  readonly id: string;
  readonly days: Days;
}

function Seats({ of: { seats }, then, id, days }: PartProps) {
  const { t, number } = useSpeech();
  const shown = seats.nodes.map((body) => ({ ...body, parent: body.ministry }));
  const others = then?.seats.nodes.map((body) => ({ ...body, parent: body.ministry }));
  const rows = differences(shown, others, dayOf(days), days.other);
  const named = byId([...shown, ...(others ?? [])].map(({ ministry }) => ministry));
  return (
    <>
      <h2>
        <a href={href("organizations", null, { province: id, ...address(days) })}>
          {t.seatsHere}: {number(seats.totalCount)}
        </a>{" "}
        <Changed count={seats.totalCount} then={then?.seats.totalCount} />
      </h2>
      {rows.length > 0 && (
        <ul class="hits seats">
          {rows.map(({ body, difference }) => (
            <li key={body.id} class={difference.kind}>
              <span>
                <BodyLink body={body} asOf={days.asOf} />{" "}
                <Marked difference={difference} named={named} />
              </span>
              <small>
                <Kind body={body} />
              </small>
              {body.ministry && <BodyLink body={body.ministry} asOf={days.asOf} />}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function Awards({ of: { awards }, then, id, days }: PartProps) {
  const { t } = useSpeech();
  const columns = useAwardColumns();
  const lines = awardLines(awards.nodes, then?.awards.nodes);
  return (
    <>
      <h2>
        <a href={href("awards", null, { province: id, ...address(days) })}>
          {t.awardsTitle(awards.totalCount)}
        </a>{" "}
        <Changed count={awards.totalCount} then={then?.awards.totalCount} />
      </h2>
      {lines.length > 0 && (
        <Table caption={t.views["awards"]!} columns={columns} rows={lines} />
      )}
    </>
  );
}

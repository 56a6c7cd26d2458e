// One province: who is seated there, and what they won.

import type { ItemProps } from "../app";
import { href } from "../address";
import { useAnswer } from "../api";
import { useSpeech } from "../language";
import operation from "../operations/province.graphql";
import { useAwardColumns } from "../parts/awardcolumns";
import { BodyLink, Kind } from "../parts/body";
import { Heading } from "../parts/heading";
import { Seat } from "../parts/seat";
import { Answered, NotFound } from "../parts/states";
import { Table } from "../parts/table";
import type { ProvinceQuery } from "../../../types/types";

export function ProvinceView({ id }: ItemProps) {
  const { t, code } = useSpeech();
  const variables = { id, language: code };
  const answer = useAnswer(operation, variables);
  return (
    <Answered answer={answer}>
      {(data) =>
        data.province ? (
          <>
            <Heading
              title={data.province.name}
              above={<a href={href("provinces")}>{t.views["provinces"]}</a>}
              operation={operation}
              variables={variables}
            />
            <Here data={data} id={id} />
          </>
        ) : (
          <NotFound />
        )
      }
    </Answered>
  );
}

function Here({ data: { province, awards }, id }: { data: ProvinceQuery; id: string }) {
  const { t, number } = useSpeech();
  const columns = useAwardColumns();
  const seats = province?.seats.nodes ?? [];
  return (
    <div class="columns">
      <section>
        <h2>
          <a href={href("organizations", null, { province: id })}>
            {t.seatsHere}: {number(province?.seats.totalCount ?? 0)}
          </a>
        </h2>
        {seats.length > 0 && (
          <ul class="hits">
            {seats.map((body) => (
              <li key={body.id}>
                <BodyLink body={body} />
                <small>
                  <Kind body={body} />
                </small>
                {body.ministry && <BodyLink body={body.ministry} />}
              </li>
            ))}
          </ul>
        )}
        <h2>
          <a href={href("awards", null, { province: id })}>{t.awardsTitle(awards.totalCount)}</a>
        </h2>
        {awards.nodes.length > 0 && (
          <Table caption={t.views["awards"]!} columns={columns} rows={awards.nodes} />
        )}
      </section>
      <section class="facts">
        <Seat id={id} />
      </section>
    </div>
  );
}

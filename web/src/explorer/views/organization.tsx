// One organization: its place, its time, its awards, and where all of that is from.

import type { ItemProps } from "../app";
import { href } from "../address";
import { useAnswer } from "../api";
import { useSpeech } from "../language";
import operation from "../operations/organization.graphql";
import { BodyLink, Kind, Name, ProvinceLink } from "../parts/body";
import { YearBars } from "../parts/chart";
import { DateBar, type Days, daysOf } from "../parts/datebar";
import { NotThere } from "../parts/existence";
import { Heading } from "../parts/heading";
import { Answered, NotFound } from "../parts/states";
import { Tree } from "../parts/tree";
import { Seat } from "../parts/seat";
import { RecordOf } from "./record";
import type { BodyFragment, OrganizationQuery } from "../../../types/types";

type Organization = NonNullable<OrganizationQuery["organization"]>;

export function OrganizationView({ id, search }: ItemProps) {
  const { code } = useSpeech();
  const days = daysOf(search);
  const variables = { id, asOf: days.asOf, language: code };
  const answer = useAnswer(operation, variables);
  return (
    <Answered answer={answer}>
      {({ organization }) =>
        organization ? (
          <>
            <Heading
              title={organization.called}
              above={<Kind body={organization} />}
              operation={operation}
              variables={variables}
            />
            <OtherNames of={organization} />
            <DateBar {...days} />
            <Existence of={organization} asOf={days.asOf} />
            <div class="columns">
              <div>
                <Hierarchy of={organization} days={days} />
                <AwardsUnder of={organization} asOf={days.asOf} />
              </div>
              <Facts of={organization} asOf={days.asOf} />
            </div>
            <RecordOf id={id} />
          </>
        ) : (
          <NotFound />
        )
      }
    </Answered>
  );
}

/** What else it is called now: its names over time are further down. */
function OtherNames({ of }: { of: Organization }) {
  const names = [of.nameTh, of.nameEn, ...of.abbreviations];
  const others = names.filter((name): name is string => Boolean(name) && name !== of.called);
  if (!others.length) return null;
  return (
    <p class="othernames">
      {others.map((name, index) => (
        <>
          {index > 0 && " · "}
          <Name text={name} />
        </>
      ))}
    </p>
  );
}

function Existence({ of, asOf }: { of: Organization; asOf: string | null }) {
  const { t } = useSpeech();
  const { successors, predecessors } = of;
  return (
    <>
      <NotThere of={of} day={asOf} />
      <Line title={t.predecessors} bodies={predecessors.nodes} />
      <Line title={t.successors} bodies={successors.nodes} />
    </>
  );
}

function Line({ title, bodies }: { title: string; bodies: readonly BodyFragment[] }) {
  if (!bodies.length) return null;
  return (
    <p>
      {title}{" "}
      {bodies.map((body, index) => (
        <>
          {index > 0 && ", "}
          <BodyLink body={body} />
        </>
      ))}
    </p>
  );
}

function Facts({ of, asOf }: { of: Organization; asOf: string | null }) {
  const { t, period } = useSpeech();
  const { ministry, seatedIn, administration, agencyKind } = of;
  return (
    <section class="facts">
      <h2>{t.facts}</h2>
      <dl>
        <dt>{t.kind}</dt>
        <dd>
          <Kind body={of} />
          {agencyKind && ` · ${t.agencies[agencyKind]}`}
        </dd>
        {administration && (
          <>
            <dt>{t.administration}</dt>
            <dd>{t.administrations[administration]}</dd>
          </>
        )}
        {ministry && ministry.id !== of.id && (
          <>
            <dt>{t.ministry}</dt>
            <dd>
              <BodyLink body={ministry} asOf={asOf} />
            </dd>
          </>
        )}
        {period(of) && (
          <>
            <dt>{t.existed}</dt>
            <dd>{period(of)}</dd>
          </>
        )}
        <dt>{t.seat}</dt>
        <dd>{seatedIn ? <ProvinceLink province={seatedIn} asOf={asOf} /> : t.notKnown}</dd>
      </dl>
      {seatedIn && <Seat id={seatedIn.id} />}
      <p>
        <a href={href("trace", null, { from: of.id, asOf })}>{t.traceTitle}</a>
      </p>
    </section>
  );
}

function Hierarchy({ of, days }: { of: Organization; days: Days }) {
  const { t } = useSpeech();
  const above = [...of.ancestors.edges].sort((a, b) => b.depth - a.depth);
  const path = [...above.map(({ node }) => node), { ...of, name: of.called }];
  return (
    <section>
      <h2>{t.hierarchy}</h2>
      <Tree key={`${days.asOf} ${days.other}`} path={path} current={of.id} {...days} />
    </section>
  );
}

const ALL = "all";

function AwardsUnder({ of, asOf }: { of: Organization; asOf: string | null }) {
  const { t } = useSpeech();
  const { totalCount, groups } = of.awardsUnder;
  const cells = groups.map(({ key, count }) => ({ year: key.year!, part: ALL, count }));
  return (
    <section>
      <h2>
        <a href={href("awards", null, { within: of.id, asOf })}>
          {t.awardsUnder}: {totalCount}
        </a>
      </h2>
      {totalCount ? (
        <YearBars
          cells={cells}
          parts={new Map([[ALL, t.awardsCount]])}
          label={t.awardsByYear}
          addressOf={(year) => href("awards", null, { within: of.id, year: String(year), asOf })}
        />
      ) : (
        <p class="quiet">{t.noAwards}</p>
      )}
    </section>
  );
}

// The first page: the main question, and what is in the graph.

import type { ViewProps } from "../app";
import { href } from "../address";
import { useAnswer } from "../api";
import { useSpeech } from "../language";
import home from "../operations/home.graphql";
import { Name } from "../parts/body";
import { YearBars } from "../parts/chart";
import { Heading } from "../parts/heading";
import { Answered } from "../parts/states";
import type { HomeQuery } from "../../../types/types";

export function Home(_: ViewProps) {
  const { t, code } = useSpeech();
  const variables = { language: code };
  const answer = useAnswer(home, variables);
  return (
    <>
      <Heading title={t.tagline} operation={home} variables={variables} />
      <Answered answer={answer}>{(data) => <Overview data={data} />}</Answered>
    </>
  );
}

function Overview({ data }: { data: HomeQuery }) {
  const { t, number } = useSpeech();
  const { awards, ministries, winningOffices } = data;
  const cells = awards.groups.map(({ key, count }) => ({ year: key.year!, part: "all", count }));
  const most = Math.max(...ministries.groups.map(({ count }) => count), 1);
  return (
    <div class="overview">
      <a
        class="question"
        href={href("organizations", null, { unit: "PROVINCIAL_OFFICE", won: "yes" })}
      >
        <h2>{t.question}</h2>
        <p>{t.answer(winningOffices.totalCount)} →</p>
      </a>
      <div>
        <section>
          <h2>{t.awardsByYear}</h2>
          <YearBars
            cells={cells}
            parts={new Map([["all", t.awardsCount]])}
            label={t.awardsByYear}
            addressOf={(year) => href("awards", null, { year: String(year) })}
          />
        </section>
        <Contents data={data} />
      </div>
      <section>
        <h2>{t.awardsByMinistry}</h2>
        <ol class="bars">
          {ministries.groups.map(({ key, count }) => (
            <li key={key.ministries?.id ?? "none"}>
              <a href={href("awards", null, { ministry: key.ministries?.id ?? "none" })}>
                {key.ministries ? <Name text={key.ministries.name} /> : t.without}
              </a>
              <meter min={0} max={most} value={count} aria-hidden="true" />
              <span>{number(count)}</span>
            </li>
          ))}
        </ol>
      </section>
    </div>
  );
}

function Contents({ data }: { data: HomeQuery }) {
  const { t, number, date } = useSpeech();
  const { dataset, organizations, awards, documents, integrity } = data;
  return (
    <section>
      <h2>{t.whatIsHere}</h2>
      <ul class="numbers">
        <li>
          <a href={href("organizations")}>
            <b>{number(organizations.totalCount)}</b> {t.organizations}
          </a>
        </li>
        <li>
          <a href={href("awards")}>
            <b>{number(awards.totalCount)}</b> {t.awardsCount}
          </a>
        </li>
        <li>
          <a href={href("documents")}>
            <b>{number(documents.totalCount)}</b> {t.documents}
          </a>
        </li>
        {dataset && (
          <li>
            <a href={href("documents", null, { sort: "-statements" })}>
              <b>{number(dataset.statements)}</b> {t.statements}
            </a>
          </li>
        )}
        <li>
          <a href={href("integrity")}>
            <b>{number(integrity.totalCount)}</b> {t.findings}
          </a>
        </li>
      </ul>
      {dataset && (
        <p class="quiet">
          {t.version(dataset.number)} · {date(dataset.loadedAt)}
        </p>
      )}
    </section>
  );
}

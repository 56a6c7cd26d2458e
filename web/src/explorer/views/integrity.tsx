// What the check of the data found, as a page.

import type { ViewProps } from "../app";
import { here, href } from "../address";
import { useAnswer } from "../api";
import { useSpeech } from "../language";
import operation from "../operations/integrity.graphql";
import { Facet } from "../parts/facets";
import { Heading } from "../parts/heading";
import { Sources } from "../parts/source";
import { Answered, Nothing } from "../parts/states";
import { PAGE, Pages, pageOf } from "../parts/table";
import type { FindingFilter, IntegrityQuery } from "../../../types/types";

type Finding = IntegrityQuery["integrity"]["nodes"][number];

export function Integrity({ search }: ViewProps) {
  const { t } = useSpeech();
  const page = pageOf(search);
  const rules = search.getAll("rule");
  const where: FindingFilter = rules.length ? { rule: { in: rules } } : {};
  const variables = { where, first: PAGE, offset: (page - 1) * PAGE };
  const answer = useAnswer(operation, variables);
  return (
    <>
      <Heading title={t.integrityTitle} operation={operation} variables={variables} />
      <p class="quiet">{t.integrityNote}</p>
      <Answered answer={answer}>
        {(data) => (
          <>
            <Version of={data.dataset} />
            <Facet
              name="rule"
              title={t.rule}
              isOpen
              values={data.rules.groups.map(({ key, count }) => ({
                key: key.rule,
                name: `${key.rule} (${t.severity[key.severity ?? "INFO"]})`,
                count,
              }))}
            />
            {data.integrity.nodes.length ? (
              <ul class="claims findings">
                {data.integrity.nodes.map((finding) => (
                  <li key={finding.id}>
                    <Found finding={finding} />
                  </li>
                ))}
              </ul>
            ) : (
              <Nothing />
            )}
            <Pages page={page} total={data.integrity.totalCount} />
          </>
        )}
      </Answered>
    </>
  );
}

function Version({ of }: { of: IntegrityQuery["dataset"] }) {
  const { t, date, number } = useSpeech();
  if (!of) return null;
  return (
    <p class="quiet">
      {t.version(of.number)} · {date(of.loadedAt)} · {number(of.statements)} {t.statements} ·{" "}
      <code>{of.checksum}</code>
    </p>
  );
}

function Found({ finding }: { finding: Finding }) {
  const { t, date } = useSpeech();
  const { severity, rule, message, fix, subjects, statements, exceptionReason } = finding;
  return (
    <>
      <p>
        <span class={`badge severity-${severity.toLowerCase()}`}>{t.severity[severity]}</span>{" "}
        <a href={here({ rule, page: null })}>{rule}</a>
      </p>
      <p lang="en">{message}</p>
      <dl>
        <dt>{t.concerns}</dt>
        <dd>
          {subjects.map((subject) => (
            <>
              {subject.startsWith("org:") ? (
                <a href={href("organizations", subject)}>{subject}</a>
              ) : subject.startsWith("award:") ? (
                <a href={href("awards", subject)}>{subject}</a>
              ) : (
                subject
              )}{" "}
            </>
          ))}
        </dd>
        {exceptionReason ? (
          <>
            <dt>{t.exception}</dt>
            <dd lang="en">
              {exceptionReason} {finding.exceptionDecidedBy}{" "}
              {date(finding.exceptionDecidedOn)}
            </dd>
          </>
        ) : (
          <>
            <dt>{t.fix}</dt>
            <dd lang="en">{fix}</dd>
          </>
        )}
      </dl>
      {statements.nodes.length > 0 && <Sources of={statements.nodes} />}
    </>
  );
}

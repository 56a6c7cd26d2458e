// One award, with the proof of each thing that is said of it.

import type { ComponentChildren } from "preact";

import type { ItemProps } from "../app";
import { href } from "../address";
import { useAnswer } from "../api";
import { useSpeech } from "../language";
import operation from "../operations/award.graphql";
import { BodyLink, Name } from "../parts/body";
import { Heading } from "../parts/heading";
import { Source, Sources } from "../parts/source";
import { Answered, NotFound } from "../parts/states";
import type { AbsenceReason, AwardQuery, SourceFragment } from "../../../types/types";

type Award = NonNullable<AwardQuery["award"]>;

export function AwardView({ id }: ItemProps) {
  const { t, code, year } = useSpeech();
  const variables = { id, language: code };
  const answer = useAnswer(operation, variables);
  return (
    <Answered answer={answer}>
      {({ award }) =>
        award ? (
          <>
            <Heading
              title={award.project?.nameTh ?? award.category?.name ?? id}
              above={
                <a href={href("awards", null, { year: String(award.year) })}>
                  {t.views["awards"]} {year(award.year)}
                </a>
              }
              operation={operation}
              variables={variables}
            />
            <Facts award={award} />
          </>
        ) : (
          <NotFound />
        )
      }
    </Answered>
  );
}

function Facts({ award }: { award: Award }) {
  const { t, year, date } = useSpeech();
  const { category, branch, creditedTo, ceremony, receivedBy, wonByPerson, won } = award;
  return (
    <ul class="claims award">
      {won.edges.map(({ node, sources }, index) => (
        <Claim key={node.id} title={index ? "" : t.wonBy} sources={sources}>
          <BodyLink body={node} />
          <Ministry of={award.winners.nodes.find(({ id }) => id === node.id)?.ministry} />
        </Claim>
      ))}
      {!won.edges.length && <Claim title={t.wonBy}>{absent(t.absence, award.winnerAbsence)}</Claim>}
      {wonByPerson && (
        <Claim title={`${t.wonBy} (${t.onBehalf})`} sources={award.ofPerson}>
          <Name text={wonByPerson.nameTh} />
        </Claim>
      )}
      <Claim title={t.year} sources={award.ofYear}>
        {year(award.year)}
      </Claim>
      <Claim title={t.level} sources={award.ofLevel}>
        {award.level ? t.levels[award.level] : absent(t.absence, award.levelAbsence)}
      </Claim>
      <Claim title={t.type} sources={award.ofCategory}>
        {category ? (
          <a href={href("awards", null, { category: category.id })}>
            <Name text={category.name} />
          </a>
        ) : (
          absent(t.absence, award.typeAbsence)
        )}
        {branch && branch.id !== category?.id && (
          <>
            {" · "}
            <a href={href("awards", null, { branch: branch.id })}>
              <Name text={branch.name} />
            </a>
          </>
        )}
      </Claim>
      <Claim title={t.project} sources={award.ofProject}>
        {award.project ? (
          <Name text={award.project.nameTh} />
        ) : (
          absent(t.absence, award.projectAbsence)
        )}
      </Claim>
      {creditedTo && (
        <Claim title={t.creditedTo} sources={award.ofCreditedTo}>
          <BodyLink body={creditedTo} />
        </Claim>
      )}
      {ceremony && (
        <Claim title={t.ceremony} sources={award.ofCeremony}>
          <Name text={ceremony.nameTh} /> {ceremony.date && date(ceremony.date)}{" "}
          {ceremony.place && <Name text={ceremony.place} />}
        </Claim>
      )}
      {receivedBy && (
        <Claim title={t.receivedBy} sources={award.ofReceiver}>
          <Name text={receivedBy.nameTh} />{" "}
          {receivedBy.position && <small>{receivedBy.position}</small>}
        </Claim>
      )}
      {award.conflicts.length > 0 && (
        <Claim title={t.conflicts}>
          {award.conflicts.map((one) => (
            <Source key={one.id} of={one} />
          ))}
        </Claim>
      )}
    </ul>
  );
}

function Ministry({ of }: { of?: Award["winners"]["nodes"][number]["ministry"] }) {
  if (!of) return null;
  return (
    <>
      {" · "}
      <BodyLink body={of} />
    </>
  );
}

const absent = (reasons: Record<AbsenceReason, string>, reason: AbsenceReason | null) => (
  <span class="quiet">{reason ? reasons[reason] : "–"}</span>
);

interface ClaimProps {
  readonly title: string;
  readonly sources?: readonly SourceFragment[];
  readonly children: ComponentChildren;
}

function Claim({ title, sources, children }: ClaimProps) {
  return (
    <li>
      <span class="claim-title">{title}</span>
      <div>
        {children}
        {sources && <Sources of={sources} />}
      </div>
    </li>
  );
}

// How two organizations hang together: the way up from each, with the proof of every step.

import type { ViewProps } from "../app";
import { go, here, href } from "../address";
import { useAnswer } from "../api";
import { useSpeech } from "../language";
import operation from "../operations/trace.graphql";
import { BodyLink, Kind, Name } from "../parts/body";
import { daysOf, DateBar } from "../parts/datebar";
import { Heading } from "../parts/heading";
import { SearchBox } from "../parts/search";
import { Sources } from "../parts/source";
import { Answered, Nothing } from "../parts/states";
import type { StepFragment, TraceQuery, TrailFragment } from "../../../types/types";

const EXAMPLE = { from: "org:psdho-kanchanaburi", to: "org:tpso-7" };

export function Trace({ search }: ViewProps) {
  const { t, code } = useSpeech();
  const [from, to] = [search.get("from"), search.get("to")];
  const days = daysOf(search);
  const chosen = from ?? to;
  const variables = chosen
    ? { from: from ?? chosen, to: to ?? chosen, asOf: days.asOf, language: code }
    : null;
  const answer = useAnswer(operation, variables);
  return (
    <>
      <Heading title={t.traceTitle} operation={operation} variables={variables} />
      <div class="pickers">
        <Picker name="from" label={t.first} of={from ? answer.data?.from : null} />
        <button type="button" onClick={() => go(here({ from: to, to: from }))}>
          ⇄ <span>{t.swap}</span>
        </button>
        <Picker name="to" label={t.second} of={to ? answer.data?.to : null} />
      </div>
      <DateBar asOf={days.asOf} />
      {!chosen && (
        <p>
          <a href={href("trace", null, EXAMPLE)}>{t.example} →</a>
        </p>
      )}
      {chosen && (
        <Answered answer={answer}>
          {(data) => <Trails data={data} isPair={Boolean(from && to)} />}
        </Answered>
      )}
    </>
  );
}

interface PickerProps {
  readonly name: "from" | "to";
  readonly label: string;
  readonly of: TrailFragment | null | undefined;
}

function Picker({ name, label, of }: PickerProps) {
  const { t } = useSpeech();
  return (
    <div class="picker">
      <span aria-hidden="true">{label}</span>
      <SearchBox
        label={label}
        placeholder={t.choose}
        kinds={["ORGANIZATION"]}
        initial={of?.name}
        onChoose={({ node }) => go(here({ [name]: node.id }))}
      />
    </div>
  );
}

function Trails({ data, isPair }: { data: TraceQuery; isPair: boolean }) {
  const { t } = useSpeech();
  const { from, to, commonAncestor } = data;
  if (!from || !to) return <Nothing />;
  const meeting = isPair ? meetingOf(data) : null;
  return (
    <>
      {isPair && (
        <p class="notice answer" role="status">
          {from.id === to.id && t.same}
          {from.id !== to.id && !commonAncestor && t.meetNot}
          {from.id !== to.id && commonAncestor && (
            <>
              {meeting === from.id || meeting === to.id ? t.oneAbove : t.meet}{" "}
              <BodyLink body={commonAncestor} />
            </>
          )}
        </p>
      )}
      <div class="trails">
        <Trail of={from} meeting={meeting} />
        {isPair && from.id !== to.id && <Trail of={to} meeting={meeting} />}
      </div>
    </>
  );
}

/** Where the trails meet; one of the two itself when it stands above the other. */
function meetingOf({ from, to, commonAncestor }: TraceQuery): string | null {
  const isAbove = (high: TrailFragment, low: TrailFragment) =>
    low.ancestors.edges.some(({ node }) => node.id === high.id);
  if (from && to && isAbove(from, to)) return from.id;
  if (from && to && isAbove(to, from)) return to.id;
  return commonAncestor?.id ?? null;
}

function Trail({ of, meeting }: { of: TrailFragment; meeting: string | null }) {
  const { t } = useSpeech();
  const steps = stepsOf(of);
  return (
    <section>
      <h2>
        <Name text={of.name} />
      </h2>
      <ol class="trail">
        <li class={of.id === meeting ? "meeting" : undefined}>
          <BodyLink body={of} />{" "}
          <small>
            <Kind body={of} />
          </small>
        </li>
        {steps.map((step) => (
          <Step key={step.object.id} step={step} isMeeting={step.object.id === meeting} />
        ))}
      </ol>
      {of.reportsTo.edges.map(({ node, sources }) => (
        <div key={node.id} class="besides dotted">
          {t.reportsTo} <BodyLink body={node} />
          <Sources of={sources} />
        </div>
      ))}
    </section>
  );
}

/** The steps to the highest body above. */
function stepsOf({ ancestors }: TrailFragment): readonly StepFragment[] {
  const [highest] = [...ancestors.edges].sort((a, b) => b.depth - a.depth);
  return highest?.steps ?? [];
}

function Step({ step, isMeeting }: { step: StepFragment; isMeeting: boolean }) {
  const { t, period } = useSpeech();
  return (
    <li class={isMeeting ? "meeting" : undefined}>
      <p class="hop">
        ↑ {step.kind === "PART_OF" ? t.partOf : t.reportsTo} <small>{period(step)}</small>
      </p>
      <Sources of={step.sources} />
      {step.conflicts.length > 0 && (
        <>
          <small>{t.conflicts}</small>
          <Sources of={step.conflicts} />
        </>
      )}
      <BodyLink body={step.object} />{" "}
      <small>
        <Kind body={step.object} />
      </small>
    </li>
  );
}

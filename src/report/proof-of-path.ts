import type { DataPlaneName } from '../model/data-plane.js';
import { groupBy } from '../model/group-by.js';
import { sum } from '../model/numbers/sum.js';
import type { Remark, Report, Section } from '../model/section/section.js';
import { isValid, type InvalidReason } from '../model/trial.js';
import type { RunRecord, TrialRecord } from '../results/schema.js';
import { isStarvation } from '../rfc2544/trials/starvation.js';

/** A run that shows that frames take the whole path, regardless of its rates. */
export interface PathRun {
  /** The sender of its frames: `pktgen on one-machine-lab`. */
  readonly name: string;
  /** The data planes that it was to measure. */
  readonly dataPlanes: readonly DataPlaneName[];
  readonly run: Pick<RunRecord, 'state'>;
  readonly trials: readonly TrialRecord[];
}

const warning = (text: string): Remark => ({ level: 'warning', text: [text] });
/** A remark that does not call the figures into question. */
const note = (text: string): Remark => ({ level: 'note', text: [text] });

const reasonsOf = ({ result: { validity } }: TrialRecord): readonly InvalidReason[] =>
  validity.state === 'invalid' ? validity.reasons : [];

const codesIn = (reasons: readonly InvalidReason[]): string =>
  [...new Set(reasons.map(({ code }) => code))].join(', ');

const isUsed = ({ result }: TrialRecord): boolean => isValid(result);

const arrived = (trials: readonly TrialRecord[]): number =>
  sum(trials.map(({ result }) => result.counts?.receivedBySink ?? 0));

/** Whether a run failed because other programs took the processors that the lab needs. */
export const endedByBusyComputer = ({ run, trials }: Pick<PathRun, 'run' | 'trials'>): boolean => {
  const last = trials.at(-1);
  const reasons = last === undefined ? [] : reasonsOf(last);
  return run.state.state === 'failed' && reasons.length > 0 && reasons.every(isStarvation);
};

const ending = (path: PathRun): string => {
  const { state } = path.run;
  if (endedByBusyComputer(path)) return BUSY;
  if (state.state !== 'failed') return `the run is ${state.state}`;
  // The first line says what happened; the error itself follows the report.
  return `the run failed: ${state.message.split('\n', 1).join('')}`;
};

/** Why a data plane has no figure; undefined if it has one. */
const gap = (path: PathRun, own: readonly TrialRecord[]): string | undefined => {
  if (own.length === 0) return ending(path);
  if (own.some(isUsed)) return undefined;
  const reasons = own.flatMap(reasonsOf);
  return reasons.every(isStarvation) ? BUSY : codesIn(reasons);
};

const BUSY = 'this computer was too busy';
const DOES_NOT_DEPEND = 'The figures here are in instruction time and do not depend on it.';

const invalidity = (name: string, used: readonly TrialRecord[]): readonly Remark[] => {
  const reasons = used.flatMap(reasonsOf);
  if (reasons.length === 0) return [];
  const invalid = used.filter((trial) => !isUsed(trial)).length;
  const of = `${invalid} of ${used.length} trials with ${name}`;
  if (reasons.every(isStarvation)) {
    return [note(`This computer was too busy for ${of}. ${DOES_NOT_DEPEND}`)];
  }
  return [warning(`${of} are invalid (${codesIn(reasons)}). ${DOES_NOT_DEPEND}`)];
};

/** What a run shows about the path: that frames of every data plane reached the sink, or what is missing. */
export const pathRemarks = (path: PathRun): readonly Remark[] => {
  const { name, dataPlanes } = path;
  const used = path.trials.filter(({ result }) => result.request.warmUp !== true);
  if (used.length === 0) {
    return endedByBusyComputer(path)
      ? [note(`This computer was too busy for ${name}. ${DOES_NOT_DEPEND}`)]
      : [warning(`With ${name}: not measured: ${ending(path)}`)];
  }
  const gaps = dataPlanes.flatMap((dataPlane) => {
    const own = used.filter((trial) => trial.dataPlane === dataPlane);
    const lost = arrived(own) > 0 ? undefined : 'no frame reached the sink';
    const reason = gap(path, own);
    const text = reason === undefined ? lost : `not measured: ${reason}`;
    return text === undefined ? [] : [{ dataPlane, text }];
  });
  const missing = [...groupBy(gaps, ({ text }) => text)].map(([text, all]) =>
    warning(`${all.map(({ dataPlane }) => dataPlane).join(', ')} with ${name}: ${text}`),
  );
  const open = used.filter(({ result }) => isValid(result) && result.unlocated !== 0).length;
  const unaccounted =
    open === 0 ? [] : [warning(`${open} trials with ${name} have frames unaccounted for`)];
  const doubts = [...invalidity(name, used), ...missing, ...unaccounted];
  if (doubts.length > 0) return doubts;
  const text = `With ${name}, frames of all data planes reached the sink, and every frame is accounted for.`;
  return [{ level: 'result', text: [text] }];
};

/** A section of the run that shows the path: its tables, without a headline. */
const ofPath = (section: Section, name: string, label: string): Section => ({
  ...section,
  label,
  summary: [],
  id: `path-${section.id}`,
  title: `${section.title}, with ${name}`,
  headline: [],
  blocks: section.blocks.filter(({ kind }) => kind === 'table'),
});

/** Sections of a load sweep that add nothing to its table here. */
const LEFT_OUT: readonly string[] = ['overload'];

/**
 * The report of a run whose figures count, together with that of a run on which they do not depend,
 * but which shows that frames take the whole path.
 */
export const withProofOfPath = (figures: Report, path: Report, proof: PathRun): Report => {
  const { name } = proof;
  const label: Remark = { level: 'note', text: [`Figures with ${name}: ${path.label}`] };
  const [first, ...others] = path.sections
    .filter(({ id }) => !LEFT_OUT.includes(id))
    .map((section) => ofPath(section, name, path.label));
  const labelled = first && { ...first, remarks: [label, ...first.remarks] };
  // The headline already reports a busy computer.
  const isFigures = figures.state.level === 'warning' || endedByBusyComputer(proof);
  return {
    ...figures,
    state: isFigures ? figures.state : path.state,
    facts: [
      ...figures.facts,
      ...path.facts.flatMap((fact) =>
        fact.name === 'archive' ? [{ ...fact, name: `archive, ${name}` }] : [],
      ),
    ],
    headline: [...figures.headline, ...pathRemarks(proof)],
    sections: [...figures.sections, ...(labelled ? [labelled] : []), ...others],
  };
};

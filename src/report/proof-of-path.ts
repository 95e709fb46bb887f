import type { DataPlaneName } from '../model/data-plane.js';
import { sum } from '../model/numbers/sum.js';
import type { Remark, Report, Section } from '../model/section/section.js';
import type { RunRecord, TrialRecord } from '../results/schema.js';

/** A run that shows that frames take the whole path, whatever its rates are worth. */
export interface PathRun {
  /** What sends its frames: `pktgen on one-machine-lab`. */
  readonly name: string;
  /** That it was to measure. */
  readonly dataPlanes: readonly DataPlaneName[];
  readonly run: Pick<RunRecord, 'state'>;
  readonly trials: readonly TrialRecord[];
}

/** Whether other programs took the processors that the lab needs: `lab-starved`. */
const isBusy = (code: string): boolean => code.endsWith('-starved');

const warning = (text: string): Remark => ({ level: 'warning', text: [text] });

const codesOf = ({ result: { validity } }: TrialRecord): readonly string[] =>
  validity.state === 'invalid' ? validity.reasons.map(({ code }) => code) : [];

const isValid = ({ result }: TrialRecord): boolean => result.validity.state === 'valid';

const arrived = (trials: readonly TrialRecord[]): number =>
  sum(trials.map(({ result }) => result.counts.receivedBySink));

const ending = ({ state }: Pick<RunRecord, 'state'>): string =>
  state.state === 'failed' ? `the run failed: ${state.message}` : `the run is ${state.state}`;

/** Why a data plane has no figure; undefined where it has. */
const gap = (path: PathRun, own: readonly TrialRecord[]): string | undefined => {
  if (own.length === 0) return ending(path.run);
  if (own.some(isValid)) return undefined;
  return [...new Set(own.flatMap(codesOf))].join(', ');
};

const DOES_NOT_DEPEND = 'The figures here are in instruction time and do not depend on it.';

const invalidity = (name: string, used: readonly TrialRecord[]): readonly Remark[] => {
  const codes = used.flatMap(codesOf);
  if (codes.length === 0) return [];
  const invalid = used.filter((trial) => !isValid(trial)).length;
  const of = `${invalid} of ${used.length} trials with ${name}`;
  if (codes.every(isBusy)) {
    return [warning(`This computer was too busy for ${of}. ${DOES_NOT_DEPEND}`)];
  }
  return [warning(`${of} are invalid (${[...new Set(codes)].join(', ')}). ${DOES_NOT_DEPEND}`)];
};

/** What a run shows of the path: that frames of every data plane reached the sink, or what is missing. */
export const pathRemarks = (path: PathRun): readonly Remark[] => {
  const { name, dataPlanes } = path;
  const used = path.trials.filter(({ result }) => result.request.warmUp !== true);
  if (used.length === 0) return [warning(`With ${name}: not measured: ${ending(path.run)}`)];
  const missing = dataPlanes.flatMap((dataPlane): readonly Remark[] => {
    const own = used.filter((trial) => trial.dataPlane === dataPlane);
    const reason = gap(path, own);
    if (reason !== undefined)
      return [warning(`${dataPlane} with ${name}: not measured: ${reason}`)];
    return arrived(own) > 0
      ? []
      : [warning(`${dataPlane} with ${name}: no frame reached the sink`)];
  });
  const open = used.filter((trial) => isValid(trial) && trial.result.unlocated !== 0).length;
  const unaccounted =
    open === 0 ? [] : [warning(`${open} trials with ${name} have frames unaccounted for`)];
  const doubts = [...invalidity(name, used), ...missing, ...unaccounted];
  if (doubts.length > 0) return doubts;
  const text = `With ${name}, frames of all data planes reached the sink, and every frame is accounted for.`;
  return [{ level: 'result', text: [text] }];
};

/** A section of the run that shows the path: its tables, without a headline. */
const ofPath = (section: Section, name: string): Section => ({
  ...section,
  id: `path-${section.id}`,
  title: `${section.title}, with ${name}`,
  headline: [],
  blocks: section.blocks.filter(({ kind }) => kind === 'table'),
});

/** Sections that say of a load sweep what its table does not need. */
const LEFT_OUT: readonly string[] = ['overload'];

/**
 * The report of a run whose figures count, together with that of a run on which they do not depend,
 * but which shows that frames take the whole path.
 * @param remarks what the path's run shows: `pathRemarks`
 */
export const withProofOfPath = (
  figures: Report,
  path: Report,
  name: string,
  remarks: readonly Remark[],
): Report => {
  const label: Remark = { level: 'note', text: [`Figures with ${name}: ${path.label}`] };
  const [first, ...others] = path.sections
    .filter(({ id }) => !LEFT_OUT.includes(id))
    .map((section) => ofPath(section, name));
  const labelled = first && { ...first, remarks: [label, ...first.remarks] };
  return {
    ...figures,
    // Of two runs, the one that did not come to its end is what a reader has to know of.
    state: figures.state.level === 'warning' ? figures.state : path.state,
    facts: [
      ...figures.facts,
      ...path.facts.flatMap((fact) =>
        fact.name === 'archive' ? [{ ...fact, name: `archive, ${name}` }] : [],
      ),
    ],
    headline: [...figures.headline, ...remarks],
    sections: [...figures.sections, ...(labelled ? [labelled] : []), ...others],
  };
};

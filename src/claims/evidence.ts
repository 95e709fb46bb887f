import type { DataPlaneName } from '../model/data-plane.js';
import type { Pps } from '../model/units.js';
import { worthOf } from './environment.js';
import { quotient, uncertainBy, type Estimate } from './estimate.js';
import type { LoadScale } from './figures/definition.js';
import { figureTitle, measureFigure, type FigureSpec } from './figures/index.js';
import { peakOf } from './figures/peak.js';
import { isIn, type ClaimNetwork } from './network.js';
import type { MeasuredPlace } from './observed/measured.js';
import type { UsedFigure } from './verdict.js';

/** The data plane that all rates and loads of the paper are relative to. */
export interface ClaimReference {
  readonly dataPlane: DataPlaneName;
  /** Its maximum forwarding rate according to the paper. */
  readonly peak: Pps;
  /** Networks in which it reaches that rate. */
  readonly networks: readonly string[];
}

/** The basis for judging claims. */
export interface Evidence {
  readonly reference: ClaimReference;
  /** How far a load may deviate from the stated one, as a fraction. */
  readonly loadTolerance: number;
  readonly networks: Readonly<Record<string, ClaimNetwork>>;
  readonly measured: readonly MeasuredPlace[];
}

/** A figure, and where it was measured. */
export interface FoundFigure extends UsedFigure {
  readonly measured: MeasuredPlace;
}

/** Figures, one for each run that has them, or why there are none. */
export type Figures =
  | { readonly state: 'found'; readonly figures: readonly FoundFigure[] }
  | { readonly state: 'missing'; readonly why: string };

const networkOf = ({ networks }: Evidence, name: string): ClaimNetwork => {
  const found = networks[name];
  if (found === undefined) throw new RangeError(`there is no network '${name}'`);
  return found;
};

/** The reference's peak in the same run: in the same network if possible, else in another. */
export const referenceOf = (
  evidence: Evidence,
  { run, setting }: MeasuredPlace,
): FoundFigure | undefined => {
  const { dataPlane, networks } = evidence.reference;
  const own = evidence.measured.filter(
    (each) =>
      each.run === run &&
      each.dataPlane === dataPlane &&
      networks.some((name) => isIn(networkOf(evidence, name), each.setting)),
  );
  const same = own.filter((each) => each.setting === setting);
  for (const measured of [...same, ...own]) {
    const found = peakOf(measured);
    if (found.state === 'found') {
      const { estimate, unit } = found;
      const what = `${dataPlane}: forwarded at best`;
      return { what, estimate, unit, runId: run.runId, measured };
    }
  }
  return undefined;
};

/** Converts loads of the paper to loads of a run. */
export const scaleAt = (evidence: Evidence, measured: MeasuredPlace): LoadScale | undefined => {
  const reference = referenceOf(evidence, measured)?.estimate.value;
  if (reference === undefined || reference === 0) return undefined;
  return (load) => (load / evidence.reference.peak) * reference;
};

/** A figure in every run that has it. */
export const figuresOf = (evidence: Evidence, spec: FigureSpec): Figures => {
  const network = networkOf(evidence, spec.network);
  const inNetwork = evidence.measured.filter(({ setting }) => isIn(network, setting));
  if (inNetwork.length === 0) {
    return { state: 'missing', why: `nothing was measured with ${network.title}` };
  }
  const places = inNetwork.filter(({ dataPlane }) => dataPlane === spec.dataPlane);
  const found = places.map((measured) => {
    const { loadTolerance } = evidence;
    const scale = scaleAt(evidence, measured);
    return { measured, found: measureFigure(spec, { measured, scale, loadTolerance }) };
  });
  const what = `${spec.dataPlane}: ${figureTitle(spec)}`;
  const figures = found.flatMap(({ measured, found: each }): readonly FoundFigure[] =>
    each.state === 'missing'
      ? []
      : [{ what, estimate: each.estimate, unit: each.unit, runId: measured.run.runId, measured }],
  );
  if (figures.length > 0) return { state: 'found', figures };
  const why = found.flatMap(({ found: each }) => (each.state === 'missing' ? each.why : []))[0];
  return {
    state: 'missing',
    why: why ?? `${spec.dataPlane} was not measured with ${network.title}`,
  };
};

/** Whether two runs used the same machines, so that figures of one are valid for the other. */
const areComparable = ({ run: one }: MeasuredPlace, { run: other }: MeasuredPlace): boolean =>
  one === other ||
  (one.testbed === other.testbed &&
    one.environment.kind === other.environment.kind &&
    one.setup?.roles.dut.kernelRelease === other.setup?.roles.dut.kernelRelease);

/** The best figure to compare another one with: preferably that of the same run. */
export const partnerOf = (
  figure: FoundFigure,
  others: readonly FoundFigure[],
): FoundFigure | undefined =>
  others.find(({ measured }) => measured.run === figure.measured.run) ??
  others.find(({ measured }) => areComparable(measured, figure.measured));

/**
 * The ratio of two figures. Figures of different runs are first divided by the reference of their own run,
 * because a machine varies from day to day; except in instruction time, where it does not.
 * @returns undefined if that is not possible
 */
export const ratioOf = (
  evidence: Evidence,
  one: FoundFigure,
  other: FoundFigure,
): Estimate | undefined => {
  const { exact, drift } = worthOf(one.measured.run.environment);
  const plain = quotient(one.estimate, other.estimate);
  if (one.measured === other.measured) return plain;
  if (one.measured.run === other.measured.run) return uncertainBy(plain, drift);
  if (exact || one.unit === 'ratio') return plain;
  // Relative to itself, the reference would always be 1.
  if (one.measured.dataPlane === evidence.reference.dataPlane) return undefined;
  const [own, others] = [one, other].map(({ measured }) => referenceOf(evidence, measured));
  if (own === undefined || others === undefined) return undefined;
  const [first, second] = [
    quotient(one.estimate, own.estimate),
    quotient(other.estimate, others.estimate),
  ];
  return uncertainBy(quotient(first, second), drift);
};

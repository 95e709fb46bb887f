import type { Claims } from '../claims/claims.js';
import { judgeClaims } from '../claims/judge.js';
import type { Remark, Report } from '../model/section/section.js';
import type { RunRecord, TrialRecord } from '../results/schema.js';
import { commonMedia } from '../rfc2544/measured-networks.js';
import type { ReportContext, TesterLatency } from '../rfc2544/sections/context.js';
import { factsOf, stateOf } from './facts.js';
import { REFERENCE } from '../model/network/network.js';
import { reportHeadline } from './headline.js';
import { runLabel } from './label.js';
import { claimSections } from './sections/claims.js';
import { RUN_SECTIONS } from './sections/index.js';
import { thresholds } from './sections/thresholds.js';
import { testSections } from './test-sections.js';
import { blockFinder, trialFinder } from '../rfc2544/trials/by-sequence.js';

/** What a report needs in addition to the archive's contents. */
export interface ReportOptions {
  /** The archive's folder. */
  readonly folder: string;
  /** The journal's last line was cut off. */
  readonly torn?: boolean | undefined;
  /** Problems with its files, because of which not all of it is shown. */
  readonly doubts?: readonly Remark[] | undefined;
  /** The claims of a paper, to be judged by the run. */
  readonly claims?: Claims | undefined;
}

/** The warning that the last trial is missing. */
export const TORN: Remark = {
  level: 'warning',
  text: ["The journal's last line was cut off and is left out."],
};

/** The tester's own latencies, if it was calibrated. */
const testerLatencyOf = ({ setup }: RunRecord): TesterLatency | undefined => {
  if (setup?.calibration === undefined) return undefined;
  const { through, sizes } = setup.calibration;
  const known = sizes.flatMap(({ frameSize, latency }) =>
    latency?.minimum == null ? [] : [[frameSize, latency.minimum] as const],
  );
  return { through, minimum: new Map(known) };
};

/** The report of an archived run, as data. Pure. */
export const reportOf = (
  run: RunRecord,
  trials: readonly TrialRecord[],
  { folder, torn = false, doubts = [], claims }: ReportOptions,
): Report => {
  const context: ReportContext = {
    media: commonMedia(run),
    traffic: run.traffic,
    routers: run.routers,
    dut: run.setup?.roles.dut.machine,
    networks: run.networks,
    testerLatency: testerLatencyOf(run),
    trialOf: trialFinder(trials),
    blockOf: blockFinder(trials),
  };
  const judged =
    claims === undefined ? [] : judgeClaims(claims, [{ run, trialOf: context.trialOf }]);
  const sections = [
    ...thresholds(run, trials, context),
    // A reference has a separate section: it is measured in another network than the rest.
    ...testSections(
      context,
      run.results.filter(({ network }) => network !== REFERENCE),
    ),
    ...claimSections(judged, false),
    ...RUN_SECTIONS.flatMap((make) => make(run, trials, context)),
  ];
  return {
    runId: run.runId,
    state: stateOf(run),
    label: runLabel(run),
    facts: [...factsOf(run, trials), { name: 'archive', value: [folder] }],
    headline: [...doubts, ...(torn ? [TORN] : []), ...reportHeadline(sections)],
    sections,
  };
};

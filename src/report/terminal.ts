import { sum } from '../model/sum.js';
import { inSeconds } from '../model/units.js';
import type { RunRecord, TrialRecord } from '../results/schema.js';
import { planeName } from './cell-name.js';
import { conformanceSection } from './conformance-table.js';
import { kpps } from './figures.js';
import { runLabel } from './label.js';
import { mediaLine } from './media.js';
import { resultSections } from './result-sections.js';
import type { Lines, TrialOf } from './section.js';
import { plain, type Style } from './style.js';
import { trafficLines } from './traffic-line.js';
import { unfinishedSection } from './unfinished.js';

export interface TerminalReport {
  /** Where the archive lies. */
  readonly folder: string;
  /** The journal's last line was cut off. */
  readonly torn?: boolean;
  /** How text stands out; not at all when absent. */
  readonly style?: Style;
}

const stateLine = ({ runId, state }: RunRecord, style: Style): string => {
  const title = style('bold', runId);
  switch (state.state) {
    case 'complete':
      return title;
    case 'failed':
      return `${title} ${style('red', `failed: ${state.message}`)}`;
    case 'interrupted':
      return `${title} ${style('yellow', 'interrupted: below is what was measured until then')}`;
    case 'running':
      return `${title} ${style('yellow', 'not ended: below is what has been measured')}`;
  }
};

const isWarmUp = ({ result }: TrialRecord): boolean => result.request.warmUp === true;

/** How many trials, and how long: `7 of 1 s`, `40 of 1 and 60 s`, `90 of 0.00038 to 60 s`. */
const counted = (trials: readonly TrialRecord[]): string => {
  const lengths = [...new Set(trials.map(({ result }) => inSeconds(result.request.duration)))];
  if (lengths.length === 0) return '0';
  if (lengths.length <= 2) return `${trials.length} of ${lengths.join(' and ')} s`;
  const [shortest, longest] = [Math.min(...lengths), Math.max(...lengths)];
  return `${trials.length} of ${Number(shortest.toPrecision(2))} to ${longest} s`;
};

/** The trials, those that only warmed up on their own: `32 of 1 s, after 4 of 2 s to warm up`. */
const trialCount = (trials: readonly TrialRecord[]): string => {
  const warmUps = trials.filter(isWarmUp);
  const others = counted(trials.filter((trial) => !isWarmUp(trial)));
  return warmUps.length === 0 ? others : `${others}, after ${counted(warmUps)} to warm up`;
};

const header = (
  run: RunRecord,
  trials: readonly TrialRecord[],
  { folder }: TerminalReport,
  style: Style,
): Lines => {
  const dut = run.setup?.roles.dut;
  const module = run.setup?.module;
  return [
    stateLine(run, style),
    `figures: ${style('yellow', runLabel(run))}`,
    ...(run.environment.kind === 'simulated'
      ? []
      : [
          `DUT: ${dut === undefined ? 'not read' : `Linux ${dut.kernelRelease}, ${dut.cpus} x ${dut.cpuModel}`}`,
        ]),
    ...mediaLine(run.media),
    ...(module ? [`module: ${module.name}, srcversion ${module.srcversion}`] : []),
    ...trafficLines(run),
    `trials: ${trialCount(trials)}`,
    `archive: ${folder}`,
  ];
};

const invalidSection = (trials: readonly TrialRecord[], style: Style): Lines => {
  const lines = trials.flatMap((trial) => {
    const { sequence, result } = trial;
    if (result.validity.state === 'valid' || isWarmUp(trial)) return [];
    const { frameSize, intendedLoad } = result.request;
    const reasons = result.validity.reasons.map(({ code, detail }) => `${code} (${detail})`);
    const place = `${planeName(trial)}, ${frameSize} bytes, ${kpps(intendedLoad)} kpps`;
    return [`  trial ${sequence} (${place}): ${reasons.join('; ')}`];
  });
  return lines.length === 0 ? [] : [style('yellow', 'Invalid trials, not used:'), ...lines];
};

/** Whether the frames of all trials add up: offered = received by the sink + located losses. */
const conservation = (trials: readonly TrialRecord[]): Lines => {
  if (trials.length === 0) return [];
  const open = trials.filter(({ result }) => result.unlocated !== 0);
  const frames = sum(open.map(({ result }) => Math.abs(result.unlocated)));
  return [
    open.length === 0
      ? 'Every frame is accounted for: offered = received by the sink + located losses.'
      : `${open.length} of ${trials.length} trials have frames unaccounted for, ${frames} in all.`,
  ];
};

/**
 * A run as text for a terminal, at most 100 columns wide where its words allow. Pure; ends with a
 * line feed.
 */
export const terminalReport = (
  run: RunRecord,
  trials: readonly TrialRecord[],
  options: TerminalReport,
): string => {
  const style = options.style ?? plain;
  const bySequence = new Map(trials.map(({ sequence, result }) => [sequence, result]));
  const trialOf: TrialOf = (sequence) => bySequence.get(sequence);
  const torn =
    options.torn === true ? ["The journal's last line was cut off and is left out."] : [];
  const sections: readonly Lines[] = [
    header(run, trials, options, style),
    ...resultSections(run, trialOf, style),
    unfinishedSection(run, trials, style),
    [...invalidSection(trials, style), ...conservation(trials), ...torn],
    conformanceSection(run, style),
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
};

import type { Modifier } from '../../model/modifier.js';
import type { Traffic } from '../../model/network/traffic.js';
import type { Bytes, Nanoseconds, Pps } from '../../model/units.js';
import type { Conformance } from './conformance-schema.js';

/** The settings of a run that RFC 2544 and its updates have rules for, in all tests. */
export interface Choices {
  readonly frameSizes: readonly Bytes[];
  readonly traffic: Traffic;
  /** How many of the DUT's ports frames enter by, and how many they leave by. */
  readonly ports: { readonly ingress: number; readonly egress: number };
  readonly modifiers: readonly Modifier[];
  /** Frames that each receiving port sends before a trial, and the wait afterwards. */
  readonly learning: { readonly frames: number; readonly wait: Nanoseconds };
  /** What counts frames at the sink; NICs count frames of any kind. */
  readonly counting: 'frame-sink' | 'nic';
  /** How often a frame is sent again with the same number. */
  readonly cloneSkb: number;
  readonly residualWait: Nanoseconds;
  readonly restabilise: Nanoseconds;
  /** The shortest of the trials that results rest on; undefined where all have a length of their own. */
  readonly decidingTrial: Nanoseconds | undefined;
  /** All that the ingress links carry at the smallest frame size; undefined where the testbed does not say. */
  readonly mediaMaximum: Pps | undefined;
  /** Of all searches for a throughput: their lowest maximum load, and the most loss that one allows. */
  readonly searches: { readonly maximumLoad: Pps; readonly lossRatio: number } | undefined;
}

type Asked = 'requirement' | 'section' | 'level';
type Without<Each, Keys extends PropertyKey> = Each extends unknown ? Omit<Each, Keys> : never;

/** Whether a run does what is asked for. */
export type Verdict = Without<Conformance, Asked>;

/** Something that RFC 2544, or one of its updates, asks for. */
export interface Requirement extends Pick<Conformance, Asked> {
  readonly verdict: (choices: Choices) => Verdict;
}

export const MET: Verdict = { state: 'met' };
export const NOT_APPLICABLE: Verdict = { state: 'not-applicable' };
export const deviates = (value: string): Verdict => ({ state: 'deviates', value });

/** Met where it holds, else `value` is what was done. */
export const holds = (condition: boolean, value: string): Verdict =>
  condition ? MET : deviates(value);

/** A requirement of every run. */
export const asked = (
  section: string,
  level: Requirement['level'],
  requirement: string,
  verdict: Requirement['verdict'] = () => MET,
): Requirement => ({ requirement, section, level, verdict });

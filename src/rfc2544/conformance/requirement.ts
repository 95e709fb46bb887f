import type { Modifier } from '../../model/modifier.js';
import type { ResetKind } from '../../model/trial.js';
import type { Traffic } from '../../model/network/traffic.js';
import type { Bytes, Nanoseconds, Pps } from '../../model/units.js';

/** What of a run RFC 2544 and its updates have an opinion on. A test that is undefined is not in the run. */
export interface Choices {
  readonly frameSizes: readonly Bytes[];
  readonly traffic: Traffic;
  /** How many of the DUT's ports frames enter by, and how many they leave by. */
  readonly ports: { readonly ingress: number; readonly egress: number };
  readonly modifiers: readonly Modifier[];
  /** Frames that each receiving port sends before a trial, and the wait afterwards. */
  readonly learning: { readonly frames: number; readonly wait: Nanoseconds };
  /** Who counts what arrives; NICs count frames of whatever kind. */
  readonly counting: 'frame-sink' | 'nic';
  /** How often a frame is sent again with the same number. */
  readonly cloneSkb: number;
  readonly residualWait: Nanoseconds;
  readonly restabilise: Nanoseconds;
  /** The shortest of the trials that results rest on; undefined where all have a length of their own. */
  readonly decidingTrial: Nanoseconds | undefined;
  /** All that the ingress links carry at the smallest frame size; undefined where nobody said. */
  readonly mediaMaximum: Pps | undefined;
  /** For a throughput: their lowest maximum load, and the most loss that one allows. */
  readonly searches: { readonly maximumLoad: Pps; readonly lossRatio: number } | undefined;
  readonly mlrSearch: MlrSearchChoices | undefined;
  readonly latency:
    (AtThroughput & { readonly duration: Nanoseconds; readonly tagAfter: Nanoseconds }) | undefined;
  readonly frameLossRate: { readonly maximumLoad: Pps; readonly step: number } | undefined;
  readonly backToBack: AtThroughput | undefined;
  readonly systemRecovery: (AtThroughput & { readonly overload: Nanoseconds }) | undefined;
  readonly reset:
    | (AtThroughput & { readonly kinds: readonly ResetKind[]; readonly after: Nanoseconds })
    | undefined;
}

/** What tests have in common that are made at the throughput. */
export interface AtThroughput {
  /** Whether the run finds the throughput out, or the playbook says what it is. */
  readonly throughput: 'measured' | 'given';
  readonly repeats: number;
}

/** What RFC 9971 has an opinion on, over all goals of all searches. */
export interface MlrSearchChoices {
  /** The smallest width. */
  readonly width: number;
  /** The most loss that a goal allows. */
  readonly lossRatio: number;
  /** Each one that a goal has. */
  readonly exceedRatios: readonly number[];
  /** Each one that a goal has. */
  readonly finalDurations: readonly Nanoseconds[];
}

/** Whether a run does what is asked for. */
export type Verdict =
  | { readonly state: 'met' }
  /** `value` is what the run did instead. */
  | { readonly state: 'deviates'; readonly value: string }
  /** Such as what concerns a test that was not asked for. */
  | { readonly state: 'not-applicable' };

/** Something that RFC 2544, or one of its updates, asks for. */
export interface Requirement {
  readonly requirement: string;
  /** Section of RFC 2544 unless another document is named. */
  readonly section: string;
  /** The word that is used; `described` where the text says what is done with neither. */
  readonly level: 'MUST' | 'SHOULD' | 'described';
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

type TestChoices = Pick<
  Choices,
  'searches' | 'mlrSearch' | 'latency' | 'frameLossRate' | 'backToBack' | 'systemRecovery' | 'reset'
>;
/** What a run chose of a test, and of all else. */
type TestVerdict<Name extends keyof TestChoices> = (
  test: NonNullable<TestChoices[Name]>,
  choices: Choices,
) => Verdict;

/**
 * Makes requirements of one test, which do not apply to a run without it.
 * @param document what asks for them, where it is not RFC 2544 itself
 */
export const askedOf =
  <Name extends keyof TestChoices>(name: Name, document?: string) =>
  (
    section: string,
    level: Requirement['level'],
    requirement: string,
    verdict: TestVerdict<Name> = () => MET,
  ): Requirement => ({
    requirement,
    section: document === undefined ? section : `${document}, ${section}`,
    level,
    verdict: (choices) => {
      const test = choices[name];
      return test === undefined ? NOT_APPLICABLE : verdict(test, choices);
    },
  });

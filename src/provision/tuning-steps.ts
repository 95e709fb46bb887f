import {
  MACHINE_SETTINGS,
  type SettingName,
  type TuningSettings,
} from '../config/testbed/tuning/settings-schema.js';
import { tunedCpus, type RoleTuning } from '../config/testbed/tuning/tuning-of.js';
import type { Step } from './step.js';
import { irqAffinity } from './tuning/irq-affinity.js';
import { governor } from './tuning/machine/governor.js';
import { irqbalance } from './tuning/machine/irqbalance.js';
import { turbo } from './tuning/machine/turbo.js';
import { channels } from './tuning/port/channels.js';
import { coalescing } from './tuning/port/coalescing.js';
import { offloads } from './tuning/port/offloads.js';
import { pause } from './tuning/port/pause.js';
import { qdisc } from './tuning/port/qdisc.js';
import { rings } from './tuning/port/rings.js';
import { rss } from './tuning/port/rss.js';
import { rps } from './tuning/rps.js';

/** What settings are made on. */
export interface TuningPlace {
  /** The network namespace that holds the ports; absent is the machine's own. */
  readonly namespace?: string | undefined;
  readonly interfaces: readonly string[];
  /** The role's, as the testbed has them. */
  readonly cpus?: readonly number[] | undefined;
}

/** Where ports are, and whether a driver without the setting is skipped. */
interface Ports {
  readonly namespace?: string;
  readonly interfaces: readonly string[];
  readonly optional?: true;
}

/** Makes the step of a setting, if it is requested. */
type SettingStep = (asked: TuningSettings, ports: Ports, place: TuningPlace) => Step | undefined;

const given = <Wanted>(
  wanted: Wanted | undefined,
  make: (wanted: Wanted) => Step,
): Step | undefined => (wanted === undefined ? undefined : make(wanted));

/** Ports take the CPUs in turn, and so do the queues of each. */
const inTurn = (cpus: readonly number[], index: number): readonly number[] => {
  const first = index % cpus.length;
  return [...cpus.slice(first), ...cpus.slice(0, first)];
};

/**
 * Every setting, in the order in which they are made: other numbers of queues take RSS tables, interrupts
 * and steering back to what the driver begins with.
 */
const SETTINGS: Readonly<Required<Record<SettingName, SettingStep>>> = {
  governor: (asked, { optional }) =>
    given(asked.governor, (wanted) => governor({ wanted, ...(optional && { optional }) })),
  turbo: (asked, { optional }) =>
    given(asked.turbo, (wanted) => turbo({ wanted, ...(optional && { optional }) })),
  irqbalance: (asked) => given(asked.irqbalance, (running) => irqbalance({ running })),
  channels: (asked, ports) => given(asked.channels, (wanted) => channels({ ...ports, wanted })),
  rss: (asked, ports) => given(asked.rss, (wanted) => rss({ ...ports, wanted })),
  rings: (asked, ports) => given(asked.rings, (wanted) => rings({ ...ports, wanted })),
  offloads: (asked, ports) => given(asked.offloads, (wanted) => offloads({ ...ports, wanted })),
  pause: (asked, ports) => given(asked.pause, (wanted) => pause({ ...ports, wanted })),
  coalescing: (asked, ports) =>
    given(asked.coalescing, (wanted) => coalescing({ ...ports, wanted })),
  qdisc: (asked, ports) => given(asked.qdisc, (wanted) => qdisc({ ...ports, wanted })),
  cpus: (asked, { interfaces, ...rest }, { cpus: own }) =>
    given(asked.cpus, (wanted) =>
      irqAffinity({
        ...rest,
        ports: interfaces.map((port, index) => ({
          interface: port,
          cpus: inTurn(tunedCpus(wanted, own), index),
        })),
      }),
    ),
  rps: (asked, { namespace, interfaces }) =>
    given(asked.rps, () =>
      rps({
        ...(namespace !== undefined && { namespace }),
        ports: interfaces.map((port) => ({ interface: port, cpus: [] })),
      }),
    ),
};

const SETTING_NAMES = Object.keys(SETTINGS) as readonly SettingName[];

/** Interrupts with a CPU of their own stay there, and so does processing of their frames. */
const WITH_CPUS: TuningSettings = { irqbalance: false, rps: false };

/** What is implied, and what follows from it and from what is stated. */
const impliedBy = ({ stated, implied }: RoleTuning): TuningSettings => {
  const hasCpus = stated.cpus !== undefined || implied.cpus !== undefined;
  return { ...(hasCpus ? WITH_CPUS : {}), ...implied };
};

/** All that a run sets of a role's ports and machine, as far as their drivers have it. */
export const settingsDuringRuns = (tuning: RoleTuning): TuningSettings => ({
  ...impliedBy(tuning),
  ...tuning.stated,
});

/**
 * The steps that set the ports of a role, and its machine, as its testbed says. None for what the testbed
 * does not name: that stays as it is.
 */
export const tuningSteps = (tuning: RoleTuning, place: TuningPlace): readonly Step[] => {
  const { namespace, interfaces } = place;
  const { stated } = tuning;
  const rest = impliedBy(tuning);
  const ports: Ports = { ...(namespace !== undefined && { namespace }), interfaces };
  const possible = SETTING_NAMES.filter(
    (name) => interfaces.length > 0 || MACHINE_SETTINGS.includes(name),
  );
  return possible.flatMap((name) => {
    const make = SETTINGS[name];
    return make(stated, ports, place) ?? make(rest, { ...ports, optional: true }, place) ?? [];
  });
};

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

/** Where settings are made. */
export interface TuningPlace {
  /** The network namespace of the ports; absent for the initial one. */
  readonly namespace?: string | undefined;
  readonly interfaces: readonly string[];
  /** The CPUs of the role, from the testbed. */
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

/** Ports are assigned CPUs in turn, and so are the queues of each. */
const inTurn = (cpus: readonly number[], index: number): readonly number[] => {
  const first = index % cpus.length;
  return [...cpus.slice(first), ...cpus.slice(0, first)];
};

/**
 * Every setting, in the order of application: changing the number of queues resets RSS tables, interrupts
 * and steering to the driver's defaults.
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

/** Implied by CPUs for interrupts: neither irqbalance nor RPS may move the work elsewhere. */
const WITH_CPUS: TuningSettings = { irqbalance: false, rps: false };

/** The implied settings, including those that follow from stated ones. */
const impliedBy = ({ stated, implied }: RoleTuning): TuningSettings => {
  const hasCpus = stated.cpus !== undefined || implied.cpus !== undefined;
  return { ...(hasCpus ? WITH_CPUS : {}), ...implied };
};

/** All settings that a run makes on a role's ports and machine, as far as their drivers support them. */
export const settingsDuringRuns = (tuning: RoleTuning): TuningSettings => ({
  ...impliedBy(tuning),
  ...tuning.stated,
});

/**
 * The steps that tune the ports of a role and its machine as the testbed specifies. Settings that it does
 * not name are left unchanged.
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

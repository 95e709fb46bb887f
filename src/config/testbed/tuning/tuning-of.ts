import type { RoleName, TestbedFile } from '../testbed-file.js';
import { PRESETS } from './presets.js';
import type { TuningChoice } from './schema.js';
import type { TuningSettings } from './settings-schema.js';

/** The part of a testbed that says how machines are set; a file and a testbed both have it. */
export interface Tuned {
  readonly roles: TestbedFile['roles'];
  readonly tuning?: TuningChoice | undefined;
  readonly softwareNic?: unknown;
}

/** What a role's machine and ports are to have. */
export interface RoleTuning {
  /** As the testbed states: a driver that refuses one ends the run. */
  readonly stated: TuningSettings;
  /** Of a preset, or following from other keys: a driver that has no such setting is left as it is. */
  readonly implied: TuningSettings;
}

const settingsOf = (choice: TuningChoice | undefined): TuningSettings => {
  if (choice === undefined || typeof choice === 'string') return {};
  return Object.fromEntries(Object.entries(choice).filter(([name]) => name !== 'preset'));
};

const presetOf = (choice: TuningChoice | undefined, role: RoleName): TuningSettings => {
  const name = typeof choice === 'string' ? choice : choice?.preset;
  return name === undefined ? {} : PRESETS[name][role];
};

/** Those of the one that the other does not have. */
const without = (settings: TuningSettings, others: TuningSettings): TuningSettings =>
  Object.fromEntries(Object.entries(settings).filter(([name]) => !Object.hasOwn(others, name)));

/** DUT and sink have CPUs for what they receive; the generator's are those of pktgen's threads. */
const ownCpus = ({ roles, softwareNic }: Tuned, role: RoleName): TuningSettings => {
  const { cpus } = roles[role];
  return role === 'generator' || cpus === undefined || softwareNic !== undefined ? {} : { cpus };
};

/**
 * The settings of a role: its own before those of the testbed, both before what presets have. CPUs that
 * a DUT or a sink has on NICs get the interrupts of its ports, whatever else is set.
 */
export const tuningOf = (testbed: Tuned, role: RoleName): RoleTuning => {
  const [general, own] = [testbed.tuning, testbed.roles[role].tuning];
  const stated = { ...settingsOf(general), ...settingsOf(own) };
  const preset = { ...presetOf(general, role), ...presetOf(own, role) };
  const implied = { ...ownCpus(testbed, role), ...preset };
  return { stated, implied: without(implied, stated) };
};

/** The CPUs of a setting: the first is CPU 0 where the role has none. */
export const tunedCpus = (
  choice: NonNullable<TuningSettings['cpus']>,
  own: readonly number[] | undefined,
): readonly number[] => (choice === 'first' ? [own?.[0] ?? 0] : choice);

import type { RoleName, TestbedFile } from '../testbed-file.js';
import { PRESETS } from './presets.js';
import type { TuningChoice } from './schema.js';
import type { TuningSettings } from './settings-schema.js';

/** The part of a testbed that determines the settings of machines; common to file and testbed. */
export interface Tuned {
  readonly roles: TestbedFile['roles'];
  readonly tuning?: TuningChoice | undefined;
  readonly softwareNic?: unknown;
}

/** The settings of a role's machine and ports. */
export interface RoleTuning {
  /** From the testbed: the run fails if a driver rejects one. */
  readonly stated: TuningSettings;
  /** From a preset, or implied by other keys: drivers without such a setting are left unchanged. */
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

/** The settings that are not among the others. */
const without = (settings: TuningSettings, others: TuningSettings): TuningSettings =>
  Object.fromEntries(Object.entries(settings).filter(([name]) => !Object.hasOwn(others, name)));

/** DUT and sink have CPUs for what they receive; the generator's are those of pktgen's threads. */
const ownCpus = ({ roles, softwareNic }: Tuned, role: RoleName): TuningSettings => {
  const { cpus } = roles[role];
  return role === 'generator' || cpus === undefined || softwareNic !== undefined ? {} : { cpus };
};

/**
 * The settings of a role: its own override those of the testbed, and both override presets. With NICs, the
 * CPUs of DUT and sink get the interrupts of their ports, whatever else is set.
 */
export const tuningOf = (testbed: Tuned, role: RoleName): RoleTuning => {
  const [general, own] = [testbed.tuning, testbed.roles[role].tuning];
  const stated = { ...settingsOf(general), ...settingsOf(own) };
  const preset = { ...presetOf(general, role), ...presetOf(own, role) };
  const implied = { ...ownCpus(testbed, role), ...preset };
  return { stated, implied: without(implied, stated) };
};

/** The CPUs of a setting: the first is CPU 0 if the role has none. */
export const tunedCpus = (
  choice: NonNullable<TuningSettings['cpus']>,
  own: readonly number[] | undefined,
): readonly number[] => (choice === 'first' ? [own?.[0] ?? 0] : choice);

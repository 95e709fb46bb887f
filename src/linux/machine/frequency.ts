import type { SystemSetup } from '../../model/schema/setup/system.js';
import { groupBy } from '../../model/group-by.js';
import type { Readout } from '../text/query.js';
import { cpuListText } from './cpu-mask.js';

type Frequency = NonNullable<SystemSetup['frequency']>;

const CPUS = '/sys/devices/system/cpu';
const DRIVER = `${CPUS}/cpu0/cpufreq/scaling_driver`;
const NO_TURBO = `${CPUS}/intel_pstate/no_turbo`;
const BOOST = `${CPUS}/cpufreq/boost`;

/** Frequency scaling (Documentation/admin-guide/pm/cpufreq.rst, intel_pstate.rst). */
export const FREQUENCY_FILES: readonly string[] = [
  DRIVER,
  `${CPUS}/cpu[0-9]*/cpufreq/scaling_governor`,
  NO_TURBO,
  BOOST,
];

const GOVERNOR = new RegExp(`^${CPUS}/cpu(\\d+)/cpufreq/scaling_governor$`);

const turboOf = (files: ReadonlyMap<string, string>): boolean | null => {
  const [off, on] = [files.get(NO_TURBO), files.get(BOOST)];
  if (off !== undefined) return off === '0';
  return on === undefined ? null : on === '1';
};

/** How CPU frequencies are chosen; machines whose hypervisor chooses them have no cpufreq. */
export const readFrequency = (files: ReadonlyMap<string, string>): Readout<Frequency> => {
  const driver = files.get(DRIVER);
  if (driver === undefined) return { unread: `no ${CPUS}/cpu0/cpufreq: nothing scales it here` };
  const cpus = [...files].flatMap(([path, governor]) => {
    const cpu = GOVERNOR.exec(path)?.[1];
    return cpu === undefined ? [] : [{ cpu: Number(cpu), governor }];
  });
  const governors = [...groupBy(cpus, ({ governor }) => governor)].map(([governor, alike]) => ({
    governor,
    cpus: cpuListText(alike.map(({ cpu }) => cpu)),
  }));
  return { value: { driver, governors, turbo: turboOf(files) } };
};

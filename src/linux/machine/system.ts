import type { SystemSetup } from '../../model/schema/setup/system.js';
import { ask, askFiles, asOne, mapped, type Query, type Readout } from '../text/query.js';
import { FIRMWARE_FILES, readFirmware } from './firmware.js';
import { FREQUENCY_FILES, readFrequency } from './frequency.js';
import { IDLE_FILES, readIdle } from './idle.js';
import { ASK_PRETTY_NAME } from './os-release.js';

/** Firmware, kernel and processors of a machine, or why a part could not be read. */
export type SystemReadings = {
  readonly [Name in keyof Omit<SystemSetup, 'unread'>]: Readout<NonNullable<SystemSetup[Name]>>;
};

const CPUS = '/sys/devices/system/cpu';

/** One value per file, each as printed by the kernel. */
const FILES = {
  kernelBuild: '/proc/sys/kernel/version',
  commandLine: '/proc/cmdline',
  smt: `${CPUS}/smt/control`,
  isolatedCpus: `${CPUS}/isolated`,
  ticklessCpus: `${CPUS}/nohz_full`,
  numaNodes: '/sys/devices/system/node/online',
  clockSource: '/sys/devices/system/clocksource/clocksource0/current_clocksource',
} as const;

const readFile = (path: string, files: ReadonlyMap<string, string>): Readout<string> => {
  const value = files.get(path);
  return value === undefined ? { unread: `${path} cannot be read` } : { value };
};

/** A list of CPUs; the kernel prints `(null)` if it has no such list at all. */
const readCpus = (path: string, files: ReadonlyMap<string, string>): Readout<string> => {
  const read = readFile(path, files);
  return 'value' in read && read.value.includes('(null)') ? { value: '' } : read;
};

const readFiles = (files: ReadonlyMap<string, string>) => ({
  ...readFirmware(files),
  frequency: readFrequency(files),
  idle: readIdle(files),
  kernelBuild: readFile(FILES.kernelBuild, files),
  commandLine: readFile(FILES.commandLine, files),
  smt: readFile(FILES.smt, files),
  isolatedCpus: readCpus(FILES.isolatedCpus, files),
  ticklessCpus: readCpus(FILES.ticklessCpus, files),
  numaNodes: readFile(FILES.numaNodes, files),
  clockSource: readFile(FILES.clockSource, files),
});

/** The microcode revision that the kernel found or loaded; x86 only. */
const MICROCODE = ['grep', '--max-count=1', '^microcode', '/proc/cpuinfo'] as const;

/** Machine-wide properties that figures may depend on. */
export const SYSTEM: Query<SystemReadings> = mapped(
  asOne({
    files: askFiles([
      ...Object.values(FILES),
      ...FIRMWARE_FILES,
      ...FREQUENCY_FILES,
      ...IDLE_FILES,
    ]),
    distribution: ASK_PRETTY_NAME,
    microcode: ask(MICROCODE, (text) => /^microcode\s*:\s*(\S+)/m.exec(text)?.[1]),
  }),
  ({ files, distribution, microcode }) => ({ ...readFiles(files), distribution, microcode }),
);

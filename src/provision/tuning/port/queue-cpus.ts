import { z } from 'zod';
import type { Host } from '../../../host/host.js';
import { query } from '../../../host/query.js';
import {
  affinityFile,
  parseInterrupts,
  readInterrupts,
} from '../../../linux/machine/interrupts.js';
import { askFiles } from '../../../linux/text/query.js';
import { writeFiles } from '../../../linux/text/write-files.js';
import { runInOrder } from '../../commands.js';
import type { Loses } from './described-setting.js';

const schema = z.strictObject({
  /** RPS and XPS of queues, by file. */
  files: z.record(z.string(), z.string()),
  /** The CPUs of interrupts, by name: their numbers change. */
  interrupts: z.record(z.string(), z.string()),
});

/** Documentation/networking/scaling.rst. */
const filesOf = (port: string): readonly string[] =>
  ['rx-*/rps_cpus', 'rx-*/rps_flow_cnt', 'tx-*/xps_cpus'].map(
    (file) => `/sys/class/net/${port}/queues/${file}`,
  );

const read = async (place: Host, port: string, signal?: AbortSignal) => {
  const files = await query(place, askFiles(filesOf(port)), { signal });
  const { stdout } = await place.run(readInterrupts([port]), { signal });
  return { files: Object.fromEntries(files), interrupts: parseInterrupts(stdout) };
};

/**
 * The CPUs of a port's queues: their interrupts, RPS and XPS. Recreated queues have the driver's
 * defaults.
 */
export const queueCpus: Loses = {
  read: async (place, port, signal) => {
    const { files, interrupts } = await read(place, port, signal);
    return {
      files,
      interrupts: Object.fromEntries(interrupts.map(({ name, cpus }) => [name, cpus])),
    };
  },
  restore: async (place, port, kept) => {
    const before = schema.parse(kept);
    const now = await read(place, port);
    const files = Object.entries(before.files).filter(
      ([file, value]) => now.files[file] !== undefined && now.files[file] !== value,
    );
    const interrupts = now.interrupts.flatMap(({ irq, name, cpus }) => {
      const had = before.interrupts[name];
      return had === undefined || had === cpus ? [] : [[affinityFile(irq), had] as const];
    });
    const changed = Object.fromEntries([...files, ...interrupts]);
    if (Object.keys(changed).length > 0) await runInOrder(place, [writeFiles(changed)]);
  },
};

import { z } from 'zod';
import {
  mayBeMissing,
  parseSysctls,
  plainKey,
  readSysctls,
  restoreSysctls,
  writeSysctls,
} from '../../linux/kernel/sysctl.js';
import { inNamespace } from '../../model/command.js';
import { PreconditionFailure } from '../../model/failure.js';
import { commandIn, runInOrder } from '../commands.js';
import { defineStep } from '../define-step.js';

/** Kernel parameters to set, by path under /proc/sys; `-` before a key that may be missing. */
const specSchema = z.strictObject({
  namespace: z.exactOptional(z.string()),
  settings: z.record(z.string(), z.string()),
});
const beforeSchema = z.record(z.string(), z.string());

/** Sets kernel parameters; undo restores the previous values. */
export const sysctl = defineStep({
  kind: 'sysctl',
  spec: specSchema,
  before: beforeSchema,
  describe: ({ namespace, settings }) => [commandIn(namespace, writeSysctls(settings))],
  read: async (host, { namespace, settings }, signal) => {
    const keys = Object.keys(settings);
    const output = await host.attempt(inNamespace(namespace, readSysctls(keys)), { signal });
    const values = parseSysctls(keys, output.stdout);
    const missing = keys.filter((key) => !mayBeMissing(key) && !(plainKey(key) in values));
    if (missing.length > 0) {
      throw new PreconditionFailure({
        attempted: `reading kernel parameter ${missing.join(', ')}`,
        where: host.name,
        got: output.stderr.trim() || `no value, exit code ${output.exitCode}`,
        remedy: 'check that the kernel has it and that the network device exists',
      });
    }
    return values;
  },
  undo: async (host, { namespace }, values) => {
    await runInOrder(host, [commandIn(namespace, restoreSysctls(values))]);
  },
});

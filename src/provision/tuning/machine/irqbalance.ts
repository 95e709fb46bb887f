import { z } from 'zod';
import type { Host } from '../../../host/host.js';
import { query } from '../../../host/query.js';
import { ask, askFiles, asOne, valueOf } from '../../../linux/text/query.js';
import type { Argv } from '../../../model/command.js';
import { defineStep } from '../../define-step.js';
import { lastWords } from '../../../linux/text/error-lines.js';
import { TuningRefused } from '../refusal.js';

const NAME = 'irqbalance';
const UNIT = 'irqbalance.service';

type State = 'running' | 'running-otherwise' | 'stopped';

const stateOf = (host: Host, signal?: AbortSignal): Promise<State> =>
  query(
    host,
    asOne({
      service: ask(['systemctl', 'is-active', UNIT], (text) => text.trim()),
      processes: askFiles(['/proc/[0-9]*/comm']),
    }),
    { signal },
  ).then(({ service, processes }) => {
    if (valueOf(service) === 'active') return 'running';
    return [...processes.values()].includes(NAME) ? 'running-otherwise' : 'stopped';
  });

const switched = (running: boolean): Argv => ['systemctl', running ? 'start' : 'stop', UNIT];

const refusal = (host: Host, running: boolean, said: string): TuningRefused =>
  new TuningRefused({
    setting: NAME,
    wanted: running ? 'running' : 'stopped',
    machine: host.name,
    said,
  });

/** Stops irqbalance, which moves interrupts to other CPUs during trials, or starts it. */
export const irqbalance = defineStep({
  kind: 'irqbalance',
  spec: z.strictObject({ running: z.boolean() }),
  before: z.strictObject({ running: z.boolean() }),
  independent: true,
  describe: ({ running }) => [{ argv: switched(running) }],
  read: async (host, { running }, signal) => {
    const state = await stateOf(host, signal);
    if (state === 'running-otherwise' && !running) {
      throw refusal(
        host,
        running,
        `it runs, but not as ${UNIT}, so that it could not be started again: stop it yourself`,
      );
    }
    return { running: state !== 'stopped' };
  },
  apply: async (host, { running }, signal) => {
    if (((await stateOf(host, signal)) !== 'stopped') === running) return;
    const output = await host.attempt(switched(running), { signal });
    if (output.exitCode !== 0) throw refusal(host, running, lastWords(output));
  },
  undo: async (host, _, before) => {
    if (((await stateOf(host)) !== 'stopped') === before.running) return;
    await host.run(switched(before.running));
  },
});

import { z } from 'zod';
import { parseRootQdisc } from '../../../linux/tc/root-qdisc.js';
import { portSetting } from './port-setting.js';

/**
 * The queueing discipline of ports. One that somebody configured is refused: its parameters could not be
 * set back. The kernel's own comes back when the other is deleted.
 */
export const qdisc = portSetting({
  kind: 'qdisc',
  setting: 'the queueing discipline',
  wanted: z.string(),
  value: z.strictObject({ kind: z.string(), configured: z.boolean() }),
  read: (port) => ['tc', '-j', 'qdisc', 'show', 'dev', port],
  parse: (text) => {
    const root = parseRootQdisc(text);
    return root && { ...root };
  },
  problem: (now, kind) =>
    now.configured && now.kind !== kind
      ? `it has one that somebody configured, ${now.kind}: tc qdisc del dev PORT root removes it`
      : undefined,
  target: (now, kind) => ({ kind, configured: now.kind !== kind || now.configured }),
  set: (port, now, target) => {
    if (now.kind === target.kind) return undefined;
    return target.configured
      ? ['tc', 'qdisc', 'replace', 'dev', port, 'root', target.kind]
      : ['tc', 'qdisc', 'del', 'dev', port, 'root'];
  },
  intended: (port, kind) => ['tc', 'qdisc', 'replace', 'dev', port, 'root', kind],
});

import { z } from 'zod';
import { parseQdiscs } from '../../../linux/tc/qdiscs.js';
import { portSetting } from './port-setting.js';

/**
 * The queueing discipline of ports. A configured one is refused, as its parameters could not be restored.
 * The kernel's default returns when the other is deleted.
 */
export const qdisc = portSetting({
  kind: 'qdisc',
  setting: 'the queueing discipline',
  wanted: z.string(),
  value: z.strictObject({ kind: z.string(), configured: z.boolean() }),
  read: (port) => ['tc', '-j', 'qdisc', 'show', 'dev', port],
  parse: (text) => {
    const { kind, configured } = parseQdiscs(text).find(({ root }) => root) ?? {};
    return kind === undefined || configured === undefined ? undefined : { kind, configured };
  },
  problem: (now, kind) =>
    now.configured && now.kind !== kind
      ? `it already has a configured one, ${now.kind}: tc qdisc del dev PORT root removes it`
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

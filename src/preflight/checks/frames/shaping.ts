import { parseQdiscs } from '../../../linux/tc/qdiscs.js';
import { ask, valueOf } from '../../../linux/text/query.js';
import { askingPorts } from '../../check.js';

/** Work-conserving queueing disciplines, which send at the port's rate. */
const WORK_CONSERVING = [
  'noqueue',
  'mq',
  'pfifo_fast',
  'pfifo',
  'bfifo',
  'fq_codel',
  'fq',
  'prio',
  'multiq',
  'codel',
  'sfq',
];
const AT_INGRESS = ['ingress', 'clsact'];

export const shaping = askingPorts({
  name: 'shaping',
  title: 'Traffic control',
  about:
    "A shaper (tbf, htb, cake, netem) on a port sends below the port's rate, and ingress filters process every frame. `tc qdisc show` lists them, `tc qdisc del dev PORT root` removes one.",
  asks: () => ask(['tc', '-j', 'qdisc', 'show'], parseQdiscs),
  judge: ({ device }, { ports }, read) =>
    ports.flatMap((port) => {
      if (device(port.interface) === undefined) return [];
      const own = (valueOf(read) ?? []).filter((qdisc) => qdisc.device === port.interface);
      const slow = own.filter(({ kind }) => ![...WORK_CONSERVING, ...AT_INGRESS].includes(kind));
      const filters = own.filter(({ kind }) => AT_INGRESS.includes(kind));
      return [
        ...slow.map(({ kind }) => ({
          severity: 'distorts' as const,
          port: port.name,
          found: `its queueing discipline is ${kind}`,
          why: 'it may send at its own rate rather than that of the port',
          fix: `tc qdisc del dev ${port.interface} root`,
        })),
        ...filters.map(({ kind }) => ({
          severity: 'distorts' as const,
          port: port.name,
          found: `it has a ${kind} queueing discipline`,
          why: 'its filters process every frame',
          fix: `tc qdisc del dev ${port.interface} ${kind}`,
        })),
      ];
    }),
});

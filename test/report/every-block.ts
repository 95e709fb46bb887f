import type { Lines, Report, Stacks, Table } from '../../src/model/section/section.js';

/** Hostile text in a name. */
export const HOSTILE = '</script></svg><img src=x onerror="document.title=1"><!--\'&';

const curve: Lines = {
  kind: 'lines',
  title: 'Forwarding rate over offered load',
  description: 'On the line, every frame is forwarded.',
  x: {
    title: 'offered load',
    unit: 'pps',
    scale: 'linear',
    limits: [{ name: 'line rate', value: 1_488_095 }],
  },
  y: { title: 'forwarding rate', unit: 'pps', scale: 'linear' },
  series: ['ip-forwarder', 'softnet-macvlan'].map((name, series) => ({
    name,
    points: [1, 2, 3, 4, 5].map((step) => ({
      x: step * 1e5,
      y: Math.min(step * 1e5, 2.5e5 - series * 5e4),
      least: Math.min(step * 1e5, 2.5e5 - series * 5e4) - 2e3,
      greatest: Math.min(step * 1e5, 2.5e5 - series * 5e4) + 1e3,
      trials: [1, 2, 3],
    })),
  })),
  references: [
    {
      name: 'no loss',
      points: [
        { x: 1e5, y: 1e5 },
        { x: 5e5, y: 5e5 },
      ],
    },
  ],
};

const stacks: Stacks = {
  kind: 'stacks',
  title: 'Where frames went',
  description: 'All frames offered.',
  unit: 'frames',
  scale: 'share',
  x: { title: 'offered load', unit: 'pps', scale: 'category' },
  parts: ['received by the sink', 'lost in ingress NIC', HOSTILE],
  groups: [
    {
      name: 'softnet-macvlan',
      bars: [
        { x: 1e5, amounts: [100, 0, 0] },
        { x: 2e5, amounts: [60, 30, 10] },
      ],
    },
  ],
};

const columns: Table['columns'] = [
  { id: 'trial', title: 'trial', type: 'number', unit: 'count' },
  { id: 'plane', title: 'data plane', type: 'text' },
  { id: 'load', title: 'load', type: 'number', unit: 'pps' },
  { id: 'offered', title: 'offered', type: 'number', unit: 'frames' },
  { id: 'received', title: 'received', type: 'number', unit: 'frames' },
  { id: 'rate', title: 'rate', type: 'number', unit: 'pps' },
  { id: 'loss', title: 'loss', type: 'number', unit: 'ratio' },
  { id: 'where', title: 'lost where', type: 'text' },
];

/** A table of trials. */
const trialTable = (count: number): Table => ({
  kind: 'table',
  title: 'All trials',
  columns,
  rows: Array.from({ length: count }, (_, index) => {
    const offered = 250_000 + ((index * 7919) % 10_007);
    const received = offered - ((index * 104_729) % 50_021);
    const plane = ['ip-forwarder', 'napi-macvlan'][index % 2] ?? '';
    const loss = 1 - received / offered;
    return [index + 1, plane, 5e5, offered, received, received / 0.987, loss, 'backlog queue'];
  }),
  size: 'long',
});

/** A report with every kind of block, and with hostile names. */
export const everyBlock = (trials = 150): Report => ({
  runId: `run ${HOSTILE}`,
  state: { level: 'warning', text: [`failed: ${HOSTILE}`] },
  label: `emulated (tcg, 2 host cores), ${HOSTILE}`,
  facts: [{ name: HOSTILE, value: [HOSTILE, { value: 1e9, unit: 'bps' }] }],
  headline: [1, 2, 3, 4].map((number) => ({
    level: 'result',
    text: [`result ${number} `, { value: 231_600, unit: 'pps' }],
  })),
  sections: [
    {
      id: 'load-sweep',
      title: 'Load sweep',
      headline: [{ level: 'result', text: [HOSTILE] }],
      remarks: [
        { level: 'warning', text: ['Repeats disagree'] },
        { level: 'note', text: ['Medians'] },
      ],
      blocks: [
        curve,
        stacks,
        { ...stacks, title: 'Instructions by part', unit: 'instructions', scale: 'amount' },
        {
          kind: 'absent',
          title: 'Histogram of latency',
          why: ['no machine timed frames'],
        },
        { ...curve, title: 'Nothing measured', series: [] },
        {
          kind: 'difference',
          from: 'ip-forwarder',
          to: 'napi-macvlan',
          top: 1,
          table: {
            kind: 'table',
            title: 'Most expensive functions',
            columns: [
              { id: 'function', title: 'function', type: 'text' },
              { id: 'napi-macvlan', title: 'x', type: 'number', unit: 'instructions' },
              { id: 'ip-forwarder', title: 'y', type: 'number', unit: 'instructions' },
            ],
            rows: [
              ['ip_rcv', 200, 100],
              ['fib_lookup', 20, 50],
              [HOSTILE, 5, 1],
            ],
            size: 'short',
          },
        },
      ],
      detail: false,
    },
    {
      id: 'trials',
      title: 'All trials',
      label: 'simulated',
      headline: [],
      remarks: [],
      blocks: [trialTable(trials)],
      detail: true,
    },
  ],
});

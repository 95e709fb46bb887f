import { describe, expect, it } from 'vitest';
import type { Json } from '../../../../src/model/json.js';
import type { Step } from '../../../../src/provision/step.js';
import { STEP_KINDS } from '../../../../src/provision/registry.js';
import { TuningRefused } from '../../../../src/provision/tuning/refusal.js';
import { channels } from '../../../../src/provision/tuning/port/channels.js';
import { coalescing } from '../../../../src/provision/tuning/port/coalescing.js';
import { offloads } from '../../../../src/provision/tuning/port/offloads.js';
import { pause } from '../../../../src/provision/tuning/port/pause.js';
import { qdisc } from '../../../../src/provision/tuning/port/qdisc.js';
import { rings } from '../../../../src/provision/tuning/port/rings.js';
import { rss } from '../../../../src/provision/tuning/port/rss.js';
import { fixture } from '../../../linux/fixture.js';
import { nicHost } from '../nic-host.js';

const interfaces = ['eth3'];
const PAUSE = fixture('settings/ethtool-a-e1000e.txt');
const COALESCING = fixture('settings/ethtool-c-e1000e.txt');
const RINGS = fixture('settings/ethtool-g-e1000e.txt');
const FEATURES = fixture('ethtool-k.txt');
/** tg3, whose rx-usecs 0 alone leaves rx-frames to wait for. */
const FRAMES = COALESCING.replace('rx-usecs: 333', 'rx-usecs: 20')
  .replace('rx-frames: n/a', 'rx-frames: 5')
  .replace('tx-usecs: n/a', 'tx-usecs: 72')
  .replace('tx-frames: n/a', 'tx-frames: 53');
/** igc with queue pairs, from Linux 6.7 on. */
const PAIRS = COALESCING.replace('rx-usecs: 333', 'rx-usecs: 3').replace(
  'tx-usecs: n/a',
  'tx-usecs: 3',
);
/** igb, without the offloads that do not matter here. */
const SUMS = `Features for eth3:
rx-checksumming: on
tx-checksumming: on
\ttx-checksum-ipv4: off [fixed]
\ttx-checksum-ip-generic: on
\ttx-checksum-sctp: on
scatter-gather: on
\ttx-scatter-gather: on
\ttx-scatter-gather-fraglist: off [fixed]
tcp-segmentation-offload: on
\ttx-tcp-segmentation: on
\ttx-tcp-ecn-segmentation: off [fixed]
\ttx-tcp-mangleid-segmentation: off
\ttx-tcp6-segmentation: on
generic-segmentation-offload: on
`;
const WITHOUT_TSO = SUMS.replace(
  /(tcp-segmentation-offload|tx-tcp6?-segmentation): on/g,
  '$1: off',
);
const QUEUES = `Channel parameters for eth3:
Pre-set maximums:
RX:\t\tn/a
TX:\t\tn/a
Other:\t\t1
Combined:\t4
Current hardware settings:
RX:\t\tn/a
TX:\t\tn/a
Other:\t\t1
Combined:\t4
`;
const HALVES = QUEUES.replaceAll('n/a', '4').replaceAll(/Combined:\t4/g, 'Combined:\tn/a');
const table = (...rows: readonly string[]): string =>
  `RX flow hash indirection table for eth3 with 4 RX ring(s):\n${rows.join('\n')}\nRSS hash key:\n00:01\nRSS hash function:\n    toeplitz: on\n`;
const BLOCKS = table('    0:      0     0     1     1     2     2     3     3');
const QDISCS = '[{"kind":"mq","handle":"0:","root":true},{"kind":"fq_codel","parent":":1"}]';

type Row = readonly [
  what: string,
  step: Step,
  command: string,
  before: string,
  after: (before: string) => string,
  set: string | undefined,
  back: string | undefined,
];

const replaced =
  (...pairs: readonly (readonly [from: RegExp, to: string])[]) =>
  (text: string): string =>
    pairs.reduce((made, [from, to]) => made.replace(from, to), text);

/** The last of what ethtool prints twice is what is set. */
const now = (name: string, value: string): readonly [RegExp, string] => [
  new RegExp(`(Current[^]*?^${name}:\\s*)\\S+`, 'm'),
  `$1${value}`,
];

const ROWS: readonly Row[] = [
  [
    'pause frames',
    pause({ interfaces, wanted: false }),
    'ethtool -a eth3',
    PAUSE,
    replaced(
      [/Autonegotiate:\ton/, 'Autonegotiate:\toff'],
      [/RX:\t\ton/, 'RX:\t\toff'],
      [/TX:\t\ton/, 'TX:\t\toff'],
    ),
    'ethtool -A eth3 autoneg off rx off tx off',
    'ethtool -A eth3 autoneg on rx on tx on',
  ],
  [
    'pause frames that were negotiated to nothing',
    pause({ interfaces, wanted: false }),
    'ethtool -a eth3',
    replaced([/RX:\t\ton/, 'RX:\t\toff'], [/TX:\t\ton/, 'TX:\t\toff'])(PAUSE),
    replaced([/Autonegotiate:\ton/, 'Autonegotiate:\toff']),
    'ethtool -A eth3 autoneg off',
    'ethtool -A eth3 autoneg on',
  ],
  [
    'pause frames of r8169, whose autonegotiation is that of the link',
    pause({ interfaces, wanted: false }),
    'ethtool -a eth3',
    PAUSE,
    replaced([/RX:\t\ton/, 'RX:\t\toff'], [/TX:\t\ton/, 'TX:\t\toff']),
    'ethtool -A eth3 autoneg off rx off tx off',
    'ethtool -A eth3 rx on tx on',
  ],
  [
    'interrupt throttling by numbers of frames',
    coalescing({ interfaces, wanted: 'off' }),
    'ethtool -c eth3',
    FRAMES,
    replaced(
      [/rx-usecs: 20/, 'rx-usecs: 0'],
      [/rx-frames: 5/, 'rx-frames: 1'],
      [/tx-usecs: 72/, 'tx-usecs: 0'],
      [/tx-frames: 53/, 'tx-frames: 1'],
    ),
    'ethtool -C eth3 rx-usecs 0 rx-frames 1 tx-usecs 0 tx-frames 1',
    'ethtool -C eth3 rx-usecs 20 rx-frames 5 tx-usecs 72 tx-frames 53',
  ],
  [
    'interrupt throttling of e1000e, which has rx-usecs only',
    coalescing({ interfaces, wanted: 'off' }),
    'ethtool -c eth3',
    COALESCING,
    replaced([/rx-usecs: \d+/, 'rx-usecs: 0']),
    'ethtool -C eth3 rx-usecs 0',
    'ethtool -C eth3 rx-usecs 333',
  ],
  [
    'a parameter that ethtool prints under another name',
    coalescing({ interfaces, wanted: { 'rx-frames-low': 8 } }),
    'ethtool -c eth3',
    COALESCING.replace('rx-frame-low: n/a', 'rx-frame-low: 4'),
    replaced([/rx-frame-low: \d+/, 'rx-frame-low: 8']),
    'ethtool -C eth3 rx-frames-low 8',
    'ethtool -C eth3 rx-frames-low 4',
  ],
  [
    'rings at their maximum',
    rings({ interfaces, wanted: 'max' }),
    'ethtool -g eth3',
    RINGS,
    replaced(now('RX', '4096'), now('TX', '4096')),
    'ethtool -G eth3 rx 4096 tx 4096',
    'ethtool -G eth3 rx 256 tx 256',
  ],
  [
    'one ring',
    rings({ interfaces, wanted: { receive: 1024 } }),
    'ethtool -g eth3',
    RINGS,
    replaced(now('RX', '1024')),
    'ethtool -G eth3 rx 1024',
    'ethtool -G eth3 rx 256',
  ],
  [
    'queues',
    channels({ interfaces, wanted: 1 }),
    'ethtool -l eth3',
    QUEUES,
    replaced(now('Combined', '1')),
    'ethtool -L eth3 combined 1',
    'ethtool -L eth3 combined 4',
  ],
  [
    'queues for either direction',
    channels({ interfaces, wanted: 2 }),
    'ethtool -l eth3',
    HALVES,
    replaced(now('RX', '2'), now('TX', '2')),
    'ethtool -L eth3 rx 2 tx 2',
    'ethtool -L eth3 rx 4 tx 4',
  ],
  [
    'an RSS table of contiguous blocks, as with igb',
    rss({ interfaces, wanted: { equal: 2 } }),
    'ethtool -x eth3',
    BLOCKS,
    () => table('    0:      0     1     0     1     0     1     0     1'),
    'ethtool -X eth3 equal 2',
    'ethtool -X eth3 weight 2 2 2 2',
  ],
  [
    'an RSS table in turn',
    rss({ interfaces, wanted: { equal: 1 } }),
    'ethtool -x eth3',
    table('    0:      0     1     2     3     0     1     2     3'),
    () => table('    0:      0     0     0     0     0     0     0     0'),
    'ethtool -X eth3 equal 1',
    'ethtool -X eth3 default',
  ],
  [
    'an offload',
    offloads({ interfaces, wanted: { gro: false } }),
    'ethtool -k eth3',
    FEATURES,
    replaced([/generic-receive-offload: on/, 'generic-receive-offload: off']),
    'ethtool -K eth3 gro off',
    'ethtool -K eth3 gro on',
  ],
  [
    'an offload that ethtool prints as the sum of others',
    offloads({ interfaces, wanted: { tso: false } }),
    'ethtool -k eth3',
    SUMS,
    () => WITHOUT_TSO,
    'ethtool -K eth3 tx-tcp-segmentation off tx-tcp6-segmentation off',
    'ethtool -K eth3 tx-tcp-segmentation on tx-tcp6-segmentation on',
  ],
  [
    'an offload that others depend on',
    offloads({ interfaces, wanted: { sg: false } }),
    'ethtool -k eth3',
    SUMS,
    () =>
      WITHOUT_TSO.replace(/(scatter-gather): on/g, '$1: off').replace(
        'generic-segmentation-offload: on',
        'generic-segmentation-offload: off [requested on]',
      ),
    'ethtool -K eth3 tx-scatter-gather off',
    'ethtool -K eth3 tx-scatter-gather on tx-tcp-segmentation on tx-tcp6-segmentation on gso on',
  ],
  [
    'an offload that already complies',
    offloads({ interfaces, wanted: { 'generic-receive-offload': true } }),
    'ethtool -k eth3',
    FEATURES,
    (text) => text,
    undefined,
    undefined,
  ],
  [
    'a queueing discipline',
    qdisc({ interfaces, wanted: 'pfifo_fast' }),
    'tc -j qdisc show dev eth3',
    QDISCS,
    () => '[{"kind":"pfifo_fast","handle":"8001:","root":true}]',
    'tc qdisc replace dev eth3 root pfifo_fast',
    'tc qdisc del dev eth3 root',
  ],
];

describe('a setting of a NIC', () => {
  it.each(ROWS)('%s', async (_, step, command, before, after, set, back) => {
    const host = nicHost((done) => ({ [command]: done.length === 1 ? after(before) : before }));
    const read = await step.read(host);
    await step.apply(host);
    expect(host.set).toEqual(set === undefined ? [] : [set]);
    // As another process finds it in the ledger.
    const entry = JSON.parse(JSON.stringify({ spec: step.spec, before: read })) as {
      spec: Json;
      before: Json;
    };
    const again = STEP_KINDS[step.kind]?.fromLedger(entry.spec);
    await again?.undo(host, entry.before);
    expect(host.set.slice(1)).toEqual(back === undefined ? [] : [back]);
  });

  it.each(ROWS)('%s: undo is idempotent', async (_, step, command, before) => {
    const host = nicHost(() => ({ [command]: before }));
    await step.undo(host, await step.read(host));
    expect(host.set).toEqual([]);
  });
});

describe('a setting that a driver does not have', () => {
  const none = nicHost(() => ({}));

  it("is refused with the driver's message", async () => {
    await expect(pause({ interfaces, wanted: false }).read(none)).rejects.toThrow(
      /setting pause frames of eth3 to off on dut: refused: .*Operation not supported/,
    );
  });

  it('is skipped if it is optional', async () => {
    const step = pause({ interfaces, wanted: false, optional: true });
    expect(await step.read(none)).toEqual([]);
    await step.apply(none);
    await step.undo(none, []);
    expect(none.set).toEqual([]);
  });

  it('is one queue', async () => {
    expect(await channels({ interfaces, wanted: 1 }).read(none)).toEqual([]);
    await expect(channels({ interfaces, wanted: 2 }).read(none)).rejects.toThrow(TuningRefused);
  });

  it.each<readonly [Step, string, string, RegExp]>([
    [
      coalescing({ interfaces, wanted: { 'tx-usecs': 3 } }),
      'ethtool -c eth3',
      COALESCING,
      /its driver has no tx-usecs/,
    ],
    [
      coalescing({ interfaces, wanted: { 'rx-usecs': true } }),
      'ethtool -c eth3',
      COALESCING,
      /rx-usecs is a number/,
    ],
    [rings({ interfaces, wanted: 8192 }), 'ethtool -g eth3', RINGS, /at most 4096 descriptors/],
    [channels({ interfaces, wanted: 5 }), 'ethtool -l eth3', QUEUES, /at most 4/],
    [rss({ interfaces, wanted: { equal: 5 } }), 'ethtool -x eth3', BLOCKS, /has 4 receive queues/],
    [
      rss({ interfaces, wanted: { equal: 2 } }),
      'ethtool -x eth3',
      table('    0:      3     0     1     3     2     0     1     3'),
      /could not be restored/,
    ],
    [
      offloads({ interfaces, wanted: { tso: true } }),
      'ethtool -k eth3',
      FEATURES,
      /tcp-segmentation-offload is always off on this NIC/,
    ],
    [
      offloads({ interfaces, wanted: { grow: true } }),
      'ethtool -k eth3',
      FEATURES,
      /no offload grow/,
    ],
    [
      qdisc({ interfaces, wanted: 'pfifo' }),
      'tc -j qdisc show dev eth3',
      '[{"kind":"htb","handle":"1:","root":true}]',
      /already has a configured one, htb/,
    ],
  ])('is found out before anything is changed (%#)', async (step, command, text, message) => {
    const host = nicHost(() => ({ [command]: text }));
    await expect(step.read(host)).rejects.toThrow(message);
    expect(host.set).toEqual([]);
  });
});

describe('a driver that rejects a part of a setting', () => {
  type Rejected = readonly [
    what: string,
    step: Step,
    command: string,
    before: string,
    after: (before: string) => string,
    rejects: readonly string[],
    set: string,
    back: string,
  ];
  const REJECTED: readonly Rejected[] = [
    [
      'pause frames without autonegotiation (i40e, ice)',
      pause({ interfaces, wanted: false }),
      'ethtool -a eth3',
      PAUSE,
      replaced([/RX:\t\ton/, 'RX:\t\toff'], [/TX:\t\ton/, 'TX:\t\toff']),
      ['ethtool -A eth3 autoneg off rx off tx off'],
      'ethtool -A eth3 rx off tx off',
      'ethtool -A eth3 rx on tx on',
    ],
    [
      'tx-usecs, which follows rx-usecs (igc)',
      coalescing({ interfaces, wanted: 'off' }),
      'ethtool -c eth3',
      PAIRS,
      replaced([/rx-usecs: 3/, 'rx-usecs: 0'], [/tx-usecs: 3/, 'tx-usecs: 0']),
      ['ethtool -C eth3 rx-usecs 0 tx-usecs 0', 'ethtool -C eth3 rx-usecs 3 tx-usecs 3'],
      'ethtool -C eth3 rx-usecs 0',
      'ethtool -C eth3 rx-usecs 3',
    ],
  ];

  it.each(REJECTED)('%s', async (_, step, command, before, after, rejects, set, back) => {
    const host = nicHost(
      (done) => ({ [command]: done.length === 1 ? after(before) : before }),
      Object.fromEntries(rejects.map((each) => [each, 'netlink error: Invalid argument\n'])),
    );
    const read = await step.read(host);
    await step.apply(host);
    expect(host.set).toEqual([set]);
    await step.undo(host, read);
    expect(host.set).toEqual([set, back]);
  });

  it('has nothing left to set if only autonegotiation differs', async () => {
    const off = replaced([/RX:\t\ton/, 'RX:\t\toff'], [/TX:\t\ton/, 'TX:\t\toff'])(PAUSE);
    const host = nicHost(() => ({ 'ethtool -a eth3': off }), {
      'ethtool -A eth3 autoneg off': 'netlink error: Operation not supported\n',
    });
    await pause({ interfaces, wanted: false }).apply(host);
    expect(host.set).toEqual([]);
  });

  it('is quoted if the request is not met', async () => {
    const host = nicHost(() => ({ 'ethtool -c eth3': PAIRS }), {
      'ethtool -C eth3 tx-usecs 9': 'netlink error: controlled by rx-usecs\n',
    });
    await expect(coalescing({ interfaces, wanted: { 'tx-usecs': 9 } }).apply(host)).rejects.toThrow(
      /refused: controlled by rx-usecs/,
    );
  });

  it('is quoted if it rejects the rest as well', async () => {
    const host = nicHost(() => ({ 'ethtool -a eth3': PAUSE }), {
      'ethtool -A eth3 autoneg off rx off tx off': 'netlink error: Operation not supported\n',
      'ethtool -A eth3 rx off tx off': 'netlink error: Priority flow control enabled\n',
    });
    await expect(pause({ interfaces, wanted: false }).apply(host)).rejects.toThrow(
      /setting pause frames of eth3 to off on dut: refused: Operation not supported/,
    );
  });
});

describe('a driver', () => {
  const step = rings({ interfaces, wanted: 1000 });
  const prints = { 'ethtool -g eth3': RINGS };

  it('that refuses is quoted', async () => {
    const host = nicHost(() => prints, {
      'ethtool -G eth3 rx 1000 tx 1000': 'netlink error: Invalid argument\n',
    });
    await expect(step.apply(host)).rejects.toThrow(
      /setting rings of eth3 to 1000 on dut: refused: Invalid argument/,
    );
  });

  it('that sets another value is detected', async () => {
    const host = nicHost((done) =>
      done.length === 0
        ? prints
        : { 'ethtool -g eth3': replaced(now('RX', '1008'), now('TX', '1008'))(RINGS) },
    );
    await expect(step.apply(host)).rejects.toThrow(/the driver set it to: receive now 1008/);
  });
});

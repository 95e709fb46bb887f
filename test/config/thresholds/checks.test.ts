import { describe, expect, it } from 'vitest';
import { loadPlaybook } from '../../../src/config/load.js';
import { thresholdRecords } from '../../../src/config/thresholds/records.js';
import { PLAYBOOK, problemsOf, withFile } from '../examples.js';

const withThresholds = (...lines: readonly string[]): string =>
  `${PLAYBOOK}thresholds:\n${lines.map((line) => `  - { ${line} }\n`).join('')}`;

describe('thresholds', () => {
  it('have the unit of their quantity, by default that of the test', async () => {
    const text = withThresholds(
      'test: throughput, dataPlane: napi-macvlan, atLeast: 50 kpps',
      'test: load-sweep, dataPlane: ip-forwarder, quantity: loss-ratio, load: 5 kpps, atMost: 0.5 %',
      'test: load-sweep, dataPlane: ip-forwarder, frameSize: 64, unlocated: 0',
    );
    const { playbook } = await withFile(text, loadPlaybook);
    const common = { test: 'load-sweep', dataPlane: 'ip-forwarder', limit: 'at-most' };
    expect(thresholdRecords(playbook.thresholds ?? [])).toEqual([
      {
        ...{ test: 'throughput', dataPlane: 'napi-macvlan', quantity: 'throughput' },
        ...{ limit: 'at-least', value: 50_000 },
      },
      { ...common, quantity: 'loss-ratio', load: 5000, value: 0.005 },
      { ...common, quantity: 'unlocated', frameSize: 64, value: 0 },
    ]);
  });

  it.each([
    [
      'test: latency, dataPlane: napi-macvlan, atMost: 1 ms',
      "15:13 thresholds[0].test: the playbook has no test 'latency'; it has (load-sweep, throughput)",
    ],
    [
      'test: throughput, dataPlane: macvlan, atLeast: 1 kpps',
      "15:36 thresholds[0].dataPlane: the playbook has no data plane 'macvlan'; it has (ip-forwarder, napi-macvlan)",
    ],
    [
      'test: throughput, dataPlane: napi-macvlan, frameSize: 128, atLeast: 1 kpps',
      "15:61 thresholds[0].frameSize: the playbook has no frame size '128'; it has (64)",
    ],
    [
      'test: throughput, dataPlane: napi-macvlan, network: x, atLeast: 1 kpps',
      "15:59 thresholds[0].network: the playbook has no network 'x'",
    ],
    [
      'test: throughput, dataPlane: napi-macvlan, atLeast: 5 us',
      '15:59 thresholds[0].atLeast: expected a frame rate with its unit, such as "800 pps" or "20 kpps", found \'5 us\'',
    ],
    [
      'test: throughput, dataPlane: napi-macvlan, quantity: burst, atLeast: 5 frames',
      '15:60 thresholds[0].quantity: throughput does not measure it',
    ],
    [
      'test: throughput, dataPlane: napi-macvlan',
      '15:5 thresholds[0]: missing: one of atLeast, atMost and unlocated',
    ],
    [
      'test: throughput, dataPlane: napi-macvlan, atLeast: 1 kpps, atMost: 2 kpps',
      'thresholds[0].atMost: give only one of atLeast, atMost and unlocated',
    ],
    [
      'test: throughput, dataPlane: napi-macvlan, load: 1 kpps, atMost: 2 kpps',
      'thresholds[0].load: only forwarding-rate and loss-ratio',
    ],
    [
      'test: throughput, dataPlane: napi-macvlan, quantity: throughput, unlocated: 0',
      'thresholds[0].quantity: unlocated is itself a quantity',
    ],
    [
      'test: thruput, dataPlane: napi-macvlan, unlocated: 0',
      "15:13 thresholds[0].test: unknown test 'thruput'",
    ],
  ])('refuse %s', async (line, problem) => {
    const problems = await problemsOf(withThresholds(line));
    expect(problems.join('\n')).toContain(problem);
    expect(problems).toHaveLength(1);
  });
});

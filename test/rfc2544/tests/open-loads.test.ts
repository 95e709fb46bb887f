import { describe, expect, it } from 'vitest';
import { checkFit, checkSimulation } from '../../../src/config/fit.js';
import { loadPlaybook, loadTestbed } from '../../../src/config/load.js';
import { loadFromLinkSpeed, withMaximumLoad } from '../../../src/rfc2544/tests/open-loads.js';
import { bitsPerSecond, pps } from '../../../src/model/units.js';
import { changed, problemsOf, TESTBED, withFile } from '../../config/examples.js';

const SEARCH = `  - { test: throughput, minimumLoad: 10 kpps, resolution: 1 % }
`;
const WITH_LOSS = `  - { test: mlrsearch, goals: [csit-pdr], minimumLoad: 10 kpps, resolution: 1 % }
`;
const BURSTS = `  - { test: back-to-back, longestBurst: 100 ms, step: 16 }
`;
const RECOVERY = `  - { test: system-recovery, overload: 1 s }
`;

const playbook = (procedures: string): string => `name: open
dataPlanes: [ip-forwarder, napi-macvlan]
frameSizes: [64, 1518]
trial: { duration: 1 s, warmUp: 1 s }
procedures:
${procedures}`;

const open = (procedures: string) => withFile(playbook(procedures), loadPlaybook);

describe('a throughput that a playbook leaves open', () => {
  it.each([
    ['  - { test: latency }\n', '26.2'],
    [RECOVERY, '26.5'],
    ['  - { test: reset, kind: reboot }\n', '26.6'],
    [`${WITH_LOSS}  - { test: latency }\n`, '26.2'],
    [`  - { test: latency }\n${SEARCH}`, '26.2'],
  ])('is measured before it is used (%#)', async (procedures, section) => {
    const index = procedures.startsWith(WITH_LOSS) ? 1 : 0;
    expect(await problemsOf(playbook(procedures))).toEqual([
      `${6 + index}:5 procedures[${index}].throughput: missing, and no test before this one` +
        ' measures the throughput; put a throughput test first, or an mlrsearch without loss' +
        ` (RFC 2544 section ${section})`,
    ]);
  });

  it.each([
    SEARCH,
    changed(WITH_LOSS, '[csit-pdr]', '[csit-pdr, csit-ndr]'),
    changed(
      WITH_LOSS,
      'csit-pdr',
      '{ name: a, finalTrialDuration: 1 s, durationSum: 2 s, lossRatio: 0 %, exceedRatio: 0 % }',
    ),
  ])('may be what a search finds, of any data plane and frame size (%#)', async (search) => {
    expect(await problemsOf(playbook(`${search}${BURSTS}${RECOVERY}`))).toEqual([]);
  });
});

describe('a load that a playbook leaves to the media', () => {
  it('is filled in at each frame size; one that is given stays', async () => {
    const { playbook: found } = await open(
      `${SEARCH}  - { test: frame-loss-rate, maximumLoad: 1 kpps, step: 10 % }\n${BURSTS}`,
    );
    expect(found.procedures.map(loadFromLinkSpeed)).toEqual([
      'maximumLoad',
      undefined,
      'frameRate',
    ]);
    expect(found.procedures.map((each) => withMaximumLoad(each, pps(81_274)))).toMatchObject([
      { maximumLoad: 81_274 },
      { maximumLoad: 1_000 },
      { frameRate: 81_274 },
    ]);
    expect(() => found.procedures.map((each) => withMaximumLoad(each, undefined))).toThrow(
      RangeError,
    );
  });

  it('fits a testbed that says how fast its links are', async () => {
    const { file } = await withFile(TESTBED, loadTestbed);
    const loaded = await open(`${SEARCH}${BURSTS}`);
    expect(() => {
      checkFit(file, loaded);
    }).not.toThrow();
  });

  it('is refused if the link speed is not known', async () => {
    const { file } = await withFile(changed(TESTBED, 'linkSpeed: 1 Gb/s\n', ''), loadTestbed);
    const loaded = await open(`${SEARCH}${BURSTS}`);
    const missing =
      "missing, and testbed 'small' has no linkSpeed from which to compute the maximum load of its" +
      ' links (RFC 2544 section 20)';
    expect(() => {
      checkFit(file, loaded);
    }).toThrow(
      `${loaded.path}:6:5 procedures[0].maximumLoad: ${missing}\n` +
        `  ${loaded.path}:7:5 procedures[1].frameRate: ${missing}`,
    );
  });

  it.each([
    [
      changed(SEARCH, '10 kpps', '100 kpps'),
      ':6:38 procedures[0].minimumLoad: must be less than maximumLoad:' +
        ' 100000 pps is not less than 81274 pps',
    ],
    [
      `${SEARCH}${changed(BURSTS, '100 ms', '100 us')}`,
      ':7:41 procedures[1].longestBurst: must be at least a step of 16:' +
        ' 0.1 ms at 81274 pps is 8 frames',
    ],
    [
      `${SEARCH}${changed(BURSTS, 'step: 16', 'step: 1').replace('100 ms', '1 s')}`,
      ':7:41 procedures[1].longestBurst: has 1488095 lengths in steps of 1',
    ],
    [
      changed(SEARCH, 'minimumLoad', 'maximumLoad: 1488096 pps, minimumLoad'),
      ':6:38 procedures[0].maximumLoad: 1488096 pps is more than 1 port of 1000 Mb/s can carry:' +
        ' 1488095 pps of 64-byte frames (RFC 2544 section 20)',
    ],
  ])('is held to the same rules as one that is given (%#)', async (procedures, problem) => {
    const loaded = await open(procedures);
    expect(() => {
      checkSimulation({ name: 'simulated', linkSpeed: bitsPerSecond(1e9) }, loaded);
    }).toThrow(problem);
  });
});

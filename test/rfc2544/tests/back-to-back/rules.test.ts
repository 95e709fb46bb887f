import { describe, expect, it } from 'vitest';
import { checkFit } from '../../../../src/config/fit.js';
import { loadPlaybook, loadTestbed } from '../../../../src/config/load.js';
import { changed, problemsOf, TESTBED, withFile } from '../../../config/examples.js';

const TEST = `name: bursts
dataPlanes: [napi-macvlan]
trial: { duration: 1 s }
procedures:
  - test: back-to-back
    frameRate: 100 kpps
    throughput: 50 kpps
    longestBurst: 100 ms
`;

describe('a back-to-back test', () => {
  it('is done 50 times, to the frame, unless a playbook says otherwise', async () => {
    const { playbook } = await withFile(TEST, loadPlaybook);
    expect(playbook.procedures).toEqual([
      {
        test: 'back-to-back',
        frameRate: 100_000,
        throughput: 50_000,
        longestBurst: 100e6,
        step: 1,
        repeats: 50,
      },
    ]);
  });

  it.each([
    [
      'dataPlanes: [napi-macvlan]',
      'dataPlanes: [napi-macvlan, macvlan]\nframeSizes: [64, 128]',
      '8:17 procedures[0].throughput: holds for the one data plane and frame size it was' +
        ' measured at; this playbook has 2 data planes and 2 frame sizes (RFC 9004 section 5)',
    ],
    [
      'throughput: 50',
      'throughput: 101',
      '7:17 procedures[0].throughput: must not be more than frameRate:' +
        ' 101000 pps is more than 100000 pps (RFC 9004 section 5)',
    ],
    [
      'longestBurst: 100 ms',
      'longestBurst: 10 us',
      '8:19 procedures[0].longestBurst: must be at least a step of 16:' +
        ' 0.01 ms at 100000 pps is 1 frame',
    ],
    [
      'longestBurst: 100 ms',
      'longestBurst: 1000 s',
      '8:19 procedures[0].longestBurst: has 6250000 lengths in steps of 16;' +
        ' at most 1000000 can be searched: use a longer step',
    ],
    [
      'dataPlanes:',
      'ingressPorts: 17\ndataPlanes:',
      '10:11 procedures[0].step: a burst of 16 frames has no frame to send on each of 17 ports',
    ],
    ['step: 16', 'step: 16\n    repeats: 0', /^10:14 procedures\[0\]\.repeats: /],
    [
      'longestBurst: 100 ms',
      'longestBurst: 100',
      /^8:19 procedures\[0\]\.longestBurst: expected a duration with its unit/,
    ],
  ])('refuses %s becoming %s', async (from, to, problem) => {
    const text = changed(`${TEST}    step: 16\n`, from, to);
    expect(await problemsOf(text)).toEqual([
      typeof problem === 'string' ? problem : expect.stringMatching(problem),
    ]);
  });

  it('is limited to what the links carry', async () => {
    const { file } = await withFile(TESTBED, loadTestbed);
    const loaded = await withFile(changed(TEST, '100 kpps', '2 Mpps'), loadPlaybook);
    expect(() => {
      checkFit(file, loaded);
    }).toThrow('procedures[0].frameRate: 2000000 pps is more than');
  });
});

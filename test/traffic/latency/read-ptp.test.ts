import { describe, expect, it } from 'vitest';
import { readPtp } from '../../../src/traffic/latency/read-ptp.js';
import { fixture } from '../../linux/fixture.js';
import { scriptedHost } from '../../provision/kernel-module/scripted-host.js';

const FOLLOWING = fixture('ptp/pmc-following.txt').replace('UNCALIBRATED', 'SLAVE');
const LOG = 'phc2sys[5.1]: CLOCK_REALTIME phc offset -12 s2 freq +1200 delay 640\n';

const machines = (pmc: string, logs: readonly [generator: string, sink: string] = ['', '']) => ({
  generator: scriptedHost([[/^tail /, logs[0] === '' ? { exitCode: 1 } : { stdout: logs[0] }]]),
  sink: scriptedHost([
    [/^pmc /, { stdout: pmc }],
    [/^tail /, logs[1] === '' ? { exitCode: 1 } : { stdout: logs[1] }],
  ]),
});

describe('readPtp', () => {
  it('asks only the sink with software timestamps', async () => {
    const both = machines(FOLLOWING);
    expect(await readPtp(both, 'software')).toEqual({
      state: 'synchronized',
      reading: { offset: 181, pathDelay: 2047 },
    });
    expect(both.generator.lines).toEqual([]);
    expect(both.sink.lines).toHaveLength(1);
  });

  it('asks for the clocks of both NICs with hardware timestamps', async () => {
    expect(await readPtp(machines(FOLLOWING, [LOG, LOG]), 'hardware')).toEqual({
      state: 'synchronized',
      reading: {
        ...{ offset: 181, pathDelay: 2047 },
        ...{ generator: { offset: -12, delay: 640 }, sink: { offset: -12, delay: 640 } },
      },
    });
  });

  it.each([
    ['none runs', machines('sending: GET PORT_DATA_SET\n'), /sink's ptp4l did not answer/],
    ['it follows none', machines(fixture('ptp/pmc-listening.txt')), /it was LISTENING/],
    ["the generator's NIC", machines(FOLLOWING, ['', LOG]), /generator's phc2sys/],
    ["the sink's NIC", machines(FOLLOWING, [LOG, 'Waiting for ptp4l...\n']), /sink's phc2sys/],
  ])('says why nothing is known: %s', async (_, hosts, reason) => {
    expect(await readPtp(hosts, 'hardware')).toEqual({
      state: 'unsynchronized',
      reason: expect.stringMatching(reason) as string,
    });
  });
});

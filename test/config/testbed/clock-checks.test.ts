import { describe, expect, it } from 'vitest';
import { changed, problemsOf, TESTBED } from '../examples.js';

const CLOCKS = 'clocks: { type: ptp, bound: 1 us, ptp4l: { generator: eth5, sink: eth5 } }';
const WITH_PTP = changed(TESTBED, 'linkSpeed: 1 Gb/s', CLOCKS);

describe('the ptp4l of a run', () => {
  it('has interfaces of its own', async () => {
    expect(await problemsOf(WITH_PTP)).toEqual([]);
    const taken = changed(WITH_PTP, 'ptp4l: { generator: eth5', 'ptp4l: { generator: eth1');
    expect(await problemsOf(taken)).toEqual([
      expect.stringMatching(/clocks\.ptp4l\.generator: 'eth1' is test port 'gen0'/),
    ]);
    // On another machine it is another device.
    const other = changed(WITH_PTP, 'sink: eth5', 'sink: eth2');
    expect(await problemsOf(other)).toEqual([]);
  });

  it('needs two machines', async () => {
    const one = changed(WITH_PTP, 'machine: right', 'machine: left, namespace: sink');
    expect(await problemsOf(one)).toEqual([expect.stringContaining('one clock: leave ptp4l out')]);
  });

  it('needs a link besides test ports, which a lab does not have', async () => {
    const lab = changed(WITH_PTP, 'machines:\n', 'lab: { kind: virtual }\nmachines:\n');
    expect(await problemsOf(lab)).toContainEqual(
      expect.stringContaining("a lab's machines have no links except for test ports"),
    );
  });
});

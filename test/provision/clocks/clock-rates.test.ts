import { describe, expect, it } from 'vitest';
import { clockRates } from '../../../src/provision/clocks/clock-rates.js';
import { scriptedHost } from '../kernel-module/scripted-host.js';

describe('the frequency offsets of clocks', () => {
  it('are recorded and restored', async () => {
    const rate = (value: string) => ({
      stderr: `phc_ctl[1.2]: clock frequency offset is ${value}ppb\n`,
    });
    const host = scriptedHost([
      [/phc_ctl -q eno2 -- freq$/, rate('-17.250000')],
      [/phc_ctl -q CLOCK_REALTIME -- freq$/, rate('0.000000')],
    ]);
    const step = clockRates({ clocks: ['eno2', 'CLOCK_REALTIME'] });
    const before = await step.read(host);
    expect(before).toEqual({ eno2: -17.25, CLOCK_REALTIME: 0 });
    await step.apply(host);
    expect(host.lines).toHaveLength(2);
    await step.undo(host, before);
    expect(host.lines.slice(2)).toEqual([
      'phc_ctl -q eno2 -- freq -17.25',
      'phc_ctl -q CLOCK_REALTIME -- freq 0',
    ]);
  });
});

import { describe, expect, it } from 'vitest';
import { changed, problemsOf, TESTBED } from '../../examples.js';

/** The small testbed with two more ports, and a cable between some. */
const withCable = (cable: string): string =>
  changed(
    changed(
      changed(
        TESTBED,
        '[{ name: gen0, interface: eth1 }]',
        '[{ name: gen0, interface: eth1 }, { name: gen1, interface: eth2 }]',
      ),
      '[{ name: sink0, interface: eth1 }]',
      '[{ name: sink0, interface: eth1 }, { name: sink1, interface: eth2 }]',
    ),
    'linkSpeed:',
    `calibration: ${cable}\nlinkSpeed:`,
  );

describe('the cable that the tester is calibrated over', () => {
  it('leads from generator to sink', async () => {
    expect(await problemsOf(withCable('[gen1, sink1]'))).toEqual([]);
    for (const other of ['[sink1, gen1]', '[gen1, gen1]']) {
      expect(await problemsOf(withCable(other))).toEqual([
        expect.stringContaining('must connect a port of the generator directly to one of the sink'),
      ]);
    }
  });

  it('is none of the links, between ports there are', async () => {
    expect(await problemsOf(withCable('[gen0, sink1]'))).toEqual([
      expect.stringContaining("calibration[0]: port 'gen0' is already an end of links[0]"),
    ]);
    expect(await problemsOf(withCable('[gen1, sink9]'))).toEqual([
      expect.stringContaining("calibration[1]: unknown port 'sink9'"),
    ]);
  });

  it('begins with a line rate', async () => {
    const without = withCable('[gen1, sink1]').replace('linkSpeed: 1 Gb/s', '');
    expect(await problemsOf(without)).toEqual([expect.stringContaining('add linkSpeed')]);
  });
});

describe('calibration through the DUT as a bridge', () => {
  it('takes the ports of the links, with linkSpeed or without', async () => {
    const bridged = withCable('bridge');
    expect(await problemsOf(bridged)).toEqual([]);
    expect(await problemsOf(bridged.replace('linkSpeed: 1 Gb/s', ''))).toEqual([]);
    expect(await problemsOf(withCable('bridges'))).toEqual([
      expect.stringContaining("calibration: unknown value 'bridges'; did you mean 'bridge'?"),
    ]);
    expect(await problemsOf(withCable('[gen0]'))).toEqual([
      expect.stringContaining('calibration: expected at least 2 in the list'),
    ]);
    expect(await problemsOf(withCable('{}'))).toEqual([
      expect.stringContaining('calibration: expected a list, found a mapping'),
    ]);
  });
});

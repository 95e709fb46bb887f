import { describe, expect, it } from 'vitest';
import { changed, problemsOf, TESTBED } from '../examples.js';

const problems = (from: string, to: string): Promise<readonly string[]> =>
  problemsOf(changed(TESTBED, from, to));

describe('links', () => {
  it('connect known ports', async () => {
    expect(await problems('[dut1, sink0]', '[dut1, snik0]')).toEqual([
      "14:12 links[1][1]: unknown port 'snik0'; expected one of (gen0, dut0, dut1, sink0)",
    ]);
  });

  it('do not share ports', async () => {
    expect(await problems('[dut1, sink0]', '[sink0, dut0]')).toEqual([
      "14:13 links[1][1]: port 'dut0' is already an end of links[0]",
    ]);
    expect(await problems('[dut1, sink0]', '[dut1, sink0]\n  - [dut1, dut1]')).toEqual([
      "15:6 links[2][0]: port 'dut1' is already an end of links[1]",
      "15:12 links[2][1]: port 'dut1' is already an end of links[1]",
    ]);
  });

  it('may name their ends in either order', async () => {
    expect(await problems('[dut1, sink0]', '[sink0, dut1]')).toEqual([]);
  });

  it.each([
    ['[gen0, sink0]', 'connects the generator to the sink: frames would bypass the DUT'],
    ['[dut0, dut1]', 'connects two ports of the DUT: its own frames would return to it'],
    ['[gen0, gen1]', 'connects two ports of the generator: no frame would reach the DUT'],
  ])('do not connect %s', async (link, why) => {
    const text = changed(
      TESTBED,
      'interface: eth1 }] }',
      'interface: eth1 }, { name: gen1, interface: eth2 }] }',
    );
    expect(await problemsOf(changed(text, '[gen0, dut0]', link))).toContain(
      `13:5 links[0]: ${why}; a link connects the DUT to the generator or the sink`,
    );
  });

  it('reach both the generator and the sink', async () => {
    expect(await problems('[dut1, sink0]', '[dut1, gen0]')).toContain(
      '12:1: links: none connects the sink to the DUT',
    );
  });

  it('have two ends', async () => {
    expect(await problems('[dut1, sink0]', '[dut1]')).toEqual([
      '14:5 links[1]: expected two port names, found a list',
    ]);
  });
});

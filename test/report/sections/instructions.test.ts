import { describe, expect, it } from 'vitest';
import { sum } from '../../../src/model/numbers/sum.js';
import { instructionSections } from '../../../src/report/sections/instructions.js';
import { renderSections } from '../../../src/report/terminal/report.js';
import { ip, profiles, softnet } from '../profiles.js';

const [section, others] = instructionSections(profiles);

describe('instructions per frame', () => {
  it('stand by data plane and ports, with the spread of what was repeated', () => {
    expect(section?.blocks[0]).toMatchObject({
      columns: [{}, { title: '1 port' }, { title: '3 ports' }, { id: 'trials' }, {}],
      rows: [
        ['softnet-macvlan', 4387, 7380, 1, null],
        ['ip-forwarder', 3458.2, null, 2, expect.closeTo(0.4 / 3458.2)],
      ],
    });
  });

  it('are strips by part of the kernel, whose sums are the profiles to the last instruction', () => {
    const strips = section?.blocks.find((block) => block.kind === 'stacks');
    expect(strips).toMatchObject({ unit: 'instructions', scale: 'amount' });
    expect(strips?.parts.at(-1)).toBe('all others');
    expect(strips?.x.labels).toEqual(['softnet-macvlan', 'ip-forwarder']);
    const sums = strips?.groups.map(({ name, bars }) => [
      name,
      bars.map(({ x, amounts }) => [x, Math.round(sum(amounts) * 10) / 10]),
    ]);
    expect(sums).toEqual([
      [
        '1 port',
        [
          [1, 3458.2],
          [0, 4387],
        ],
      ],
      ['3 ports', [[0, 7380]]],
    ]);
  });

  it('stand beside the reference function by function, if that was profiled', () => {
    const differences = others?.blocks.filter((block) => block.kind === 'difference') ?? [];
    expect(differences.map(({ table }) => table.title)).toEqual([
      'Instructions per forwarded frame by function, softnet-macvlan against ip-forwarder, 1 port',
    ]);
    expect(differences[0]?.table.rows).toEqual([
      ['ip_rcv_core', 2000.25, 2000.2, expect.closeTo(0.05)],
      ['macvlan_handle_frame [softnet_macvlan]', 1486.75, 0, 1486.75],
      ['fib_table_lookup', 900, 1458, -558],
    ]);
  });

  it('are shown by default only for napi-macvlan', () => {
    const napi = { ...softnet(1, 4387), dataPlane: 'napi-macvlan' as const };
    const [first, second] = instructionSections([ip, napi, softnet(1, 4387)]);
    expect(first?.blocks.map(({ kind }) => kind)).toEqual(['table', 'stacks', 'difference']);
    expect([first?.detail, second?.detail]).toEqual([false, true]);
  });

  it('say what a data plane bypasses that the reference does not', () => {
    const direct = { ...softnet(1, 3400), dataPlane: 'direct-macvlan' as const };
    const remarksOf = (...all: readonly (typeof direct | typeof ip)[]) =>
      JSON.stringify(instructionSections(all)[0]?.remarks);
    expect(remarksOf(ip, direct)).toContain('direct-macvlan bypasses');
    expect(remarksOf(ip)).not.toContain('bypasses');
  });

  it('do not exist without profiles', () => {
    expect(instructionSections([])).toEqual([]);
  });

  it('add up to the total as a terminal shows them', () => {
    const text = renderSections(instructionSections([ip, softnet(1, 4387)]), { full: true });
    expect(text).toMatch(/^total +4387\.0 +3458\.2 +\+928\.8$/m);
    expect(text).toMatch(/^fib_table_lookup +900\.0 +1458\.0 +-558\.0$/m);
  });
});

import { describe, expect, it } from 'vitest';
import { withCables } from '../../../../../src/session/backends/machines/doctor/with-cables.js';

const finding = (check: string, severity: 'stops' | 'notes') => ({
  ...{ check, severity, found: `${check} is wrong`, why: 'it matters' },
});
const EXAMINED = [
  {
    ...{ machine: 'dut', roles: ['dut' as const], state: 'examined' as const },
    found: [finding('memory', 'notes')],
  },
  { machine: 'sink', roles: ['sink' as const], state: 'unreachable' as const, reason: 'no route' },
];

describe('findings about cables', () => {
  it('are listed with the other findings of their machine, the gravest first', () => {
    const [dut, sink] = withCables(EXAMINED, [
      {
        machine: 'dut',
        severity: 'stops',
        port: 'dut0',
        found: 'dut0 has no link',
        why: 'no frames',
      },
      { machine: 'sink', severity: 'stops', found: 'not shown', why: 'it was not examined' },
    ]);
    expect(dut).toMatchObject({
      found: [
        { check: 'wiring', severity: 'stops', port: 'dut0', found: 'dut0 has no link' },
        { check: 'memory' },
      ],
    });
    expect(sink).toBe(EXAMINED[1]);
  });
});

import { expect, it } from 'vitest';
import { drawFor } from '../campaign/draw.js';
import { drawMoment, momentText, PHASES } from './moments.js';

const MOMENTS = Array.from({ length: 200 }, (_, number) => drawMoment(drawFor(1, 'kill', number)));

it('draws moments in every phase, within the time of its steps', () => {
  expect(new Set(MOMENTS.map(({ phase }) => phase))).toEqual(new Set(Object.keys(PHASES)));
  for (const { phase, delay, occurrence } of MOMENTS) {
    expect(delay).toBeLessThan(PHASES[phase].longest);
    expect(occurrence).toBeLessThanOrEqual(PHASES[phase].occurrences);
  }
});

it.each([
  ['connecting', 'connecting to the machines of one-machine-lab'],
  ['provision', 'dut: ports-up'],
  ['build', 'all: module-build'],
  ['measure', 'ip-forwarder, 64 bytes, load-sweep'],
  ['measure', '  trial 3 (6 expected): offered 1 kpps, forwarded 1 kpps'],
  ['teardown', 'undoing every change'],
] as const)('knows %s by what a run prints: %s', (phase, line) => {
  expect(PHASES[phase].lines.some((pattern) => pattern.test(line))).toBe(true);
});

it('says when it is', () => {
  const moment = { phase: 'build', line: /: module-build$/, occurrence: 1, delay: 250 } as const;
  expect(momentText(moment)).toBe('build: 250 ms after : module-build$ (1)');
});

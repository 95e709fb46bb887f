import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { changed, problemsOf } from '../../examples.js';

const texts: Record<string, string> = {};
beforeAll(async () => {
  for (const name of ['three-machine', 'one-machine-lab', 'deterministic-lab']) {
    texts[name] = await readFile(
      new URL(`../../../../testbeds/${name}.yaml`, import.meta.url),
      'utf8',
    );
  }
});

const problems = (tuning: string, name = 'three-machine'): Promise<readonly string[]> =>
  problemsOf(`${texts[name] ?? ''}\n${tuning}\n`);

describe("a testbed's tuning", () => {
  it.each([
    'tuning: paper',
    'tuning: { preset: paper, rings: max }',
    'tuning: { pause: off, coalescing: off, governor: performance, turbo: false }',
    'tuning: { coalescing: { rx-usecs: 0, adaptive-rx: off }, channels: 2, rss: { equal: 2 } }',
    'tuning: { rings: { receive: 4096, transmit: max }, offloads: { gro: on }, qdisc: pfifo_fast }',
    'tuning: { cpus: [2, 3], rps: off, irqbalance: off }',
  ])('may be %s', async (tuning) => {
    expect(await problems(tuning)).toEqual([]);
  });

  it.each([
    ['tuning: papr', /tuning: unknown tuning 'papr'.*paper/],
    ['tuning: { preset: papr }', /tuning\.preset: unknown tuning 'papr'.*paper/],
    ['tuning: { puase: off }', /tuning: unknown key 'puase'.*pause/],
    ['tuning: { pause: offf }', /tuning\.pause: unknown state 'offf'.*off/],
    ['tuning: { pause: 3 }', /tuning\.pause: expected true or false, found 3/],
    ['tuning: { rps: on }', /tuning\.rps: unknown state of RPS 'on'.*off/],
    [
      'tuning: { coalescing: { rx-usecs: -1 } }',
      /tuning\.coalescing\.rx-usecs: expected at least 0/,
    ],
    ['tuning: { coalescing: { "rx usecs": 1 } }', /expected a name as ethtool prints it/],
    ['tuning: { rings: maximum }', /tuning\.rings: unknown ring length 'maximum'.*max/],
    ['tuning: { rings: {} }', /tuning\.rings: expected receive, transmit or both/],
    ['tuning: { rings: 0 }', /tuning\.rings: expected at least 1, found 0/],
    ['tuning: { offloads: {} }', /tuning\.offloads: offloads: expected at least one/],
    ['tuning: { qdisc: htb }', /tuning\.qdisc: unknown queueing discipline 'htb'/],
    ['tuning: { cpus: [1, 1] }', /tuning\.cpus\[1\]: '1' is already in the list/],
    ['tuning: { cpus: [0], irqbalance: on }', /tuning\.irqbalance: irqbalance would move/],
    ['tuning: { governor: "a b" }', /tuning\.governor: expected a name such as 'performance'/],
    ['tuning: { channels: 0 }', /tuning\.channels: expected at least 1/],
  ])('is not %s', async (tuning, message) => {
    expect(await problems(tuning)).toEqual([expect.stringMatching(message)]);
  });

  it('is checked in roles, too', async () => {
    const text = changed(
      texts['three-machine'] ?? '',
      'sink:\n    machine: sink',
      'sink:\n    tuning: { pause: offf }\n    machine: sink',
    );
    expect(await problemsOf(text)).toEqual([
      expect.stringMatching(/roles\.sink\.tuning\.pause: unknown state 'offf'/),
    ]);
  });

  it('of ports requires NICs, of machines does not', async () => {
    expect(await problems('tuning: paper', 'one-machine-lab')).toEqual([
      expect.stringMatching(/tuning: paper is for NICs, but here ports are software/),
    ]);
    expect(await problems('tuning: { pause: off, turbo: off }', 'one-machine-lab')).toEqual([
      expect.stringMatching(/tuning: pause: applies to NICs only/),
    ]);
    expect(await problems('tuning: { turbo: off }', 'deterministic-lab')).toEqual([
      expect.stringMatching(/tuning: a deterministic lab has nothing to tune/),
    ]);
  });
});

import { describe, expect, it } from 'vitest';
import { sourceFindings } from '../../src/config/source-checks.js';
import { loadPlaybook } from '../../src/config/load.js';
import { withFile } from './examples.js';

const SWEEP = 'procedures: [{ test: load-sweep, intendedLoads: [100 kpps] }]';

const found = async (
  routers: string,
  rest = '',
  procedures = SWEEP,
): Promise<readonly string[]> => {
  const text = `name: lab
dataPlanes: [macvlan]
trial: { duration: 1 s }
${procedures}
routers: ${routers}
${rest}`;
  const { playbook } = await withFile(text, loadPlaybook);
  return sourceFindings(playbook, {
    name: 'a deterministic lab',
    other: 'machines that run in real time',
    realTime: false,
  }).map(({ path, message }) => `${path.map(String).join('.')}: ${message}`);
};
const MANY = 'traffic: { destinations: many }\n';
const PAIRS = 'ingressPorts: 2\negressPorts: 2\n';
const complicated =
  /^routers.traffic: in a deterministic lab a port repeats a list of frames, .* small whole numbers/;

describe('a deterministic lab', () => {
  it('needs a simple proportion among the streams of a port', async () => {
    expect(await found('{ count: 2 }')).toEqual([]);
    const traffic = (one: string, other: string): string =>
      `[{ router: 0, ${one} }, { router: 1, ${other} }]`;
    expect(await found(`{ count: 2, traffic: ${traffic('share: 2', 'share: 1')} }`)).toEqual([]);
    const odd = traffic('share: 0.69997', 'share: 0.30003');
    expect(await found(`{ count: 2, traffic: ${odd} }`)).toEqual([
      expect.stringMatching(complicated),
    ]);
    expect(await found(`{ count: 2, ports: own, traffic: ${odd} }`, PAIRS)).toEqual([]);
  });

  it('needs a simple proportion at each load if routers have fixed loads', async () => {
    const both = (load: string): string =>
      `{ count: 2, traffic: [{ router: 0, share: 1 }, { router: 1, load: ${load} }] }`;
    expect(await found(both('30 kpps'))).toEqual([]);
    expect(await found(both('30003 pps'))).toEqual([
      expect.stringMatching(
        /^procedures.0.intendedLoads.0: .* at this load they would be 69997 to 30003: choose another/,
      ),
    ]);
    const search =
      'procedures: [{ test: throughput, minimumLoad: 40 kpps, maximumLoad: 200 kpps, resolution: 2 % }]\n';
    expect(await found(both('30 kpps'), '', search)).toEqual([
      expect.stringMatching(
        /^procedures.0.test: throughput searches for loads, and in a deterministic/,
      ),
    ]);
  });

  it('limits the frame list of a port', async () => {
    expect(await found('{ count: 32, interfaces: 64 }')).toEqual([]);
    expect(await found('{ interfaces: 256, routes: 512 }', MANY)).toEqual([]);
    const large = `${MANY}frameSizes: [1518]\n`;
    expect(await found('{ count: 2 }', large)).toEqual([]);
    expect(await found('{ count: 3 }', large)).toEqual([
      'frameSizes.0: 768 frames of 1518 bytes, of 3 streams with 256 destinations each, are more than a port of the deterministic lab holds: 1164288 of 1048576 bytes',
    ]);
    const unequal = '[{ router: 0, share: 255 }, { router: 1, share: 1 }]';
    expect(await found(`{ count: 2, traffic: ${unequal} }`, MANY)).toEqual([
      expect.stringMatching(/^frameSizes.0: 65536 frames of 64 bytes, of 2 streams/),
    ]);
  });
});

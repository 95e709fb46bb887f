import { describe, expect, it } from 'vitest';
import { deterministicFindings } from '../../src/config/deterministic-checks.js';
import { loadPlaybook } from '../../src/config/load.js';
import { withFile } from './examples.js';

const found = async (routers: string, rest = ''): Promise<readonly string[]> => {
  const text = `name: lab
dataPlanes: [macvlan]
trial: { duration: 1 s }
procedures: [{ test: load-sweep, intendedLoads: [100 kpps] }]
routers: ${routers}
${rest}`;
  const { playbook } = await withFile(text, loadPlaybook);
  return deterministicFindings(playbook).map(
    ({ path, message }) => `${path.map(String).join('.')}: ${message}`,
  );
};
const PAIRS = 'ingressPorts: 2\negressPorts: 2\n';
const unequal = /^routers.traffic: routers that share their ports get equal shares/;

describe('a deterministic lab', () => {
  it('sends streams of one port in turn, which takes equal loads', async () => {
    expect(await found('{ count: 2 }')).toEqual([]);
    const equal = '[{ router: 0, share: 2 }, { router: 1, share: 2 }]';
    expect(await found(`{ count: 2, traffic: ${equal} }`)).toEqual([]);
    for (const other of ['share: 1', 'load: 1 kpps']) {
      const traffic = `[{ router: 0, share: 2 }, { router: 1, ${other} }]`;
      expect(await found(`{ count: 2, traffic: ${traffic} }`)).toEqual([
        expect.stringMatching(unequal),
      ]);
      expect(await found(`{ count: 2, ports: own, traffic: ${traffic} }`, PAIRS)).toEqual([]);
    }
  });

  it('has room for so many frames in a port', async () => {
    expect(await found('{ count: 32, interfaces: 33 }')).toEqual([]);
    expect(await found('{ count: 33, interfaces: 33 }')).toEqual([
      'frameSizes.0: 1089 frames of 64 bytes, of 1089 streams with 1 destination each, are more than a port of the deterministic lab holds: 67518 of 65536 bytes',
    ]);
    const many = 'traffic: { destinations: many }\n';
    expect(await found('{ count: 4 }', many)).toEqual([]);
    expect(await found('{ count: 5 }', many)).toEqual([
      expect.stringMatching(/^frameSizes.0: 1280 frames of 64 bytes, of 5 streams with 256/),
    ]);
    expect(await found('{ count: 5, routes: 211 }', many)).toEqual([]);
    expect(await found('{ count: 5, routes: 212 }', many)).toEqual([
      expect.stringMatching(/^frameSizes.0: 1060 frames/),
    ]);
  });
});

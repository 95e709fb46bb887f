import { describe, expect, it } from 'vitest';
import { checkFit } from '../../../src/config/fit.js';
import { loadPlaybook, loadTestbed } from '../../../src/config/load.js';
import { pps } from '../../../src/model/units.js';
import { atReference } from '../../../src/config/stated/reference.js';
import { problemsOf, withFile } from '../examples.js';

const playbook = (procedures: string, more = 'reference: ip-forwarder') => `name: x
dataPlanes: [softnet-macvlan, napi-macvlan]
${more}
trial: { duration: 1 s }
procedures:
${procedures}
`;
const SWEEP = '  - { test: load-sweep, intendedLoads: [50 % of reference, 20 kpps] }';

describe('loads in proportion to a reference', () => {
  it('are rates once its throughput is known', async () => {
    const { stated } = await withFile(playbook(SWEEP), loadPlaybook);
    const { procedures } = atReference(stated, pps(785_000));
    expect(procedures[0]).toMatchObject({ intendedLoads: [392_500, 20_000] });
  });

  it('may refer to a data plane that is not measured otherwise, and is measured only for them', async () => {
    const { playbook: proportional } = await withFile(playbook(SWEEP), loadPlaybook);
    expect(proportional.reference?.dataPlane).toBe('ip-forwarder');
    const given = '  - { test: load-sweep, intendedLoads: [20 kpps] }';
    const { playbook: without } = await withFile(playbook(given), loadPlaybook);
    expect(without.reference).toBeUndefined();
  });

  it.each([
    [
      'without a reference',
      SWEEP,
      '',
      /6:41 procedures\[0\]\.intendedLoads\[0\]: is in proportion/,
    ],
    ['with an unknown name', SWEEP, 'reference: ip-forwarde', /did you mean 'ip-forwarder'/],
    [
      'that do not say of what',
      '  - { test: load-sweep, intendedLoads: [50 %] }',
      undefined,
      /"80 % of reference", found '50 %'/,
    ],
    [
      'twice the same',
      '  - { test: load-sweep, intendedLoads: [50 % of reference, 50 % of reference] }',
      undefined,
      /6:60 procedures\[0\]\.intendedLoads\[1\]/,
    ],
    [
      'with nothing left to share',
      '  - { test: load-sweep, intendedLoads: [50 % of reference] }',
      `reference: ip-forwarder
ingressPorts: 2
egressPorts: 2
routers:
  count: 2
  ports: own
  traffic: [{ router: 0, share: 1 }, { router: 1, load: 60 % of reference }]`,
      /procedures\[0\]\.intendedLoads\[0\]: .*leave nothing to share: .* likewise up to/,
    ],
    [
      'of a search that cannot end',
      SWEEP,
      'reference: { dataPlane: ip-forwarder, resolution: 0 % }',
      /3:\d+ reference\.resolution: must be more than 0 %/,
    ],
  ])('are refused %s', async (_, procedures, more, message) => {
    const text = playbook(procedures, more ?? 'reference: ip-forwarder');
    expect((await problemsOf(text)).join('\n')).toMatch(message);
  });
});

describe('a playbook with overrides for an environment', () => {
  const text = playbook(
    `${SWEEP}
environments:
  instruction-time:
    trial: { duration: 100 ms }`,
  );

  it('uses them there, and its own keys on hardware', async () => {
    const loaded = await withFile(text, loadPlaybook);
    const lab = await loadTestbed('testbeds/deterministic-lab.yaml');
    const metal = await loadTestbed('testbeds/three-machine.yaml');
    expect(checkFit(lab.file, loaded).playbook.trial.duration).toBe(1e8);
    expect(checkFit(metal.file, loaded).playbook.trial.duration).toBe(1e9);
  });

  it('has its findings located at the overrides', async () => {
    const wrong = text.replace('100 ms', '0 ms');
    expect(await problemsOf(wrong)).toEqual([
      '9:24 environments.instruction-time.trial.duration: must be greater than 0',
    ]);
  });
});

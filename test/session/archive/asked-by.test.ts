import { expect, it } from 'vitest';
import { loadPlaybook } from '../../../src/config/load.js';
import { askedBy } from '../../../src/session/archive/asked-by.js';
import { withFile } from '../../config/examples.js';

const asked = async (yaml: string) => {
  const { playbook, stated } = await withFile(yaml, loadPlaybook);
  return askedBy(playbook, stated);
};

it('what a playbook requests has its given loads, by their paths in the procedure', async () => {
  expect(
    await asked(`name: x
dataPlanes: [ip-forwarder, macvlan]
frameSizes: [64, 512]
trial: { duration: 1 s }
procedures:
  - { test: load-sweep, intendedLoads: [5 kpps, 10 kpps] }
`),
  ).toEqual({
    dataPlanes: ['ip-forwarder', 'macvlan'],
    modifiers: ['none'],
    frameSizes: [64, 512],
    procedures: [
      { test: 'load-sweep', loads: { 'intendedLoads.0': 5000, 'intendedLoads.1': 10_000 } },
    ],
  });
});

it('loads in proportion to a reference are archived as proportions, not as loads', async () => {
  const { procedures } = await asked(`name: x
dataPlanes: [ip-forwarder, macvlan]
trial: { duration: 1 s }
reference: { dataPlane: ip-forwarder }
procedures:
  - { test: load-sweep, intendedLoads: [80 % of reference, 10 kpps] }
`);
  expect(procedures).toEqual([
    {
      test: 'load-sweep',
      loads: { 'intendedLoads.1': 10_000 },
      proportions: { 'intendedLoads.0': 0.8 },
    },
  ]);
});

it('each network has its own data planes, or those of the playbook', async () => {
  const { networks } = await asked(`name: x
dataPlanes: [ip-forwarder, macvlan]
trial: { duration: 1 s }
networks:
  - { name: all }
  - { name: one, dataPlanes: [macvlan] }
procedures:
  - { test: load-sweep, intendedLoads: [5 kpps] }
`);
  expect(networks).toEqual([
    { name: 'all', dataPlanes: ['ip-forwarder', 'macvlan'] },
    { name: 'one', dataPlanes: ['macvlan'] },
  ]);
});

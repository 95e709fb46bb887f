import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { fitFindings } from '../../src/config/fit.js';
import { loadPlaybook, loadTestbed } from '../../src/config/load.js';
import { expectedPlaybook } from '../../src/config/stated/reference.js';
import { mediaFindings } from '../../src/config/media-checks.js';
import { playbookSchema, type Playbook } from '../../src/config/playbook.js';
import { planOf } from '../../src/session/plan/plan.js';
import { SIMULATED_TESTBED } from '../../src/session/backends/simulation.js';
import { shipped } from './shipped.js';

const path = (name: string): string => fileURLToPath(new URL(`../../${name}`, import.meta.url));

/** The shipped testbed with what a playbook asks for. */
const testbedFor = ({ receive, networks = [], egressPorts }: Playbook): string => {
  const receives = [receive, ...networks.map((network) => network.receive)];
  if (receives.some((each) => each !== undefined)) return 'two-cpu-lab';
  // Two routers with ports of their own take two links to the sink.
  return egressPorts > 1 ? 'two-pairs-lab' : 'three-machine';
};

/** What any testbed can do. */
const ON_ANY = expectedPlaybook(
  playbookSchema.parse({
    name: 'on-any',
    ingressPorts: 1,
    egressPorts: 1,
    dataPlanes: ['ip-forwarder', 'napi-macvlan'],
    frameSizes: [64],
    trial: { duration: '1 s' },
    procedures: [{ test: 'load-sweep', intendedLoads: ['1 kpps'] }],
  }),
);

describe('the examples', () => {
  it.each(shipped('testbeds'))('testbeds/%s is valid and named after its file', async (name) => {
    const { file } = await loadTestbed(path(`testbeds/${name}`));
    expect(`${file.name}.yaml`).toBe(name);
  });

  it.each(shipped('testbeds'))('testbeds/%s is one that a run can be planned on', async (name) => {
    const { file, folder } = await loadTestbed(path(`testbeds/${name}`));
    const { base, dataPlanes } = planOf(file, folder, ON_ANY);
    const machines = new Set(Object.values(file.roles).map(({ machine }) => machine));
    expect(new Set(base.map(({ machine }) => machine))).toEqual(machines);
    expect(dataPlanes.map(({ steps }) => steps.length > 0)).toEqual([true, true]);
  });

  it.each(shipped('playbooks'))(
    'playbooks/%s is valid, named after its file, and fits machines and simulated devices',
    async (name) => {
      const loaded = await loadPlaybook(path(`playbooks/${name}`));
      expect(`${loaded.playbook.name}.yaml`).toBe(name);
      const { file } = await loadTestbed(path(`testbeds/${testbedFor(loaded.playbook)}.yaml`));
      const findings = fitFindings(file, loaded.playbook).map(({ message }) => message);
      expect(findings).toEqual([]);
      expect(mediaFindings(SIMULATED_TESTBED, loaded.playbook)).toEqual([]);
    },
  );
});

import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { fitFindings } from '../../src/config/fit.js';
import { loadPlaybook, loadTestbed } from '../../src/config/load.js';
import type { Playbook } from '../../src/config/playbook.js';
import { mediaFindings } from '../../src/config/media-checks.js';
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

describe('the examples', () => {
  it.each(shipped('testbeds'))('testbeds/%s is valid and named after its file', async (name) => {
    const { file } = await loadTestbed(path(`testbeds/${name}`));
    expect(`${file.name}.yaml`).toBe(name);
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

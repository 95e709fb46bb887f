import { expect, it } from 'vitest';
import { examine } from '../../../src/preflight/examine.js';
import { openSandbox, sandboxProblem } from '../provision/sandbox.js';

const skipped = (await sandboxProblem()) !== undefined;
const PORT = { name: 'gen0', interface: 'eth0' };

it.skipIf(skipped)('finds that the namespace of a role is missing, and goes on', async () => {
  await using host = await openSandbox();
  const found = await examine(host, {
    machine: host.name,
    roles: [
      { role: 'generator', namespace: 'nowhere', cpus: [], ports: [PORT] },
      { role: 'sink', namespace: undefined, cpus: [], ports: [{ ...PORT, name: 'sink0' }] },
    ],
    requirements: [],
    emulated: true,
  });
  const presence = found.filter(({ check }) => check === 'presence');
  expect(presence).toHaveLength(2);
  expect(presence).toContainEqual(
    expect.objectContaining({
      severity: 'stops',
      found: 'there is no network namespace nowhere',
      fix: expect.stringContaining('ip netns add nowhere') as unknown,
    }),
  );
  expect(presence).toContainEqual(expect.objectContaining({ port: 'sink0' }));
});

it
  .skipIf(skipped)
  .each([[['ip', 'netns', 'exec', 'nowhere', 'true']], [['ip', '-n', 'nowhere', 'link']]] as const)(
  'is named by whatever runs in it: %j',
  async (argv) => {
    await using host = await openSandbox();
    await expect(host.run(argv)).rejects.toThrow(/there is no network namespace nowhere/);
  },
);

import { describe, expect, it } from 'vitest';
import { DATA_PLANES } from '../../src/model/data-plane.js';
import { MODIFIERS } from '../../src/model/modifier.js';
import { modifierOf } from '../../src/provision/modifiers/index.js';
import { dutSteps, testerSteps } from '../../src/provision/machine-setup.js';
import { STEP_KINDS } from '../../src/provision/registry.js';
import type { Step } from '../../src/provision/step.js';
import { planned } from './planned.js';
import { recordingHost } from './recording-host.js';
import { dropTrace } from '../../src/provision/tracing/drop-trace.js';
import { PLAIN_TRAFFIC, PROTOCOLS } from '../../src/model/network/traffic.js';
import { TOPOLOGY } from '../integration/provision/sandbox.js';

const generator = { machine: 'vm', namespace: 'gen', ports: [] };
const cases: [string, readonly Step[]][] = [
  ['generator', testerSteps(TOPOLOGY.ingress, generator, { sends: false })],
  ['sink', testerSteps(TOPOLOGY.egress, {}, { sends: false, receives: 'nic' })],
  ['dut', dutSteps(TOPOLOGY)],
  ['a diagnosis', [dropTrace({})]],
  ...DATA_PLANES.flatMap((name) =>
    PROTOCOLS.map((protocol): [string, readonly Step[]] => [
      `${name} for ${protocol}`,
      planned(name, { ...PLAIN_TRAFFIC, protocol }).steps,
    ]),
  ),
  ...DATA_PLANES.flatMap((name) =>
    MODIFIERS.map((modifier): [string, readonly Step[]] => [
      `${modifier} on ${name}`,
      modifierOf(modifier).steps(planned(name).network),
    ]),
  ),
];

describe.each(cases)('the steps of %s', (_, steps) => {
  it('describe exactly the commands they run', async () => {
    for (const step of steps) {
      const host = recordingHost();
      await step.apply(host);
      expect(host.commands).toEqual(step.describe());
      expect(host.commands.length).toBeLessThanOrEqual(3);
    }
  });

  it('can be rebuilt from their ledger entry', () => {
    for (const step of steps) {
      const spec = JSON.parse(JSON.stringify(step.spec)) as Step['spec'];
      const rebuilt = STEP_KINDS[step.kind]?.fromLedger(spec);
      expect(rebuilt?.describe()).toEqual(step.describe());
      expect(rebuilt?.spec).toEqual(step.spec);
    }
  });
});

import { describe, expect, it } from 'vitest';
import { nicStamps } from '../../../src/provision/clocks/nic-stamps.js';
import { scriptedHost } from '../kernel-module/scripted-host.js';

const step = nicStamps({ interface: 'eno2' });

describe('the hardware timestamping settings of a NIC', () => {
  it('are recorded and restored', async () => {
    const stdout = 'current settings:\ntx_type 0\nrx_filter 1\n';
    const host = scriptedHost([[/^hwstamp_ctl -i eno2$/, { stdout }]]);
    await step.undo(host, await step.read(host));
    expect(host.lines).toEqual(['hwstamp_ctl -i eno2', 'hwstamp_ctl -i eno2 -t 0 -r 1']);
  });

  it('are left unchanged if the driver does not report them', async () => {
    const host = scriptedHost([[/^hwstamp_ctl/, { exitCode: 95 }]]);
    const before = await step.read(host);
    expect(before).toBeNull();
    await step.undo(host, before);
    expect(host.lines).toHaveLength(1);
  });
});

import { describe, expect, it } from 'vitest';
import { PreconditionFailure } from '../../../src/model/failure.js';
import { ptpPort } from '../../../src/provision/clocks/ptp-port.js';
import { fixture } from '../../linux/fixture.js';
import { scriptedHost } from '../kernel-module/scripted-host.js';

const FLAGS = '/sys/class/net/eno2/flags';
const machine = (flags: string) =>
  scriptedHost([
    [/^ethtool -T/, { stdout: fixture('ptp/ethtool-T-veth.txt') }],
    [/^tail/, { stdout: `==> ${FLAGS} <==\n${flags}\n` }],
  ]);
const step = ptpPort({ interface: 'eno2', stamping: 'software' });

describe('the port of PTP', () => {
  it('is brought up, and down again if it was down', async () => {
    expect(step.describe().map(({ argv }) => argv.join(' '))).toEqual(['ip link set dev eno2 up']);
    const down = machine('0x1002');
    await step.undo(down, await step.read(down));
    expect(down.lines.at(-1)).toBe('ip link set dev eno2 down');
    const up = machine('0x1003');
    const before = await step.read(up);
    const asked = up.lines.length;
    await step.undo(up, before);
    expect(up.lines).toHaveLength(asked);
  });

  it('has nothing to undo if it no longer exists', async () => {
    const missing = { exitCode: 1, stderr: 'Cannot find device "eno2"\n' };
    await step.undo(scriptedHost([[/^ip link/, missing]]), { up: false });
    const refused = { exitCode: 2, stderr: 'RTNETLINK answers: Operation not permitted\n' };
    await expect(step.undo(scriptedHost([[/^ip link/, refused]]), { up: false })).rejects.toThrow(
      'taking the port of PTP down',
    );
  });

  it('must support the requested timestamping', async () => {
    const hardware = ptpPort({ interface: 'eno2', stamping: 'hardware' });
    const refused = hardware.read(machine('0x1003'));
    await expect(refused).rejects.toBeInstanceOf(PreconditionFailure);
    await expect(refused).rejects.toThrow(/no PTP hardware clock.*\n.*stamping: software/);
  });

  it('must exist', async () => {
    const none = scriptedHost([
      [/^ethtool/, { exitCode: 1, stderr: 'netlink error: no device matches name (offset 24)\n' }],
    ]);
    await expect(step.read(none)).rejects.toThrow(/no device matches name[^]*clocks\.ptp4l/);
  });
});

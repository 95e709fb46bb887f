import { describe, expect, it } from 'vitest';
import { ConnectionLost } from '../../../../../src/host/errors.js';
import { Interrupted } from '../../../../../src/model/failure.js';
import { readAgain } from '../../../../../src/session/backends/machines/survey/read-again.js';
import { surveyed, surveyOf } from '../../../../../src/session/backends/machines/survey/survey.js';
import { fixture } from '../../../../linux/fixture.js';
import { runRecord } from '../../../../results/record.js';
import { surveyedHost, type Said } from './surveyed-host.js';

const { setup } = runRecord;
if (setup === null) throw new Error('the record has a setup');
const testbed = {
  roles: {
    generator: { machine: 'generator', ports: [] },
    dut: { machine: 'dut', ports: [], kernelSource: { type: 'distribution' as const } },
    sink: { machine: 'sink', ports: [], counting: 'auto' as const },
  },
};
const rings = fixture('settings/ethtool-g-e1000e.txt');
const governed =
  (governor: string, ring: string): Said =>
  (command) => {
    if (command.includes('scaling_governor')) {
      return ['driver\tintel_pstate', `governor\t${governor}`]
        .map((line) => `/sys/devices/system/cpu/cpu0/cpufreq/scaling_${line}\n`)
        .join('');
    }
    if (command.includes('/proc/net/pktgen')) return fixture('pktgen-all-files.txt');
    return command === 'ethtool -g eth1' ? ring : undefined;
  };

const machinesThat = (said: Said, host = surveyedHost(said)) => ({
  byRole: { generator: host, dut: host, sink: host },
});
const { generator, dut, sink } = setup.roles;
const ports = { generator: generator.ports, dut: dut.ports, sink: sink.ports };

const before = async () => {
  const machines = machinesThat(governed('performance', rings));
  const roles = surveyed(setup.roles, await surveyOf(machines, testbed, ports), []);
  return { testbed, setup: { ...setup, roles }, senders: ['generator'] as const };
};
const { signal } = new AbortController();

describe('readAgain', () => {
  it("finds no change if nothing changed, and reads pktgen's last devices", async () => {
    const machines = machinesThat(governed('performance', rings));
    const found = await readAgain({ ...(await before()), machines }, signal);
    expect(found.atEnd).toEqual({ state: 'read', changes: [] });
    expect(found.setup.roles.generator.pktgen?.devices).toMatchObject([
      { device: 'eth0@1' },
      { device: 'eth1' },
    ]);
  });

  it('names changes, once for all machines, and keeps the first readings', async () => {
    const shorter = rings.replaceAll('256', '128');
    const machines = machinesThat(governed('powersave', shorter));
    const found = await readAgain({ ...(await before()), machines }, signal);
    expect(found.atEnd).toMatchObject({
      state: 'read',
      changes: [
        {
          what: 'governor',
          where: 'generator, dut, sink',
          one: 'performance',
          other: 'powersave',
        },
        { what: 'receive ring', one: '256 of 4096', other: '128 of 4096' },
        { what: 'transmit ring' },
      ],
    });
    expect(found.setup.roles.dut.ports[0]?.settings?.rings?.receive.now).toBe(256);
  });

  it('does not fail a run whose machine does not answer, but an interruption ends it', async () => {
    const machineThat = (error: Error) => ({
      ...surveyedHost(() => undefined),
      in: (): never => {
        throw error;
      },
    });
    const gone = machinesThat(
      () => undefined,
      machineThat(new ConnectionLost('dut', ['ethtool'], 'reset')),
    );
    const found = await readAgain({ ...(await before()), machines: gone }, signal);
    expect(found.atEnd).toMatchObject({ state: 'not-read' });
    const stopped = machinesThat(() => undefined, machineThat(new Interrupted('reading')));
    await expect(readAgain({ ...(await before()), machines: stopped }, signal)).rejects.toThrow(
      Interrupted,
    );
  });
});

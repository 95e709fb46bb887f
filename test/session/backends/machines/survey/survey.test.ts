import { describe, expect, it } from 'vitest';
import { runSchema } from '../../../../../src/results/schema.js';
import { surveyed, surveyOf } from '../../../../../src/session/backends/machines/survey/survey.js';
import { fixture } from '../../../../linux/fixture.js';
import { runRecord } from '../../../../results/record.js';
import { surveyedHost, type Said } from './surveyed-host.js';

const { setup } = runRecord;
if (setup === null) throw new Error('the record has a setup');
const { roles } = setup;
const testbed = {
  roles: {
    generator: { machine: 'all', namespace: 'gen', ports: [] },
    dut: { machine: 'all', ports: [], kernelSource: { type: 'distribution' as const } },
    sink: { machine: 'all', ports: [], counting: 'auto' as const },
  },
};
const ports = { generator: [], dut: [{ interface: 'eth1' }], sink: [] };

const said: Said = (command) => {
  if (command.startsWith('first_lines /proc/sys')) return fixture('settings/system-files.txt');
  if (command === 'ethtool -g eth1') return fixture('settings/ethtool-g-vmxnet3.txt');
  if (command === 'ethtool -k eth1') return 'Features for eth1:\ngeneric-receive-offload: off\n';
  return undefined;
};

const survey = async (asked: string[] = [], says: Said = said) => {
  const host = surveyedHost(says, asked);
  const machines = { byRole: { generator: host, dut: host, sink: host } };
  return surveyed(roles, await surveyOf(machines, testbed, ports), ['generator']);
};

describe('a survey', () => {
  it('runs one command per role, in its namespace', async () => {
    const asked: string[] = [];
    await survey(asked);
    expect(asked).toEqual(['gen', 'machine', 'machine']);
  });

  it('has the readings, and null with the reason for what could not be read', async () => {
    const { dut } = await survey();
    expect(dut.system).toMatchObject({ clockSource: 'tsc', microcode: null });
    expect(dut.system?.unread).toHaveProperty('microcode');
    expect(dut.system?.unread).not.toHaveProperty('clockSource');
    const [port] = dut.ports;
    expect(port?.offloads).toEqual({ 'generic-receive-offload': false });
    expect(port?.settings).toMatchObject({
      rings: { receive: { now: 1024, maximum: 4096 } },
      pause: null,
      unread: { pause: 'ethtool -a eth1: Operation not supported' },
    });
  });

  it('has pktgen if it sends, and matches the archive schema', async () => {
    const found = await survey();
    expect(found.generator.pktgen).toMatchObject({ version: null, devices: null });
    expect(found.sink.pktgen).toBeUndefined();
    const record = { ...runRecord, setup: { ...setup, roles: found } };
    expect(runSchema.parse(JSON.parse(JSON.stringify(record)))).toEqual(record);
  });

  it('has a reason for every reading of a machine that does not answer', async () => {
    const { dut } = await survey([], () => undefined);
    const { unread, ...values } = dut.system ?? { unread: {} };
    expect(new Set(Object.values(values))).toEqual(new Set([null]));
    expect(Object.keys(unread).sort()).toEqual(Object.keys(values).sort());
    expect(dut.ports[0]?.offloads).toEqual(roles.dut.ports[0]?.offloads);
  });
});

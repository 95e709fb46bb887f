import { describe, expect, it } from 'vitest';
import { parseLedger } from '../../src/provision/ledger.js';
import { STEP_KINDS } from '../../src/provision/registry.js';
import { recordingHost } from './recording-host.js';

/** A line for each kind of step, as version 0.1.0 wrote them. */
const EARLIER = `
{"sequence":1,"run":"r","kind":"module-build","spec":{"module":"napi_macvlan","source":{"type":"debian-package"}},"before":null}
{"sequence":2,"run":"r","kind":"module-load","spec":{"module":"napi_macvlan"},"before":{"loaded":false}}
{"sequence":3,"run":"r","kind":"modprobe","spec":{"module":"pktgen"},"before":{"absent":["pktgen"]}}
{"sequence":4,"run":"r","kind":"ports-up","spec":{"namespace":"gen","interfaces":["gen0"]},"before":{"down":["gen0"],"sysctls":{"net/ipv6/conf/gen0/disable_ipv6":"0"}}}
{"sequence":5,"run":"r","kind":"sysctl","spec":{"namespace":"sink","settings":{"net/ipv4/conf/sink0/forwarding":"0"}},"before":{"net/ipv4/conf/sink0/forwarding":"1"}}
{"sequence":6,"run":"r","kind":"frame-sink","spec":{"namespace":"sink","interfaces":["sink0"]},"before":null}
{"sequence":7,"run":"r","kind":"namespace","spec":{"name":"vrbench-vr0","settings":{"net/ipv4/ip_forward":"1"}},"before":null}
{"sequence":8,"run":"r","kind":"interfaces","spec":{"apply":[{"namespace":"vrbench-vr0","lines":[["link","set","dev","vr0-p0","up"]]}],"undo":[{"namespace":"vrbench-vr0","lines":[["link","del","dev","vr0-p0"]]}]},"before":null}
{"sequence":9,"run":"r","kind":"ipv6-routing","spec":{"interfaces":["dut0"]},"before":{"multicast":["dut0"],"sysctls":{"net/ipv6/conf/all/forwarding":"0"}}}
{"sequence":10,"run":"r","kind":"frame-filters","spec":{"namespace":"vrbench-vr0","devices":["vr0-p0"],"filters":[{"action":"deny","match":"destination","network":"198.18.96.0/24"}]},"before":null}
{"sequence":11,"run":"r","kind":"software-nic","spec":{"pairs":[{"dut":{"interface":"dut0","mac":"02:76:72:90:00:00","cpu":0},"peer":{"interface":"gen0","mac":"02:76:72:90:00:01","namespace":"gen","cpu":0,"discard":true}}],"receiveRing":256,"transmitRing":256,"speed":1000,"receiveOffload":false},"before":null}
`.trimStart();

/** What undoing an entry runs on a machine. */
const undone = async (line: string): Promise<string> => {
  const [entry = expect.fail()] = parseLedger(`${line}\n`).entries;
  const host = recordingHost();
  await STEP_KINDS[entry.kind]?.fromLedger(entry.spec).undo(host, entry.before);
  return host.commands.map(({ argv, stdin = '' }) => [...argv, stdin].join(' ')).join('\n');
};

const lines = EARLIER.trimEnd().split('\n');

describe('STEP_KINDS', () => {
  it('has a line of version 0.1.0 for every kind that version had', () => {
    const kinds = parseLedger(EARLIER).entries.map(({ kind }) => kind);
    expect(Object.keys(STEP_KINDS)).toEqual(expect.arrayContaining(kinds));
    expect(new Set(kinds).size).toBe(11);
  });

  it.each(lines.map((line, index) => [index + 1, line] as const))(
    'undoes what entry %i of version 0.1.0 records',
    async (_, line) => {
      expect(await undone(line)).not.toBe('');
    },
  );

  it('restores the previous state recorded in the entry', async () => {
    expect(await undone(lines[3] ?? '')).toContain('link set dev gen0 down');
    expect(await undone(lines[3] ?? '')).toContain('-net/ipv6/conf/gen0/disable_ipv6 0');
    expect(await undone(lines[4] ?? '')).toContain('-net/ipv4/conf/sink0/forwarding 1');
    expect(await undone(lines[7] ?? '')).toContain('link del dev vr0-p0');
  });

  it('refuses a spec of another shape', () => {
    expect(() => STEP_KINDS.namespace?.fromLedger({ name: '-x', settings: {} })).toThrow();
  });
});

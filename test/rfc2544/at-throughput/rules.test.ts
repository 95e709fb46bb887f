import { describe, expect, it } from 'vitest';
import { fitFindings } from '../../../src/config/fit.js';
import { loadPlaybook, loadTestbed } from '../../../src/config/load.js';
import { changed, problemsOf, TESTBED, withFile } from '../../config/examples.js';

const RECOVERY = `name: recovery
dataPlanes: [napi-macvlan]
trial: { duration: 1 s }
procedures:
  - test: system-recovery
    frameRate: 100 kpps
    throughput: 50 kpps
`;
const LATENCY = `name: latency
dataPlanes: [napi-macvlan]
trial: { duration: 1 s }
procedures:
  - test: latency
    throughput: 50 kpps
`;
const RESET = `name: reset
dataPlanes: [napi-macvlan]
trial: { duration: 1 s }
procedures:
  - test: reset
    kind: reboot
    throughput: 50 kpps
`;

describe('tests at a known throughput', () => {
  it('have the lengths that RFC 2544 asks for unless a playbook says otherwise', async () => {
    const { playbook } = await withFile(RECOVERY, loadPlaybook);
    expect(playbook.procedures[0]).toMatchObject({ overload: 60e9, observation: 60e9, repeats: 3 });
    const { playbook: tagged } = await withFile(LATENCY, loadPlaybook);
    expect(tagged.procedures[0]).toMatchObject({ duration: 120e9, tagAfter: 60e9, repeats: 20 });
    const { playbook: other } = await withFile(RESET, loadPlaybook);
    expect(other.procedures[0]).toMatchObject({ duration: 60e9, after: 10e9, repeats: 3 });
  });

  it.each([
    [
      RECOVERY,
      'dataPlanes: [napi-macvlan]',
      'dataPlanes: [napi-macvlan]\nframeSizes: [64, 128]',
      '8:17 procedures[0].throughput: holds for the one data plane and frame size it was' +
        ' measured at; this playbook has 1 data plane and 2 frame sizes (RFC 2544 section 26.5)',
    ],
    [
      RECOVERY,
      'throughput: 50 kpps',
      'throughput: 101 kpps',
      '7:17 procedures[0].throughput: must not be more than frameRate:' +
        ' 101000 pps is more than 100000 pps (RFC 2544 section 26.5)',
    ],
    [
      RECOVERY,
      'throughput: 50 kpps',
      'throughput: 50 kpps\n    overload: 10 us',
      '7:17 procedures[0].throughput: a trial of 0.01 ms at 27500 pps has no frame to send',
    ],
    [
      LATENCY,
      'dataPlanes: [napi-macvlan]',
      'dataPlanes: [napi-macvlan, macvlan]',
      '6:17 procedures[0].throughput: holds for the one data plane and frame size it was' +
        ' measured at; this playbook has 2 data planes and 1 frame size (RFC 2544 section 26.2)',
    ],
    [
      LATENCY,
      'throughput: 50 kpps',
      'throughput: 50 kpps\n    duration: 60 s',
      '5:5 procedures[0].tagAfter: must be before the trial ends: 60 s is not less than 60 s',
    ],
    [
      RESET,
      'kind: reboot',
      'kind: rebot',
      "6:11 procedures[0].kind: unknown kind of reset 'rebot'; did you mean 'reboot'?" +
        ' (module-reload, interface, reboot, power)',
    ],
    [
      RESET,
      'kind: reboot',
      'kind: reboot\n    duration: 10 s',
      '5:5 procedures[0].after: must be before the trial ends: 10 s is not less than 10 s',
    ],
    [
      RESET,
      'throughput: 50 kpps',
      'throughput: 50 kpps\n    duration: 10 us\n    after: 0 s',
      '7:17 procedures[0].throughput: a trial of 0.01 ms at 50000 pps has no frame to send',
    ],
  ])('are refused (%#)', async (text, from, to, problem) => {
    expect(await problemsOf(changed(text, from, to))).toEqual([problem]);
  });

  it('reset a DUT as its testbed allows, or are refused before anything is measured', async () => {
    const problems = async (testbed: string, kind: string): Promise<string[]> => {
      const { file } = await withFile(testbed, loadTestbed);
      const { playbook } = await withFile(changed(RESET, 'reboot', kind), loadPlaybook);
      return fitFindings(file, playbook).map(({ message }) => message);
    };
    const kinds = ['module-reload', 'interface', 'reboot'];
    for (const kind of kinds) expect(await problems(TESTBED, kind)).toEqual([]);
    expect(await problems(TESTBED, 'power')).toEqual([
      "the DUT of testbed 'small' cannot be reset by power:" +
        ' the testbed does not specify machines.middle.power',
    ]);
    const middle = 'middle: { connection: { type: ssh, host: 192.0.2.2 }';
    const power = `${middle}, power: { off: [pdu, off], on: [pdu, on] }`;
    expect(await problems(changed(TESTBED, middle, power), 'power')).toEqual([]);
    const here = changed(TESTBED, 'type: ssh, host: 192.0.2.2', 'type: local');
    expect(await problems(here, 'reboot')).toEqual([
      "the DUT of testbed 'small' cannot be reset by reboot: machine 'middle' is this computer",
    ]);
    const shared = changed(TESTBED, 'machine: left,', 'machine: middle, namespace: gen,');
    expect(await problems(shared, 'reboot')).toEqual([
      expect.stringMatching(/by reboot: machine 'middle' is also the generator$/),
    ]);
    const bare = changed(RESET, 'napi-macvlan', 'ip-forwarder');
    const reload = await withFile(changed(bare, 'reboot', 'module-reload'), loadPlaybook);
    const small = await withFile(TESTBED, loadTestbed);
    expect(fitFindings(small.file, reload.playbook).map(({ message }) => message)).toEqual([
      expect.stringMatching(/by module-reload: ip-forwarder has no module to reload; use/),
    ]);
    const { file } = await loadTestbed('testbeds/deterministic-lab.yaml');
    const { playbook } = await withFile(changed(RESET, 'reboot', 'interface'), loadPlaybook);
    expect(fitFindings(file, playbook).map(({ message }) => message)).toEqual([
      expect.stringMatching(/by interface: in a deterministic lab nothing else can be done while/),
    ]);
  });

  it('need timestamps: no clones, no NICs alone', async () => {
    const cloned = changed(LATENCY, 'duration: 1 s', 'duration: 1 s, cloneSkb: 8');
    expect(await problemsOf(cloned)).toEqual([
      expect.stringMatching(/^3:35 trial\.cloneSkb: must be 0 for latency: a clone repeats/),
    ]);
    const loaded = await withFile(LATENCY, loadPlaybook);
    const problems = async (testbed: string): Promise<string[]> => {
      const { file } = await withFile(testbed, loadTestbed);
      return fitFindings(file, loaded.playbook).map(({ message }) => message);
    };
    expect(await problems(TESTBED)).toEqual([]);
    const byNic = changed(
      TESTBED,
      'sink: { machine: right,',
      'sink: { counting: nic, machine: right,',
    );
    expect(await problems(byNic)).toEqual([
      expect.stringMatching(
        /^latency needs per-frame timestamps, which NIC counters do not provide: /,
      ),
    ]);
    const { file } = await loadTestbed('testbeds/deterministic-lab.yaml');
    expect(fitFindings(file, loaded.playbook)).toEqual([]);
  });
});

import { dirname } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DATA_PLANES } from '../../src/model/data-plane.js';
import { InvalidFile, loadAny, loadPlaybook, loadTestbed } from '../../src/config/load.js';
import { changed, PLAYBOOK, problemsOf, TESTBED, withFile } from './examples.js';

const failureOf = async (loading: Promise<unknown>): Promise<InvalidFile> => {
  const error: unknown = await loading.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof InvalidFile))
    throw new Error(`expected InvalidFile, got ${String(error)}`);
  return error;
};

describe('a valid file', () => {
  it('is loaded as a testbed with its text and folder', async () => {
    await withFile(TESTBED, async (path) => {
      const { file, text, folder } = await loadTestbed(path);
      expect(file.roles.dut.kernelSource).toEqual({ type: 'distribution' });
      expect(file.linkSpeed).toBe(1e9);
      expect(text).toBe(TESTBED);
      expect(folder).toBe(dirname(path));
    });
  });

  it('is loaded as a playbook with the waits of RFC 2544 section 23 by default', async () => {
    await withFile(PLAYBOOK, async (path) => {
      const { playbook, text } = await loadPlaybook(path);
      expect(playbook.trial).toEqual({
        warmUp: 0,
        starvationTolerance: 0.05,
        duration: 1e9,
        learning: 0,
        learningWait: 2e9,
        residualWait: 2e9,
        restabilise: 5e9,
        cloneSkb: 0,
      });
      expect(playbook.frameSizes).toEqual([64]);
      expect(playbook.procedures[1]).toEqual({
        test: 'throughput',
        search: 'binary',
        minimumLoad: 1000,
        maximumLoad: 100_000,
        resolution: 0.02,
        repeats: 1,
      });
      expect(text).toBe(PLAYBOOK);
    });
  });

  it('is recognized by its keys', async () => {
    expect(await withFile(TESTBED, loadAny)).toMatchObject({ kind: 'testbed' });
    expect(await withFile(PLAYBOOK, loadAny)).toMatchObject({ kind: 'playbook' });
    expect(await problemsOf('name: x\n')).toEqual([
      '1:1: neither a testbed (machines, roles, links, lab) nor a playbook (dataPlanes, procedures, trial, frameSizes)',
    ]);
  });
});

describe('a file of the other kind', () => {
  it('is reported as such, in one line', async () => {
    const asPlaybook = await withFile(TESTBED, (path) => failureOf(loadPlaybook(path)));
    expect(asPlaybook.problems).toHaveLength(1);
    expect(asPlaybook.message).toMatch(
      /:1:1: this is a testbed, but a playbook is expected here; .*swapped/,
    );
    const asTestbed = await withFile(PLAYBOOK, (path) => failureOf(loadTestbed(path)));
    expect(asTestbed.message).toMatch(
      /:1:1: this is a playbook, but a testbed is expected here; .*-t/,
    );
  });
});

describe('a file that cannot be read', () => {
  it('is an invalid file that names it and says why', async () => {
    const error = await failureOf(loadPlaybook('missing.yaml'));
    expect(error.kind).toBe('invalid-file');
    expect(error.message).toContain('missing.yaml: cannot be read: ENOENT');
    expect(await failureOf(loadTestbed('.'))).toMatchObject({ file: '.' });
  });
});

describe('a problem', () => {
  it('comes with file, line, column, path and the nearest valid name', async () => {
    const text = changed(PLAYBOOK, '- napi-macvlan', '- napi-macvlna');
    await withFile(text, async (path) => {
      const error = await failureOf(loadPlaybook(path));
      expect(error.problems).toEqual([
        `${path}:4:5 dataPlanes[1]: unknown data plane 'napi-macvlna'; did you mean 'napi-macvlan'?` +
          ` (${DATA_PLANES.join(', ')})`,
      ]);
      expect(error.message).toBe(`reading ${path}: a problem\n  ${error.problems.join('')}`);
    });
  });

  it('does not suggest a name that is too different', async () => {
    expect(await problemsOf(changed(PLAYBOOK, '- napi-macvlan', '- sriov'))).toEqual([
      "4:5 dataPlanes[1]: unknown data plane 'sriov'; expected one of" +
        ` (${DATA_PLANES.join(', ')})`,
    ]);
  });

  it('is reported together with all others, in the order of the text', async () => {
    const text = changed(
      changed(changed(PLAYBOOK, 'name: short', 'name: 7'), 'duration: 1 s', 'duration: 60'),
      'trial:',
      'dataplanes: []\ntrial:',
    );
    expect(await problemsOf(text)).toEqual([
      '1:7 name: expected text, found 7',
      "5:1: unknown key 'dataplanes'; did you mean 'dataPlanes'? (name, description, ingressPorts," +
        ' egressPorts, dataPlanes, frameSizes, traffic, routers, receive, networks, modifiers, order, trial, reference, procedures, thresholds, environments)',
      '7:13 trial.duration: expected a duration with its unit, such as "500 ms" or "60 s", found 60',
    ]);
  });

  it('in a tagged union is reported for the branch selected by the tag', async () => {
    expect(await problemsOf(changed(PLAYBOOK, 'resolution: 2 %', 'samples: 3'))).toEqual([
      '10:5 procedures[1].resolution: missing',
      "13:5 procedures[1]: unknown key 'samples'; expected one of" +
        ' (test, search, minimumLoad, maximumLoad, resolution, repeats)',
    ]);
    expect(
      await problemsOf(changed(TESTBED, '{ type: local }', '{ type: local, user: me }')),
    ).toEqual(["5:39 machines.right.connection: unknown key 'user'; expected one of (type, sudo)"]);
  });

  it('with the tag itself lists the tags', async () => {
    expect(await problemsOf(changed(PLAYBOOK, 'test: throughput', 'test: thruput'))).toEqual([
      "10:11 procedures[1].test: unknown test 'thruput'; expected one of" +
        ' (load-sweep, throughput, mlrsearch, latency, frame-loss-rate, back-to-back,' +
        ' system-recovery, reset, soak, drop-reasons)',
    ]);
    expect(await problemsOf(changed(TESTBED, 'type: local', 'type: locl'))).toEqual([
      "5:32 machines.right.connection.type: unknown type 'locl'; did you mean 'local'? (ssh, local)",
    ]);
    expect(
      await problemsOf(changed(PLAYBOOK, '- test: load-sweep\n    intended', '- intended')),
    ).toEqual([
      '8:5 procedures[0].test: missing; expected one of (load-sweep, throughput, mlrsearch, latency,' +
        ' frame-loss-rate, back-to-back, system-recovery, reset, soak, drop-reasons)',
    ]);
  });

  it('with a name used as a key is located at the key', async () => {
    expect(await problemsOf(changed(TESTBED, '  left:', '  Left:'))).toEqual([
      "3:3 machines: expected a lower-case letter, then letters, digits and hyphens, found 'Left'",
    ]);
  });

  it.each([
    ['ingressPorts: 0', '14:15 ingressPorts: expected at least 1, found 0'],
    ['ingressPorts: 1.5', '14:15 ingressPorts: expected a whole number, found 1.5'],
    [
      'frameSizes: [1519]',
      '14:14 frameSizes[0]: expected an Ethernet frame of 64 to 1518 bytes (RFC 2544 section 9.1), found 1519',
    ],
    [
      'frameSizes: [64, 63]',
      '14:18 frameSizes[1]: expected an Ethernet frame of 64 to 1518 bytes (RFC 2544 section 9.1), found 63',
    ],
    ['frameSizes: []', '14:13 frameSizes: expected at least 1 in the list'],
    ['frameSizes: 64', '14:13 frameSizes: expected a list, found 64'],
    ['frameSizes:', '14:12 frameSizes: expected a list, found nothing'],
    ['description: [a]', '14:14 description: expected text, found a list'],
  ])('for %s says what was expected', async (line, problem) => {
    expect(await problemsOf(`${PLAYBOOK}${line}\n`)).toEqual([problem]);
  });

  it('in an empty file or a list is located at the whole document', async () => {
    await withFile('', async (path) => {
      const { problems } = await failureOf(loadTestbed(path));
      expect(problems).toEqual([`${path}:1:1: expected a mapping, found nothing`]);
    });
    await withFile('- a\n', async (path) => {
      const { problems } = await failureOf(loadPlaybook(path));
      expect(problems).toEqual([`${path}:1:1: expected a mapping, found a list`]);
    });
  });
});

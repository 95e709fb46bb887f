import { execa } from 'execa';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import type { CommandLogEntry } from '../../../../../src/host/open.js';
import { openLocal } from '../../../../../src/host/local.js';
import { moduleFile } from '../../../../../src/provision/kernel-module/modules.js';
import { signBuilt } from '../../../../../src/provision/kernel-module/signing/sign.js';

const MODULE = 'frame_sink';
const MARKER = '~Module signature appended~\n';
const BUILT = moduleFile(MODULE);
const CONTENT = Buffer.from('\x7fELF and the rest of a module');

interface Made {
  readonly key: string;
  readonly certificate: string;
}

let folder: string;

const makeKey = async (): Promise<Made> => {
  const made = { key: join(folder, 'key.pem'), certificate: join(folder, 'certificate.pem') };
  await execa('openssl', [
    ...['req', '-new', '-x509', '-newkey', 'rsa:2048', '-nodes', '-subj', '/CN=vrbench test/'],
    ...['-keyout', made.key, '-out', made.certificate],
  ]);
  return made;
};

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vrbench-'));
  return () => rm(folder, { recursive: true });
});

describe('signing a module', () => {
  it('appends a signature that its certificate verifies, and leaves no key', async () => {
    const signing = await makeKey();
    const log: CommandLogEntry[] = [];
    await using host = openLocal('dut', { type: 'local', sudo: false }, (entry) => log.push(entry));
    await host.upload([{ path: BUILT, content: CONTENT }]);
    onTestFinished(() => rm(dirname(BUILT), { recursive: true }));
    await signBuilt(host, MODULE, signing, {});

    const signed = await readFile(BUILT);
    expect(signed.subarray(0, CONTENT.length)).toEqual(CONTENT);
    expect(signed.subarray(-MARKER.length).toString()).toBe(MARKER);
    const trailer = signed.subarray(-MARKER.length - 12, -MARKER.length);
    // struct module_signature: a signature in PKCS#7, of what its own text says.
    expect([...trailer.subarray(0, 8)]).toEqual([0, 0, 2, 0, 0, 0, 0, 0]);
    const size = trailer.readUInt32BE(8);
    expect(signed.length).toBe(CONTENT.length + size + 12 + MARKER.length);
    const files = { module: join(folder, 'module'), signature: join(folder, 'signature') };
    await writeFile(files.module, CONTENT);
    await writeFile(files.signature, signed.subarray(CONTENT.length, CONTENT.length + size));
    await execa('openssl', [
      ...['cms', '-verify', '-binary', '-inform', 'DER', '-in', files.signature],
      ...['-content', files.module, '-certfile', signing.certificate, '-noverify'],
      ...['-out', '/dev/null'],
    ]);

    expect((await readdir(dirname(BUILT))).sort()).toEqual([`${MODULE}.ko`, 'signing.pem']);
    const secret = (await readFile(signing.key, 'utf8')).split('\n')[1] ?? expect.fail();
    expect(JSON.stringify(log)).not.toContain(secret);
    expect(log.length).toBeGreaterThan(0);
  });

  it('says what the signer said, and leaves no key', async () => {
    const signing = await makeKey();
    await using host = openLocal('dut', { type: 'local', sudo: false });
    onTestFinished(() => rm(dirname(BUILT), { recursive: true, force: true }));
    await expect(signBuilt(host, MODULE, signing, {})).rejects.toThrow(
      /^signing frame_sink on dut/,
    );
    expect(await readdir(dirname(BUILT))).toEqual(['signing.pem']);
  });
});

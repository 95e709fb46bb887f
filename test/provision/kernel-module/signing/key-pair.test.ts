import { chmod, copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { PreconditionFailure } from '../../../../src/model/failure.js';
import { readKeyPair } from '../../../../src/provision/kernel-module/signing/key-pair.js';

const FIXTURES = new URL('../../../fixtures/kernel-module/signing/', import.meta.url);
const fixture = (name: string): string => fileURLToPath(new URL(name, FIXTURES));
const text = (name: string): string => readFileSync(new URL(name, FIXTURES), 'utf8');

let folder: string;

/** A copy that nobody else can read, as git does not keep that. */
const own = async (name: string): Promise<string> => {
  const file = join(folder, name);
  await copyFile(fixture(name), file);
  await chmod(file, 0o600);
  return file;
};

const refusal = async (key: string, certificate: string): Promise<string> => {
  const error: unknown = await readKeyPair({ key, certificate }).catch((reason: unknown) => reason);
  if (error instanceof PreconditionFailure) return error.message;
  throw new Error('it was not refused', { cause: error });
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vrbench-'));
  return () => rm(folder, { recursive: true });
});

describe('readKeyPair', () => {
  it.each(['certificate.pem', 'certificate.der'])('reads a key with %s', async (certificate) => {
    const pair = await readKeyPair({
      key: await own('key.pem'),
      certificate: fixture(certificate),
    });
    expect(pair.certificate).toBe(text('certificate.pem'));
    expect(pair.key).toMatch(/^-----BEGIN PRIVATE KEY-----\n/);
  });

  it('refuses a certificate of another key', async () => {
    expect(await refusal(await own('key.pem'), fixture('another.pem'))).toContain(
      'this certificate does not belong to the key',
    );
  });

  it('refuses a key that others can read', async () => {
    const key = await own('key.pem');
    await chmod(key, 0o640);
    expect(await refusal(key, fixture('certificate.pem'))).toContain(`chmod 600 ${key}`);
  });

  it('refuses a key with a passphrase, and shows nothing of it', async () => {
    const message = await refusal(await own('encrypted.pem'), fixture('certificate.pem'));
    expect(message).toContain('this key has a passphrase');
    expect(message).toContain('openssl pkey -in');
  });

  it('names the wrong file', async () => {
    const junk = join(folder, 'junk');
    await writeFile(junk, 'no key\n', { mode: 0o600 });
    expect(await refusal(junk, fixture('certificate.pem'))).toContain('this is not a private key');
    expect(await refusal(await own('key.pem'), junk)).toContain('this is not an X.509 certificate');
    expect(await refusal(join(folder, 'none'), junk)).toContain('correct key of moduleSigning');
    expect(await refusal(await own('key.pem'), join(folder, 'none'))).toContain(
      'correct certificate of moduleSigning',
    );
  });
});

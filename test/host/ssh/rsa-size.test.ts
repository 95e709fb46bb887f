import { generateKeyPairSync } from 'node:crypto';
import ssh2 from 'ssh2';
import { describe, expect, it } from 'vitest';
import { rsaBits } from '../../../src/host/ssh/rsa-size.js';

const blobOf = (pem: string): Buffer => {
  const key = ssh2.utils.parseKey(pem);
  if (key instanceof Error) throw key;
  return key.getPublicSSH();
};

describe('rsaBits', () => {
  it.each([1024, 2048, 3072])('is the size of an RSA key of %s bits', (modulusLength) => {
    const { privateKey } = generateKeyPairSync('rsa', {
      modulusLength,
      privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
      publicKeyEncoding: { type: 'pkcs1', format: 'pem' },
    });
    expect(rsaBits(blobOf(privateKey))).toBe(modulusLength);
  });

  it('is undefined for another kind of key', () => {
    const { private: key } = ssh2.utils.generateKeyPairSync('ed25519');
    expect(rsaBits(blobOf(key))).toBeUndefined();
  });
});

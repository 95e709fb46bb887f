import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  algorithmsFor,
  fingerprint,
  parseFound,
  presentedKey,
} from '../../../../src/host/ssh/host-key/known-hosts.js';

/** What `ssh-keygen -F '[192.0.2.7]:2222'` printed for a hashed, a plain, a revoked and a CA entry. */
const FOUND = readFileSync(
  new URL('../../../fixtures/host/ssh-keygen-F.txt', import.meta.url),
  'utf8',
);

describe('parseFound', () => {
  it('separates trusted keys, revoked ones and those of certificate authorities', () => {
    const { trusted, revoked, authorities } = parseFound(FOUND);
    expect(trusted.map(({ type }) => type)).toEqual(['ssh-ed25519', 'ssh-rsa']);
    expect(revoked.map(({ type }) => type)).toEqual(['ssh-ed25519']);
    expect(authorities.length).toBe(1);
  });

  it('computes the fingerprints that ssh-keygen -l prints', () => {
    const [first] = parseFound(FOUND).trusted;
    expect(first && fingerprint(first.blob)).toBe(
      'SHA256:zXoID/D5h8wmCiv+8kS68ZcunRWuNuQO1Fhaa3xqhCY',
    );
  });

  it('finds no key in an empty text', () => {
    expect(parseFound('')).toEqual({ trusted: [], revoked: [], authorities: [] });
  });
});

describe('presentedKey', () => {
  it('has its type in it', () => {
    const [first] = parseFound(FOUND).trusted;
    expect(first && presentedKey(first.blob)).toEqual(first);
  });
});

describe('algorithmsFor', () => {
  it('offers only what is known, Ed25519 first, and RSA without SHA-1', () => {
    const { trusted } = parseFound(FOUND);
    expect(algorithmsFor([...trusted].reverse())).toEqual([
      'ssh-ed25519',
      'rsa-sha2-512',
      'rsa-sha2-256',
    ]);
  });

  it('offers nothing for keys the SSH library does not support', () => {
    expect(algorithmsFor([{ type: 'ssh-xmss', blob: Buffer.alloc(0) }])).toEqual([]);
  });
});

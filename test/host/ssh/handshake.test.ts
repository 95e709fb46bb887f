import { describe, expect, it } from 'vitest';
import { handshakeLog } from '../../../src/host/ssh/handshake.js';

describe('handshakeLog', () => {
  // As ssh2 1.17 prints it.
  const lines = [
    'Handshake: (local) KEX method: curve25519-sha256,ext-info-c,kex-strict-c-v00@openssh.com',
    'Handshake: (remote) KEX method: curve25519-sha256,kex-strict-s-v00@openssh.com',
    'Handshake: KEX algorithm: curve25519-sha256',
    'Handshake: (local) C->S cipher: aes128-gcm@openssh.com,aes128-ctr',
    'Handshake: (remote) C->S cipher: aes128-cbc,3des-cbc',
    'Handshake: No matching C->S cipher',
  ];

  it('has both lists of what did not match', () => {
    const log = handshakeLog();
    for (const line of lines) log.debug(line);
    expect(log.mismatch(new Error('Handshake failed: no matching C->S cipher'))).toEqual({
      keyword: 'Ciphers',
      ours: ['aes128-gcm@openssh.com', 'aes128-ctr'],
      theirs: ['aes128-cbc', '3des-cbc'],
    });
    expect(log.mismatch(new Error('read ECONNRESET'))).toBeUndefined();
  });

  it('omits entries that are not algorithms', () => {
    const log = handshakeLog();
    for (const line of lines.slice(0, 2)) log.debug(line);
    const error = new Error('Handshake failed: no matching key exchange algorithm');
    expect(log.mismatch(error)).toEqual({
      keyword: 'KexAlgorithms',
      ours: ['curve25519-sha256'],
      theirs: ['curve25519-sha256'],
    });
  });

  it('waits for a signature only until it has been sent', () => {
    const log = handshakeLog();
    const phases = [
      'Socket connected',
      "Remote ident: 'SSH-2.0-OpenSSH_9.2p1'",
      'Outbound: Sending USERAUTH_REQUEST (publickey -- check)',
      'Inbound: Received USERAUTH_PK_OK',
      'Outbound: Sending USERAUTH_REQUEST (publickey)',
      'Inbound: Received USERAUTH_SUCCESS',
    ].map((line) => {
      log.debug(line);
      return log.phase();
    });
    expect(phases).toEqual([
      'connected',
      'answering',
      'answering',
      'signing',
      'answering',
      'answering',
    ]);
  });

  it('knows whether a signature is unanswered: a banner is no answer', () => {
    const signing = 'Outbound: Sending USERAUTH_REQUEST (publickey)';
    const signedAfter = (...printed: readonly string[]): boolean => {
      const log = handshakeLog();
      for (const line of printed) log.debug(line);
      return log.signed();
    };
    expect(signedAfter('Inbound: Received USERAUTH_PK_OK')).toBe(false);
    expect(signedAfter(signing, 'Inbound: Received USERAUTH_BANNER')).toBe(true);
    expect(signedAfter(signing, 'Inbound: Received USERAUTH_FAILURE (publickey)')).toBe(false);
    expect(signedAfter(signing, 'Inbound: Received USERAUTH_SUCCESS')).toBe(false);
  });

  it('knows the methods that the machine accepts next', () => {
    const log = handshakeLog();
    expect(log.methods()).toEqual([]);
    log.debug('Inbound: Received USERAUTH_FAILURE (publickey,password)');
    log.debug('Inbound: Received USERAUTH_FAILURE (keyboard-interactive)');
    expect(log.methods()).toEqual(['keyboard-interactive']);
  });
});

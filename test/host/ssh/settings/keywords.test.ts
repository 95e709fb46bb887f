import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { refusedSettings } from '../../../../src/host/ssh/settings/keywords.js';
import { parseSettings } from '../../../../src/host/ssh/settings/read-settings.js';

/** What `ssh -G` of OpenSSH 9.2 printed. */
const captured = (name: string): string =>
  readFileSync(new URL(`../../../fixtures/host/${name}`, import.meta.url), 'utf8');

const refused = (settings: string, defaults = ''): readonly string[] =>
  refusedSettings(parseSettings(settings), parseSettings(defaults)).map(({ keyword }) => keyword);

describe('refusedSettings', () => {
  it('knows every keyword of OpenSSH 9.2', () => {
    const defaults = parseSettings(captured('ssh-G-jump.txt'));
    const changed = new Map([...defaults.keys()].map((key) => [key, ['publickey']]));
    expect(refusedSettings(changed, defaults).map(({ keyword }) => keyword)).toEqual([
      'ProxyUseFdpass',
      'RekeyLimit',
    ]);
  });

  it('refuses, by name, settings that vrbench does not support', () => {
    expect(refused('rekeylimit 1073741824 3600', 'rekeylimit 0 0')).toEqual(['RekeyLimit']);
    expect(refused('bindinterface eth0\npkcs11provider /x.so')).toEqual([
      'BindInterface',
      'PKCS11Provider',
    ]);
  });

  it('accepts the default, or no value', () => {
    expect(refused('rekeylimit 0 0', 'rekeylimit 0 0')).toEqual([]);
    expect(refused('pkcs11provider none')).toEqual([]);
  });

  it.each([
    ['pubkeyauthentication true', []],
    ['pubkeyauthentication unbound', []],
    ['pubkeyauthentication false', ['PubkeyAuthentication']],
    ['preferredauthentications password,publickey', []],
    ['preferredauthentications password', ['PreferredAuthentications']],
  ])('looks at the value of %s', (line, expected) => {
    expect(refused(line)).toEqual(expected);
  });

  it('refuses a keyword that is newer than vrbench, by the name that ssh prints', () => {
    expect(refused('trustnobody yes', 'trustnobody no')).toEqual(['trustnobody']);
    expect(refused('trustnobody no', 'trustnobody no')).toEqual([]);
  });
});

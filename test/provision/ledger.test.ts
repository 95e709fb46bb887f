import { describe, expect, it } from 'vitest';
import { parseLedger, type LedgerEntry } from '../../src/provision/ledger.js';

const entry = (sequence: number): LedgerEntry => ({
  sequence,
  run: 'run-1',
  kind: 'sysctl',
  spec: { settings: { 'net/ipv4/ip_forward': '1' } },
  before: { 'net/ipv4/ip_forward': '0' },
});
const text = [entry(1), entry(2)].map((one) => `${JSON.stringify(one)}\n`).join('');

describe('parseLedger', () => {
  it('reads what was written', () => {
    expect(parseLedger(text)).toEqual({ entries: [entry(1), entry(2)], torn: false });
  });

  it('treats a missing file as an empty ledger', () => {
    expect(parseLedger('')).toEqual({ entries: [], torn: false });
  });

  it('drops a truncated last line', () => {
    const first = text.indexOf('\n') + 1;
    for (let length = first + 1; length < text.length; length += 1) {
      expect(parseLedger(text.slice(0, length))).toEqual({ entries: [entry(1)], torn: true });
    }
  });

  it('refuses damage anywhere else', () => {
    expect(() => parseLedger(`{"sequence":1\n${text}`)).toThrow(/^line 1 is not an entry/);
    expect(() => parseLedger(`${text}{"sequence":3}\n`)).toThrow(/^line 3 is not an entry/);
  });
});

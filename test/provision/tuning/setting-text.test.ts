import { describe, expect, it } from 'vitest';
import { settingChanges, settingText } from '../../../src/provision/tuning/setting-text.js';

describe('a setting as text', () => {
  it('names its parts', () => {
    expect(settingText({ receive: { now: 256, maximum: null }, on: true })).toBe(
      'receive now 256, receive maximum none, on on',
    );
    expect(settingText(false)).toBe('off');
    expect(settingText([0, 1])).toBe('0 1');
  });

  it('of a port is named by its network device', () => {
    expect(settingText([{ interface: 'eth1', value: { receive: false } }])).toBe(
      'eth1 receive off',
    );
    expect(settingText([{ interface: 'eth1', queues: 2 }])).toBe('eth1 queues 2');
  });

  it('says what changed', () => {
    const at = (receive: boolean) => [{ interface: 'eth1', value: { receive, transmit: false } }];
    expect(settingChanges(at(true), at(false))).toEqual([
      { what: 'eth1 receive', from: 'on', to: 'off' },
    ]);
    expect(settingChanges(at(true), at(true))).toEqual([]);
  });
});

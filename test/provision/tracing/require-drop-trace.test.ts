import { describe, expect, it } from 'vitest';
import { PreconditionFailure } from '../../../src/model/failure.js';
import { requireDropTrace } from '../../../src/provision/tracing/require-drop-trace.js';
import { scriptedHost } from '../kernel-module/scripted-host.js';

describe('requireDropTrace', () => {
  it.each([
    ['', /does not have the event skb:kfree_skb/],
    ['format', /CONFIG_HIST_TRIGGERS/],
  ])('names what the kernel lacks (%s)', async (has, message) => {
    const file = '/sys/kernel/tracing/instances/vrbench/events/skb/kfree_skb/format';
    const stdout = has === '' ? '' : `==> ${file} <==\nname: kfree_skb\n`;
    const host = scriptedHost([[/^tail/, { exitCode: 1, stdout }]]);
    await expect(requireDropTrace(host)).rejects.toThrow(message);
    await expect(requireDropTrace(host)).rejects.toBeInstanceOf(PreconditionFailure);
  });
});

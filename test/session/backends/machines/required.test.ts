import { describe, expect, it } from 'vitest';
import type { Playbook } from '../../../../src/config/playbook.js';
import { DATA_PLANES } from '../../../../src/model/data-plane.js';
import { requireDataPlanes } from '../../../../src/session/backends/machines/required.js';
import { scriptedHost } from '../../../provision/kernel-module/scripted-host.js';

const asked = async (playbook: Pick<Playbook, 'dataPlanes' | 'modifiers'>): Promise<string> => {
  const host = scriptedHost([]);
  await requireDataPlanes(host, playbook);
  expect(host.lines).toHaveLength(1);
  return (host.lines[0] ?? '').replace(/^[^]*\ndone sh /, '');
};

describe('requireDataPlanes', () => {
  it('asks for the tools and modules of data planes and modifiers, each once', async () => {
    expect(await asked({ dataPlanes: ['tc-redirect'], modifiers: ['none', 'filters-25'] })).toBe(
      'tool ip tool tc module veth module sch_ingress module cls_u32 module act_mirred module act_gact',
    );
  });

  it('asks for what it takes to build a module', async () => {
    expect(await asked({ dataPlanes: ['napi-macvlan'], modifiers: ['none'] })).toBe(
      'headers tool make tool gcc tool ip tool patch',
    );
  });

  it.each(DATA_PLANES)('knows what %s requires', async (name) => {
    expect(await asked({ dataPlanes: [name], modifiers: ['none'] })).toContain('tool ip');
  });
});

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseLabelledFiles } from '../../../src/linux/text/labelled-files.js';
import { obstacleToLoading } from '../../../src/provision/kernel-module/loading-allowed.js';

const captured = (name: string): ReadonlyMap<string, string> =>
  parseLabelledFiles(
    readFileSync(new URL(`../../fixtures/kernel-module/${name}`, import.meta.url), 'utf8'),
  );

describe('loading a module', () => {
  it('has no obstacle on a machine of the lab', () => {
    expect(obstacleToLoading(captured('loading-allowed.txt'), ['softnic'])).toBeUndefined();
  });

  it.each([
    ['loading-no-modules.txt', /no modules \(CONFIG_MODULES is off\)/],
    [
      'loading-without-capability.txt',
      /may not load modules there \(softnic\): it lacks CAP_SYS_MODULE, as in a container/,
    ],
    ['loading-disabled.txt', /modules_disabled is 1/],
    ['loading-signed-only.txt', /signed modules only: .*sig_enforce is Y/],
  ])('is not allowed by %s', (name, reason) => {
    expect(obstacleToLoading(captured(name), ['softnic'])).toMatch(reason);
  });

  it('is not allowed by a kernel in lockdown', () => {
    const files = new Map(captured('loading-allowed.txt'));
    files.set('/sys/kernel/security/lockdown', '[none] integrity confidentiality\n');
    expect(obstacleToLoading(files, ['softnic'])).toBeUndefined();
    files.set('/sys/kernel/security/lockdown', 'none [integrity] confidentiality\n');
    expect(obstacleToLoading(files, ['softnic'])).toMatch(/in lockdown .* is integrity/);
  });

  it('is not allowed to the root of a user namespace', () => {
    const files = new Map(captured('loading-allowed.txt'));
    files.set('/proc/self/uid_map', '         0          0 4294967295\n');
    expect(obstacleToLoading(files, ['softnic'])).toBeUndefined();
    files.set('/proc/self/uid_map', '         0     100000      65536\n');
    expect(obstacleToLoading(files, ['softnic'])).toMatch(/root of a user namespace/);
  });

  it('needs no signature of ours for modules of the kernel', () => {
    expect(obstacleToLoading(captured('loading-signed-only.txt'), ['no_such'])).toBeUndefined();
  });

  it('is allowed for a signed module, if there is no other obstacle', () => {
    const allowed = (name: string) => obstacleToLoading(captured(name), ['softnic'], true);
    expect(allowed('loading-signed-only.txt')).toBeUndefined();
    expect(allowed('loading-disabled.txt')).toMatch(/modules_disabled is 1/);
  });

  it('needs no permission if it is already loaded', () => {
    const files = new Map(captured('loading-signed-only.txt'));
    const others = files.get('/proc/modules') ?? '';
    files.set('/proc/modules', `softnic 45056 0 - Live 0xffffffffc036c000 (OE)\n${others}`);
    expect(obstacleToLoading(files, ['softnic'])).toBeUndefined();
    expect(obstacleToLoading(files, ['napi_macvlan'])).toMatch(/signed modules only/);
  });
});

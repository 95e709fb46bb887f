import { describe, expect, it } from 'vitest';
import { moduleSources } from '../../../src/lab/image/module-sources.js';

describe('moduleSources', () => {
  it('has the sources of every module of kernel-patch/, and nothing that was built from them', () => {
    const paths = moduleSources().map(({ path }) => path);
    expect(paths).toContain('usr/src/vrbench/napi-macvlan/macvlan.patch');
    expect(paths).toContain('usr/src/vrbench/shared/compat.h');
    expect(paths).toContain('usr/src/vrbench/softnic/softnic.h');
    expect(paths).toContain('usr/src/vrbench/frame-sink/Makefile');
    expect(paths.filter((path) => /\.(ko|o|mod|md)$/.test(path))).toEqual([]);
  });
});

import { describe, expect, it } from 'vitest';
import {
  isArchive,
  unpackingTools,
} from '../../../../src/provision/kernel-module/patched/source-archive.js';

describe('isArchive', () => {
  it('tells archives from sources and trees by their names', () => {
    const archives = ['a.tar', 'a.tar.xz', 'a.txz', 'a.tar.bz2', 'a.tgz', 'a.tar.gz', 'a.tar.zst'];
    expect(archives.filter(isArchive)).toEqual(archives);
    expect(['macvlan.c', '/usr/src/linux', 'tar.xz/macvlan.c', 'a.xz'].filter(isArchive)).toEqual(
      [],
    );
  });
});

describe('unpackingTools', () => {
  it('names the program that tar calls', () => {
    expect(unpackingTools('a.tar.xz')).toEqual(['tar', 'xz']);
    expect(unpackingTools('a.tar.bz2')).toEqual(['tar', 'bzip2']);
    expect(unpackingTools('a.tar')).toEqual(['tar']);
  });
});

import { bytes, type Bytes } from '../../model/units.js';

/** A file system, and what is free on it. */
export interface FreeSpace {
  /** Where it is mounted. */
  readonly place: string;
  readonly free: Bytes;
}

const LINE = /^\S.*?\s+\d+\s+\d+\s+(\d+)\s+\d+%\s+(\/.*)$/;

/** What `df -Pk` prints (POSIX): each file system once. */
export const parseFreeSpace = (text: string): readonly FreeSpace[] => [
  ...new Map(
    text.split('\n').flatMap((line) => {
      const [, free, place] = LINE.exec(line) ?? [];
      return free === undefined || place === undefined
        ? []
        : [[place, { place, free: bytes(Number(free) * 1024) }] as const];
    }),
  ).values(),
];

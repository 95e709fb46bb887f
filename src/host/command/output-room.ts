import { EventEmitter, once } from 'node:events';

/**
 * In bytes, of both outputs of a command together, and of what was printed before it ran. What vrbench
 * reads is some kilobytes; a program that prints without end is ended before it fills the memory.
 */
export const MOST_OUTPUT = 64 * 1024 * 1024;

/** The room that a command has for what it prints. */
export interface OutputRoom {
  /** Gives a chunk to its reader, as long as there is room. */
  readonly pass: (reader: (chunk: Buffer) => void) => (chunk: Buffer) => void;
  /** Resolves when there is no more. */
  readonly exceeded: Promise<unknown>;
}

export const outputRoom = (most = MOST_OUTPUT): OutputRoom => {
  const events = new EventEmitter();
  let left = most;
  return {
    pass: (reader) => (chunk) => {
      if (left < 0) return;
      left -= chunk.length;
      if (left < 0) events.emit('exceeded');
      else reader(chunk);
    },
    exceeded: once(events, 'exceeded'),
  };
};

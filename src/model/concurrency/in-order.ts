/** Pieces of work, each begun by a call. */
export type Work = () => unknown;

/** What each of them came to. */
export type Done<Pieces extends readonly Work[]> = {
  -readonly [Index in keyof Pieces]: Awaited<ReturnType<Pieces[Index]>>;
};

/** Does pieces of work in their order, each to its end before the next takes effect. */
export type InOrder = <const Pieces extends readonly Work[]>(
  pieces: Pieces,
) => Promise<Done<Pieces>>;

/** Begins each when the one before has ended. @throws what the first that fails throws */
export const oneByOne: InOrder = async <const Pieces extends readonly Work[]>(pieces: Pieces) => {
  const done: unknown[] = [];
  for (const piece of pieces) done.push(await piece());
  return done as Done<Pieces>;
};

/**
 * Begins all at once, in order. For a host that queues what it is to do: there a piece of work waits for
 * those before it, and its output is not known before all have been queued.
 */
export const queued: InOrder = async <const Pieces extends readonly Work[]>(pieces: Pieces) =>
  (await Promise.all(pieces.map((piece) => piece()))) as Done<Pieces>;

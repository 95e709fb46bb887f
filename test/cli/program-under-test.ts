import { OutputStream } from '../../src/cli/output/output-stream.js';
import { program } from '../../src/cli/program.js';
import { allVerbs } from '../../src/cli/verbs/index.js';
import { keptStream } from './output/stream.js';

const verbs = await allVerbs();

/** The command line in this process, with what it writes. */
export const programUnderTest = () => {
  const [out, err] = [keptStream({}), keptStream({})];
  const io = {
    out: new OutputStream(out.stream),
    err: new OutputStream(err.stream),
    signal: new AbortController().signal,
  };
  return { program: program(io, verbs), io, out: out.text, err: err.text };
};

/** What parsing some words throws; undefined where they are taken. */
export const thrownBy = async (words: readonly string[]): Promise<unknown> => {
  try {
    await programUnderTest().program.parseAsync(words, { from: 'user' });
    return undefined;
  } catch (error) {
    return error;
  }
};

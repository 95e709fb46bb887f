import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { echoOf, print, printJson, say, sayFailure, type Io } from '../../src/cli/io.js';
import { OutputStream } from '../../src/cli/output/output-stream.js';
import { Failure } from '../../src/model/failure.js';
import { forbiddenIn, hostileText } from '../model/text/unprintable.js';
import { keptStream } from './output/stream.js';

const terminal = () => {
  const [out, err] = [keptStream({ isTTY: true }), keptStream({ isTTY: true })];
  const io: Io = {
    out: new OutputStream(out.stream),
    err: new OutputStream(err.stream),
    signal: new AbortController().signal,
  };
  return { io, out: out.text, err: err.text };
};

describe('an error', () => {
  const facts = fc.record({
    attempted: hostileText,
    where: hostileText,
    got: hostileText,
    remedy: hostileText,
  });

  it('never commands a terminal, whichever of its fields has what; as JSON it is the same', () => {
    fc.assert(
      fc.property(facts, hostileText, (given, testbed) => {
        const { io, err } = terminal();
        sayFailure(io, new Failure(given), false, testbed);
        sayFailure(io, new Error(given.got), false);
        sayFailure(io, given.got, false);
        expect(forbiddenIn(err())).toBeUndefined();

        const json = terminal();
        sayFailure(json.io, new Failure(given), true);
        expect(forbiddenIn(json.err())).toBeUndefined();
        const { message } = new Failure(given);
        const record = { kind: 'failure', ...given, exitCode: 1, problems: [], message };
        expect(JSON.parse(json.err())).toEqual(JSON.parse(JSON.stringify({ error: record })));
      }),
    );
  });

  it('is of a sane length, with its remedy, as text and as JSON', () => {
    const failure = new Failure({ attempted: 'x', got: 'y'.repeat(5_000_000), remedy: 'look' });
    for (const json of [false, true]) {
      const { io, err } = terminal();
      sayFailure(io, failure, json);
      expect(err().length).toBeLessThan(6000);
      expect(err()).toMatch(/… \(\d+ more characters\) …y+/);
      expect(err()).toContain('fix: look');
    }
  });
});

describe('messages, data and log lines', () => {
  it('never command a terminal', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const { io, out, err } = terminal();
        say(io, text);
        print(io, text);
        printJson(io, { [text]: text });
        echoOf(io)(`${JSON.stringify({ text })}\n`);
        expect(forbiddenIn(out() + err())).toBeUndefined();
        const [line = ''] = err().split('\n').slice(-2);
        expect(JSON.parse(line)).toEqual(JSON.parse(JSON.stringify({ text })));
      }),
    );
  });
});

import { prettyFactory } from 'pino-pretty';
import { printableJson } from '../../model/text/printable.js';
import type { Io } from '../io.js';

/** A line for people; standard error escapes what a terminal would obey, so there is no colour. */
const pretty = prettyFactory({
  colorize: false,
  singleLine: true,
  translateTime: 'SYS:HH:MM:ss',
  ignore: 'pid,hostname',
});

/** Takes lines of a log, which are JSON, to standard error: as text on a terminal, as they are elsewhere. */
export const logEcho = ({ err }: Pick<Io, 'err'>): ((line: string) => void) =>
  err.isTTY
    ? (line) => {
        err.write(pretty(line));
      }
    : (line) => {
        err.write(printableJson(line));
      };

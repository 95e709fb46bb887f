import { clearLine, cursorTo } from 'node:readline';
import type { Writable } from 'node:stream';
import { styleText } from 'node:util';
import { printable, printableLine } from '../../model/text/printable.js';
import type { Style } from '../../report/terminal/style.js';

/** What an output writes to: a terminal, a pipe or a file. */
export type StandardStream = Writable & {
  readonly isTTY?: boolean | undefined;
  readonly columns?: number | undefined;
};

/** How much may wait for a reader, in bytes; more is dropped. */
const MOST_WAITING = 1 << 20;

/** Exactly what `style` writes. */
// eslint-disable-next-line no-control-regex
const OWN_STYLE = /(\u001b\[(?:1|2|22|31|33|39)m)/;

/**
 * The output of verbs. All text passes here: control characters are made visible.
 * Writing never fails and never waits; errors are reported afterwards, so that a
 * closed terminal, or a reader that has exited or does not read, does not end a run.
 */
export class OutputStream {
  readonly #to: StandardStream | undefined;
  readonly #most: number;
  #failure: NodeJS.ErrnoException | undefined;
  #leftOut = 0;

  /**
   * @param to undefined if it cannot be opened
   * @param mostWaiting the limit of queued messages in bytes; data is not limited
   */
  constructor(to: StandardStream | undefined, mostWaiting = MOST_WAITING) {
    this.#to = to;
    this.#most = mostWaiting;
    to?.on('error', (error: NodeJS.ErrnoException) => {
      this.#failure ??= error;
    });
  }

  /** Whether it is a terminal. */
  get isTTY(): boolean {
    return this.#to?.isTTY === true;
  }

  /** The terminal's current width; undefined if it is not a terminal. */
  get columns(): number | undefined {
    const columns = this.isTTY ? this.#to?.columns : undefined;
    return columns === 0 ? undefined : columns;
  }

  /** The first error in writing; undefined if all was written. */
  get failure(): NodeJS.ErrnoException | undefined {
    return this.#failure;
  }

  /** Emphasizes text if this is a terminal that supports it, for `writeStyled`. */
  readonly style: Style = (format, text) =>
    this.#to === undefined ? text : styleText(format, text, { stream: this.#to });

  /** Writes text. */
  write(text: string): void {
    this.#put(printable(text));
  }

  /** Writes lines that end as CSV has them, by carriage return and line feed. */
  writeRecords(text: string): void {
    this.#put(text.split('\r\n').map(printable).join('\r\n'));
  }

  /** Writes text that may contain `style`; text in it from outside must be printable. */
  writeStyled(text: string): void {
    const parts = text.split(OWN_STYLE);
    this.#put(parts.map((part, index) => (index % 2 === 1 ? part : printable(part))).join(''));
  }

  /** Writes text in place of the terminal's last line, which is cleared if there is none. */
  redraw(text = ''): void {
    // A terminal that was stopped (^S) gets the latest state when it continues.
    if (this.#to === undefined || this.#isGone() || this.#to.writableLength > 0) return;
    cursorTo(this.#to, 0);
    clearLine(this.#to, 0);
    if (text !== '') this.#put(printableLine(text));
  }

  /** Resolves when all has been written, or cannot be. */
  async written(): Promise<void> {
    const to = this.#to;
    if (to === undefined || this.#failure !== undefined || to.writableLength === 0) return;
    await new Promise<void>((resolve) => {
      const done = (): void => {
        resolve();
      };
      to.once('error', done);
      to.write('', done);
    });
  }

  /** A full disk may have space again; a closed terminal or pipe does not recover. */
  #isGone(): boolean {
    return this.#failure !== undefined && this.#failure.code !== 'ENOSPC';
  }

  #put(text: string): void {
    const to = this.#to;
    if (to === undefined || this.#isGone()) return;
    if (to.writableLength > this.#most) {
      this.#leftOut += 1;
      return;
    }
    const notice = this.#leftOut === 0 ? '' : `(${this.#leftOut} messages were dropped)\n`;
    this.#leftOut = 0;
    to.write(notice + text);
  }
}

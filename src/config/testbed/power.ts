import { z } from 'zod';
import { checkedText } from '../../document/checked-text.js';
import { expected } from '../../document/wording.js';
import type { Argv } from '../../model/command.js';

/** An argument of a program must not contain NUL. */
const word = checkedText((text) => (text.includes('\0') ? 'arguments have no NUL' : undefined));

const command = z
  .array(word)
  .min(1, { error: expected('a program and its arguments') })
  .refine(([program]) => program?.trim() !== '', {
    error: 'the name of the program is empty',
    path: [0],
  })
  .transform(([program = '', ...words]): Argv => [program, ...words]);

/** How a machine's power is switched. */
export const power = z
  .strictObject({
    off: command.describe('Switches the power off, and exits once it is off'),
    on: command.describe('Switches the power on'),
  })
  .describe("Commands run on this computer, without a shell, for resets of kind 'power'");

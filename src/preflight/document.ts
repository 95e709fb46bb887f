import { MACHINE_CHECKS, PORT_CHECKS } from './checks/index.js';
import { FOREIGN_TRAFFIC } from './foreign-traffic.js';
import { KERNEL_SOURCE } from './kernel-source.js';

/** What is said of a check. */
interface Described {
  readonly name: string;
  readonly title: string;
  readonly about: string;
  readonly metalOnly?: boolean | undefined;
}

const ALL: readonly Described[] = [
  ...MACHINE_CHECKS,
  KERNEL_SOURCE,
  ...PORT_CHECKS,
  FOREIGN_TRAFFIC,
];

const chapter = ({ name, title, about, metalOnly }: Described): string =>
  [
    `### ${title}`,
    '',
    `\`${name}\`${metalOnly === true ? ', of metal only' : ''}. ${about}`,
    '',
  ].join('\n');

/** A chapter for every check, in Markdown: what docs/troubleshooting.md is made of. */
export const checksAsMarkdown = (): string => ALL.map(chapter).join('\n');

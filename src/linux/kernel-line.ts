import { ParseFailure } from './parse-failure.js';

/** The line of development a kernel belongs to: 6.1 of 6.1.0-56-cloud-amd64. @throws ParseFailure */
export const kernelLine = (release: string): string => {
  const [line] = /^\d+\.\d+(?=[.-]|$)/.exec(release) ?? [];
  if (line !== undefined) return line;
  throw new ParseFailure({
    source: 'uname -r',
    expected: 'a version such as 6.1.0',
    text: release,
  });
};

import type { Section } from '../../model/section/section.js';
import { table, words } from '../../rfc2544/sections/table.js';
import type { RunSections } from './run-sections.js';

interface Range {
  readonly first: string;
  readonly last: string;
}

const rangeOf = ({ first, last }: Range): string =>
  first === last ? first : `${first} to ${last}`;

/** The addresses in test frames, the only difference between streams. */
export const testFrames: RunSections = ({ setup }): readonly Section[] => {
  const streams = setup?.testFrames?.streams ?? [];
  if (streams.length === 0) return [];
  const networks = streams.some(({ network }) => network !== undefined);
  return [
    {
      id: 'test-frames',
      title: 'Addresses in test frames',
      headline: [],
      remarks: [],
      blocks: [
        table(
          'Streams and their addresses',
          [
            words('data-plane', 'data plane'),
            ...(networks ? [words('network', 'network')] : []),
            words('stream', 'stream'),
            words('source-mac', 'from MAC'),
            words('destination-mac', 'to MAC'),
            words('source', 'from'),
            words('destinations', 'to'),
          ],
          streams.map((each) => [
            each.dataPlane,
            ...(networks ? [each.network ?? null] : []),
            each.stream,
            each.sourceMac,
            each.destinationMac,
            each.source,
            rangeOf(each.destinations),
          ]),
        ),
      ],
      detail: true,
    },
  ];
};

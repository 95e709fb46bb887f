import fc from 'fast-check';

/** Lines that tools, kernels and login shells print besides what is read; and any others. */
const LINES = [
  '',
  'RTNETLINK answers: Operation not supported',
  'sudo: unable to resolve host dut',
  'Warning: Permanently added 10.0.0.2',
  '[sudo] password for root:',
  'NewGroup: 1 2 3',
  'a_counter_of_a_later_kernel 12',
  '  99: not a row',
];
const line = fc.oneof(
  fc.constantFrom(...LINES),
  fc.string({ maxLength: 40 }).map((text) => `# ${text.replaceAll(/[\n\r\u2028\u2029]/g, ' ')}`),
);

/** A text with foreign lines between its own, which stay in their order. */
export const withForeignLines = (text: string): fc.Arbitrary<string> => {
  const own = text.replace(/\n$/, '').split('\n');
  return fc
    .array(fc.array(line, { maxLength: 2 }), {
      minLength: own.length + 1,
      maxLength: own.length + 1,
    })
    .map((between) =>
      [
        ...own.flatMap((each, index) => [...(between[index] ?? []), each]),
        ...(between.at(-1) ?? []),
      ]
        .map((each) => `${each}\n`)
        .join(''),
    );
};

/** Devices of a machine that are not ours, as iproute2 prints them: odd, or not even JSON. */
const DEVICES = [
  '{"ifindex":8,"link":null,"ifname":"sit0","dev":"sit0","flags":["NOARP"],"address":"0.0.0.0"}',
  '{"ifname":"wg0","dev":"wg0","flags":null,"addr_info":{},"link":7,"linkinfo":"none","mtu":"large"}',
  '{"kind":"hfsc","handle":"1:","dev":"odd0","root":true,"options":{default 1 },"drops":-1}',
  '{"kind":"clsact","dev":7}',
  '{}',
  'null',
  '[1,2]',
  '{"ifname":"quo\\"te}","dev":"br[ace","addr_info":[]}',
];
/** Fields of later versions, of any type. */
const FIELDS = [
  '"netns-immutable":true',
  '"link_netnsid":0',
  '"parentbus":null',
  '"later":[{"a":{}}]',
];

/** A list with foreign objects between its own, which have foreign fields. */
export const withForeignObjects = (text: string): fc.Arbitrary<string> => {
  const own = (JSON.parse(text) as unknown[]).map((each) => JSON.stringify(each));
  return fc
    .tuple(
      fc.array(fc.array(fc.constantFrom(...DEVICES), { maxLength: 2 }), {
        minLength: own.length + 1,
        maxLength: own.length + 1,
      }),
      fc.constantFrom(...FIELDS),
      fc.constantFrom('', ' ', '\n'),
    )
    .map(([between, field, blank]) => {
      const objects = own.flatMap((each, index) => [
        ...(between[index] ?? []),
        each.replace(/}$/, `,${field}}`),
      ]);
      return `[${[...objects, ...(between.at(-1) ?? [])].join(`,${blank}`)}]\n`;
    });
};

/** Asserts that what is read of a text is the same however it is disturbed. */
export const staysAs = <Read>(
  text: string,
  disturbed: (text: string) => fc.Arbitrary<string>,
  read: (text: string) => Read,
  same: (found: Read, expected: Read) => void,
): void => {
  const expected = read(text);
  fc.assert(
    fc.property(disturbed(text), (other) => {
      same(read(other), expected);
    }),
  );
};

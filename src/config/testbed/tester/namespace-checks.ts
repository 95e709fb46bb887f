import { atKey, type Finding } from '../../../document/finding.js';
import { ROLES } from '../placed-port.js';
import type { TestbedFile } from '../testbed-file.js';

/** A namespace to create needs a name. */
const unnamedNamespaces = ({ roles }: TestbedFile): Finding[] =>
  ROLES.filter(
    (role) => roles[role].makeNamespace === true && roles[role].namespace === undefined,
  ).map((role) =>
    atKey(['roles', role, 'makeNamespace'], "makeNamespace: add the name, as 'namespace'"),
  );

/** The DUT's routers are namespaces themselves, created next to the ports. */
const movedDut = ({ roles: { dut } }: TestbedFile): Finding[] =>
  dut.makeNamespace === true
    ? [
        atKey(
          ['roles', 'dut', 'makeNamespace'],
          "makeNamespace: the DUT's ports stay in the machine's own namespace; move those of generator and sink",
        ),
      ]
    : [];

/** Problems with namespaces that a run creates for ports. */
export const namespaceFindings = (file: TestbedFile): readonly Finding[] => [
  ...unnamedNamespaces(file),
  ...movedDut(file),
];

import { asked, type Requirement } from './requirement.js';

/** Where tests may be made (RFC 6815). A port that carries a default route or another address is refused. */
export const ISOLATION: readonly Requirement[] = [
  asked('RFC 6815, 3', 'described', 'test frames stay in an isolated environment'),
  asked('RFC 6815, 5', 'MUST', 'never on a production network'),
  asked('RFC 6815, 7', 'MUST', 'no way to the management network'),
];

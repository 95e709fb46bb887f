import type { AlgorithmLists } from '../connection-errors.js';

/** The sshd_config(5) keywords for the algorithms that ssh2 found no match for. */
const KEYWORDS = {
  'key exchange algorithm': 'KexAlgorithms',
  'host key format': 'HostKeyAlgorithms',
  'C->S cipher': 'Ciphers',
  'S->C cipher': 'Ciphers',
  'C->S MAC': 'MACs',
  'S->C MAC': 'MACs',
  'C->S compression': 'Compression',
  'S->C compression': 'Compression',
} as const;

const isKind = (text: string): text is keyof typeof KEYWORDS => Object.hasOwn(KEYWORDS, text);

/** The phase of an attempt to connect. */
export type Phase =
  /** No TCP connection yet. */
  | 'connecting'
  /** Connected, but no data received. */
  | 'connected'
  /** An SSH server answers. */
  | 'answering'
  /** The machine accepts a key, and waits for its signature: an agent may ask its user first. */
  | 'signing';

/** Handshake details that ssh2 prints only in its debug output. */
export interface HandshakeLog {
  /** Receives a line of that output. */
  readonly debug: (line: string) => void;
  /** The algorithm lists of an ssh2 error, if no algorithm matches. */
  mismatch(error: Error): AlgorithmLists | undefined;
  /** The methods that the machine accepts next; empty before it has refused one. */
  methods(): readonly string[];
  phase(): Phase;
  /** Whether a signature has been sent that the machine has not answered. */
  signed(): boolean;
}

/** Entries of a list that are not algorithms, but signal extensions. */
const isSignal = (name: string): boolean => /^(ext-info-|kex-strict-)/.test(name);

const split = (list: string): string[] =>
  list.split(',').filter((name) => name !== '' && !isSignal(name));

/** The signature has been sent: what takes time from here on is the machine's check of it. */
const SIGNED = 'Outbound: Sending USERAUTH_REQUEST (publickey)';

const phaseAfter = (line: string, before: Phase): Phase => {
  if (line === 'Socket connected') return 'connected';
  if (line.startsWith('Remote ident:') || line === SIGNED) return 'answering';
  if (!line.startsWith('Inbound:')) return before;
  return line.includes('USERAUTH_PK_OK') ? 'signing' : 'answering';
};

/** Answers to a signature; a banner is none. */
const ANSWERED = /^Inbound: Received USERAUTH_(FAILURE|SUCCESS)/;

/** A log of one attempt to connect. @param onLine called for each line, which is progress */
export const handshakeLog = (onLine: () => void = () => undefined): HandshakeLog => {
  let ours: string[] = [];
  let theirs: string[] = [];
  let methods: string[] = [];
  let phase: Phase = 'connecting';
  let signed = false;
  return {
    debug: (line) => {
      phase = phaseAfter(line, phase);
      signed = line === SIGNED || (signed && !ANSWERED.test(line));
      onLine();
      // The lists that do not match come last.
      const [, side, list = ''] = /^Handshake: \((local|remote)\) [^:]*: (.*)$/.exec(line) ?? [];
      if (side === 'local') ours = split(list);
      if (side === 'remote') theirs = split(list);
      const [, accepted] = /^Inbound: Received USERAUTH_FAILURE \((.*)\)$/.exec(line) ?? [];
      if (accepted !== undefined) methods = split(accepted);
    },
    mismatch: ({ message }) => {
      const [, kind = ''] = /^Handshake failed: no matching (.*)$/.exec(message) ?? [];
      return isKind(kind) ? { keyword: KEYWORDS[kind], ours, theirs } : undefined;
    },
    methods: () => methods,
    phase: () => phase,
    signed: () => signed,
  };
};

/**
 * How vrbench handles a keyword of ssh_config(5): it behaves like OpenSSH (`honoured`); it ignores it,
 * as it does not affect security (`harmless`); or it refuses a value other than OpenSSH's default, with
 * the reason.
 */
type Handling =
  | 'honoured'
  | 'harmless'
  | {
      readonly why: string;
      readonly remedy: string;
      /** Which values are refused; default: any but OpenSSH's default. */
      readonly refused?: (value: string) => boolean;
    };

const withoutPublicKey = (value: string): boolean => !value.split(',').includes('publickey');

/** Every keyword that `ssh -G` of OpenSSH 7.6 to 10 prints. */
export const KEYWORDS: Readonly<Record<string, Handling>> = {
  AddKeysToAgent: 'harmless',
  AddressFamily: 'honoured',
  BatchMode: 'harmless',
  BindAddress: 'honoured',
  BindInterface: {
    why: 'the SSH library binds to addresses only',
    remedy: 'set BindAddress instead',
  },
  CanonicalDomains: 'honoured',
  CanonicalizeFallbackLocal: 'honoured',
  CanonicalizeHostname: 'honoured',
  CanonicalizeMaxDots: 'honoured',
  CanonicalizePermittedCNAMEs: 'honoured',
  // Certificates are never accepted.
  CASignatureAlgorithms: 'harmless',
  CertificateFile: 'honoured',
  ChallengeResponseAuthentication: 'honoured',
  ChannelTimeout: 'harmless',
  // Keys are looked up by the machine's name, and must be known.
  CheckHostIP: 'harmless',
  Ciphers: 'honoured',
  ClearAllForwardings: 'harmless',
  Compression: 'harmless',
  ConnectionAttempts: 'harmless',
  ConnectTimeout: 'honoured',
  // vrbench's own connection is authenticated like any other.
  ControlMaster: 'harmless',
  ControlPath: 'harmless',
  ControlPersist: 'harmless',
  DynamicForward: 'harmless',
  EnableEscapeCommandline: 'harmless',
  EnableSSHKeysign: 'harmless',
  EscapeChar: 'harmless',
  ExitOnForwardFailure: 'harmless',
  FingerprintHash: 'harmless',
  ForkAfterAuthentication: 'harmless',
  ForwardAgent: 'harmless',
  ForwardX11: 'harmless',
  ForwardX11Timeout: 'harmless',
  ForwardX11Trusted: 'harmless',
  GatewayPorts: 'harmless',
  GlobalKnownHostsFile: 'honoured',
  GSSAPIAuthentication: 'harmless',
  GSSAPIClientIdentity: 'harmless',
  GSSAPIDelegateCredentials: 'harmless',
  GSSAPIKexAlgorithms: 'harmless',
  GSSAPIKeyExchange: 'harmless',
  GSSAPIRenewalForcesRekey: 'harmless',
  GSSAPIServerIdentity: 'harmless',
  GSSAPITrustDns: 'harmless',
  HashKnownHosts: 'harmless',
  Host: 'honoured',
  HostbasedAcceptedAlgorithms: 'harmless',
  HostbasedAuthentication: 'harmless',
  HostbasedKeyTypes: 'harmless',
  HostKeyAlgorithms: 'honoured',
  HostKeyAlias: 'honoured',
  Hostname: 'honoured',
  IdentitiesOnly: 'honoured',
  IdentityAgent: 'honoured',
  IdentityFile: 'honoured',
  IgnoreUnknown: 'harmless',
  IPQoS: 'harmless',
  KbdInteractiveAuthentication: 'honoured',
  KbdInteractiveDevices: 'harmless',
  KexAlgorithms: 'honoured',
  KnownHostsCommand: 'honoured',
  // Ignored like by scp and sftp.
  LocalCommand: 'harmless',
  LocalForward: 'harmless',
  LogLevel: 'harmless',
  LogVerbose: 'harmless',
  MACs: 'honoured',
  // Localhost is verified like any machine.
  NoHostAuthenticationForLocalhost: 'harmless',
  NumberOfPasswordPrompts: 'harmless',
  ObscureKeystrokeTiming: 'harmless',
  PasswordAuthentication: 'harmless',
  PermitLocalCommand: 'harmless',
  PermitRemoteOpen: 'harmless',
  PKCS11Provider: {
    why: 'the SSH library cannot use the keys of a token',
    remedy: 'load them into the ssh agent, ssh-add -s PROVIDER, and set PKCS11Provider none',
  },
  Port: 'honoured',
  PreferredAuthentications: {
    why: 'vrbench logs in with keys only',
    remedy: 'add publickey to PreferredAuthentications',
    refused: withoutPublicKey,
  },
  ProxyCommand: 'honoured',
  ProxyJump: 'honoured',
  ProxyUseFdpass: {
    why: 'the SSH library cannot use a connection passed by another program',
    remedy: 'use a ProxyCommand that passes the data on, such as nc without -F',
  },
  PubkeyAcceptedAlgorithms: 'honoured',
  PubkeyAcceptedKeyTypes: 'honoured',
  PubkeyAuthentication: {
    why: 'vrbench logs in with keys only',
    remedy: 'set PubkeyAuthentication yes',
    refused: (value) => value === 'false' || value === 'no',
  },
  RefuseConnection: {
    why: 'it forbids connections to this machine',
    remedy: 'remove RefuseConnection',
  },
  RekeyLimit: {
    why: 'the SSH library renews keys only when the machine asks for it',
    remedy: "set RekeyLimit in the machine's sshd_config, and RekeyLimit default none here",
  },
  RemoteCommand: 'harmless',
  RemoteForward: 'harmless',
  RequestTTY: 'harmless',
  RequiredRSASize: 'honoured',
  RevokedHostKeys: 'honoured',
  SecurityKeyProvider: 'harmless',
  SendEnv: 'harmless',
  ServerAliveCountMax: 'honoured',
  ServerAliveInterval: 'honoured',
  SessionType: 'harmless',
  SetEnv: 'harmless',
  StdinNull: 'harmless',
  StreamLocalBindMask: 'harmless',
  StreamLocalBindUnlink: 'harmless',
  // An unknown or different key is always refused.
  StrictHostKeyChecking: 'harmless',
  SyslogFacility: 'harmless',
  Tag: 'honoured',
  TCPKeepAlive: 'harmless',
  Tunnel: 'harmless',
  TunnelDevice: 'harmless',
  UpdateHostKeys: 'harmless',
  User: 'honoured',
  UserKnownHostsFile: 'honoured',
  // A key verified only by DNS is refused.
  VerifyHostKeyDNS: 'harmless',
  VersionAddendum: 'harmless',
  VisualHostKey: 'harmless',
  WarnWeakCrypto: 'harmless',
  XAuthLocation: 'harmless',
};

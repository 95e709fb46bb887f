import type { Host } from '../host/host.js';
import type { Command } from '../model/command.js';
import type { Json } from '../model/json.js';

/**
 * One reversible change to one machine. What `read` returns is written to the machine's ledger
 * before `apply`, so a crash at any moment leaves enough behind for `undo`.
 */
export interface Step<Spec extends Json = Json> {
  /** The kind of step: its key in the registry, which rebuilds it for undo. */
  readonly kind: string;
  /** What a later process needs to rebuild this step. */
  readonly spec: Spec;
  /** Whether `read` does not depend on earlier steps. */
  readonly independent: boolean;
  /** The commands `apply` runs, for `plan`. Pure. */
  describe(): readonly Command[];
  /** The machine's state before the change. @throws PreconditionFailure if it cannot be made safely */
  read(host: Host, signal?: AbortSignal): Promise<Json>;
  apply(host: Host, signal?: AbortSignal): Promise<void>;
  /** Restores `before`. Works after a partial apply, and when repeated. */
  undo(host: Host, before: Json): Promise<void>;
}

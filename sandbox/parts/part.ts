import type { BinaryName } from '../build/recipe.ts';
import type { Command } from '../processes/child.ts';
import type { Sandbox } from '../state/sandbox.ts';
import type { PartName } from './part-name.ts';

/** Tells what a part is busy with, for instance "312 of 870 packages". */
export type Report = (detail: string) => void;

/** One part of the platform, as the supervisor runs it. */
export interface Part {
  readonly name: PartName;
  /** What people read on the screen and in the portal. */
  readonly title: string;
  /** What it does for the portal's users: the sentence of `sandbox status`. */
  readonly role: string;
  /** The parts that must be ready before this one starts. */
  readonly needs: readonly PartName[];
  /** What must be resolved (cache, prebuilt, build) before it starts. */
  readonly binaries: readonly BinaryName[];
  /** Without it `up` has failed; the others are tried again and again. */
  readonly isEssential?: boolean;
  /** How long it may take to end by itself. */
  readonly stopGraceMs?: number;
  /** How long it may take until it is ready. */
  readonly startTimeoutMs?: number;
  /** Work that needs no other part, done at once beside the builds. */
  readonly build?: (sandbox: Sandbox, report: Report) => Promise<void>;
  /** Files and objects that must be there before it starts. */
  readonly prepare?: (sandbox: Sandbox, report: Report) => Promise<void>;
  readonly command: (sandbox: Sandbox) => Command;
  /** Without it the part listens nowhere: it is ready when it did not end at once. */
  readonly isReady?: (sandbox: Sandbox) => Promise<boolean>;
  /** What the platform needs once it is there, at each start of it. */
  readonly afterReady?: (sandbox: Sandbox, report: Report) => Promise<void>;
}

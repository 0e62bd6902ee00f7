import type { z } from 'zod'
import { err, ok, type Result } from '../base/result.ts'
import type { OperationDefinition } from './operation.ts'

/** How many versions before the current one are still read: what was queued before an update goes out after it. */
const OLDER_VERSIONS = 2

/** Why args cannot be read: their version is not known here, or they do not fit its schema. */
export type ArgsTrouble =
  | { code: 'unknown_type' }
  | { code: 'invalid_args'; issue: z.core.$ZodIssue | undefined }

/** Reads args of the current version, or of an older one by bringing them up version by version. */
export function readArgs<Args>(
  definition: OperationDefinition<string, Args>,
  v: number,
  raw: unknown
): Result<Args, ArgsTrouble> {
  if (v > definition.v || v < definition.v - OLDER_VERSIONS) return err({ code: 'unknown_type' })
  let args = raw
  for (let version = v; version < definition.v; version++) {
    const step = definition.upcasts?.find(({ from }) => from === version)
    if (!step) return err({ code: 'unknown_type' })
    const older = step.args.safeParse(args)
    if (!older.success) return err({ code: 'invalid_args', issue: older.error.issues[0] })
    args = step.up(older.data)
  }
  const current = definition.args.safeParse(args)
  return current.success ? ok(current.data) : err({ code: 'invalid_args', issue: current.error.issues[0] })
}

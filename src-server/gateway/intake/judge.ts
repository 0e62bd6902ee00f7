import { isDeepStrictEqual } from 'node:util'
import { includesRole } from '#shared/features/session/roles.ts'
import type { Operation } from '#shared/sync/operation.ts'
import { readArgs } from '#shared/sync/read-args.ts'
import { savepoint } from '../../storage/savepoint.ts'
import type { Tx } from '../../storage/storage.ts'
import type { Actor } from '../actor.ts'
import type { OperationHandler, Verdict } from '../operation-handler.ts'
import { cancelHandler } from './withdrawal.ts'

export type HandlerRegistry = ReadonlyMap<string, OperationHandler>

/** Handlers by Operation type; each reads the versions before its own, too. */
export function createRegistry(handlers: readonly OperationHandler[]): HandlerRegistry {
  const registry = new Map<string, OperationHandler>()
  for (const handler of [...handlers, cancelHandler]) {
    const { type, v } = handler.definition
    if (registry.has(type)) throw new Error(`two handlers for ${type}@${v}`)
    registry.set(type, handler)
  }
  return registry
}

/** Decides one Operation that was never seen before; a rejected one leaves no trace in the tables of its room. */
export async function judge(
  tx: Tx,
  registry: HandlerRegistry,
  actor: Actor,
  operation: Operation,
  nowMs: number
): Promise<Verdict> {
  const { type, v, lane, blobs } = operation
  const handler = registry.get(type)
  if (!handler) return unknownType(operation)
  if (!includesRole(actor.role, handler.role)) return rejected('forbidden', `needs the role ${handler.role}`)
  const { definition } = handler
  const read = readArgs(definition, v, operation.args)
  if (!read.ok) {
    if (read.error.code === 'unknown_type') return unknownType(operation)
    const { issue } = read.error
    return rejected('invalid_args', `${issue?.path.join('.') || 'args'}: ${issue?.message ?? 'invalid'}`)
  }
  const args = read.value
  if (definition.lane(args) !== lane) {
    return rejected('invalid_args', 'the Lane is not the one of these args')
  }
  if (!isDeepStrictEqual(definition.blobs?.(args) ?? [], blobs)) {
    return rejected('invalid_args', 'the files are not the ones of these args')
  }
  const run = () => handler.run(tx, { actor, operation, args, nowMs })
  return handler.decidesFirst ? await run() : await undoneUnlessAccepted(tx, run)
}

function unknownType({ type, v }: Operation): Verdict {
  return rejected('unknown_type', `this server knows no ${type}@${v}`)
}

/** Carries a verdict out of the savepoint whose writes must go. */
class Undo extends Error {
  readonly verdict: Verdict
  constructor(verdict: Verdict) {
    super(verdict.status)
    this.verdict = verdict
  }
}

async function undoneUnlessAccepted(tx: Tx, run: () => Promise<Verdict>): Promise<Verdict> {
  try {
    return await savepoint(tx, async () => {
      const verdict = await run()
      if (verdict.status !== 'accepted') throw new Undo(verdict)
      return verdict
    })
  } catch (error) {
    if (error instanceof Undo) return error.verdict
    throw error
  }
}

function rejected(code: 'unknown_type' | 'forbidden' | 'invalid_args', message: string): Verdict {
  return { status: 'rejected', code, detail: { message } }
}

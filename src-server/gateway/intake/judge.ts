import { includesRole } from '#shared/features/session/roles.ts'
import type { Operation } from '#shared/sync/operation.ts'
import { savepoint } from '../../storage/savepoint.ts'
import type { Tx } from '../../storage/storage.ts'
import type { Actor } from '../actor.ts'
import type { OperationHandler, Verdict } from '../operation-handler.ts'
import { cancelHandler } from './withdrawal.ts'

export type HandlerRegistry = ReadonlyMap<string, OperationHandler>

/** Handlers by Operation type and version. */
export function createRegistry(handlers: readonly OperationHandler[]): HandlerRegistry {
  const registry = new Map<string, OperationHandler>()
  for (const handler of [...handlers, cancelHandler]) {
    const key = registryKey(handler.definition)
    if (registry.has(key)) throw new Error(`two handlers for ${key}`)
    registry.set(key, handler)
  }
  return registry
}

function registryKey({ type, v }: { type: string; v: number }): string {
  return `${type}@${v}`
}

/** Decides one Operation that was never seen before; a rejected one leaves no trace in the tables of its room. */
export async function judge(
  tx: Tx,
  registry: HandlerRegistry,
  actor: Actor,
  operation: Operation,
  nowMs: number
): Promise<Verdict> {
  const handler = registry.get(registryKey(operation))
  if (!handler) return rejected('unknown_type', `this server knows no ${registryKey(operation)}`)
  if (!includesRole(actor.role, handler.role)) return rejected('forbidden', `needs the role ${handler.role}`)
  const args = handler.definition.args.safeParse(operation.args)
  if (!args.success) {
    const [issue] = args.error.issues
    return rejected('invalid_args', `${issue?.path.join('.') || 'args'}: ${issue?.message ?? 'invalid'}`)
  }
  if (handler.definition.lane(args.data) !== operation.lane) {
    return rejected('invalid_args', 'the Lane is not the one of these args')
  }
  return await undoneIfRejected(tx, () => handler.run(tx, { actor, operation, args: args.data, nowMs }))
}

/** Carries a rejection out of the savepoint whose writes must go. */
class Undo extends Error {
  readonly verdict: Verdict
  constructor(verdict: Verdict) {
    super('rejected')
    this.verdict = verdict
  }
}

async function undoneIfRejected(tx: Tx, run: () => Promise<Verdict>): Promise<Verdict> {
  try {
    return await savepoint(tx, async () => {
      const verdict = await run()
      if (verdict.status === 'rejected') throw new Undo(verdict)
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

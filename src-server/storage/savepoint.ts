import { preparedCommand } from './prepared.ts'
import type { Tx } from './storage.ts'

const begin = preparedCommand('savepoint part')
const release = preparedCommand('release savepoint part')
const rollBack = preparedCommand('rollback to savepoint part')

/** Runs `work` as an undoable part of the transaction: when it throws, its writes are gone and the rest stands. */
export async function savepoint<T>(tx: Tx, work: () => Promise<T>): Promise<T> {
  await begin(tx)
  try {
    const result = await work()
    await release(tx)
    return result
  } catch (error) {
    await undo(tx, error)
    throw error
  }
}

/** A part could not be undone, so that the whole transaction must not be committed. */
export class PartLost extends Error {
  override name = 'PartLost'
}

/** When even undoing fails the whole transaction is lost; the first failure is the one to know. */
async function undo(tx: Tx, error: unknown): Promise<void> {
  try {
    await rollBack(tx)
    await release(tx)
  } catch {
    throw new PartLost('a part of the transaction could not be undone', { cause: error })
  }
}

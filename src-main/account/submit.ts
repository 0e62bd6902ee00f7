import type { z } from 'zod'
import type { OperationRequest, SubmitOutcome } from '#shared/contract/ipc.ts'
import type { Base } from '#shared/sync/operation.ts'
import type { Drafts } from '../features/conversation/drafts.ts'
import type { DiscardOutcome, NewOperation, Outbox } from '../outbox/outbox.ts'
import type { OutboxRow } from '../outbox/outbox-row.ts'
import { isDiskTrouble } from '../sqlite/trouble.ts'
import type { AccountFiles } from './account-files.ts'
import { filesOf, withoutFiles } from './attached.ts'
import { OUTBOX_RULES } from './rooms.ts'

export interface Submitter {
  /** Queues what a window asks for; on disk when it answers ok. */
  submit(request: OperationRequest): SubmitOutcome
  /** Asks again for what was refused, as a new Operation in the same place. */
  retry(opId: string, base: Base, args: unknown): SubmitOutcome
  /** Brings back what was discarded; false when it is not known any more or the disk refuses. */
  restore(opId: string): boolean
  /** Takes back what never left or was refused, and asks in the same commit for what follows from it; throws when the disk refuses. */
  discard(opId: string, withdraw: boolean): DiscardOutcome
  /** Sends the text of a message alone, as a new Operation in the same place. */
  withoutFiles(opId: string, base: Base): SubmitOutcome
}

interface SubmitterOptions {
  outbox: Outbox
  drafts: Drafts
  files: Pick<AccountFiles, 'lacking' | 'note' | 'noted'>
  wake(): void
  isClosed(): boolean
}

const DISK_FULL =
  'This could not be saved: the disk of this computer is full or does not let the app write. Make some room and try again.'

export function createSubmitter({ outbox, drafts, files, wake, isClosed }: SubmitterOptions): Submitter {
  function queue(add: () => OutboxRow): SubmitOutcome {
    if (isClosed()) return refused('signed_out', 'Nobody is signed in here any more. Sign in and try again.')
    try {
      const row = add()
      files.noted()
      wake()
      return { ok: true, opId: row.opId }
    } catch (error) {
      if (isDiskTrouble(error)) return refused('disk_full', DISK_FULL)
      throw error
    }
  }

  return {
    submit({ type, args, base }) {
      const rule = OUTBOX_RULES.get(type)
      if (!rule) return refused('invalid_args', `This app does not know how to ask for ${type}.`)
      const parsed = rule.definition.args.safeParse(args)
      if (!parsed.success) return refused('invalid_args', sentence(parsed.error))
      const { definition, quiet = false } = rule
      const lane = definition.lane(parsed.data)
      const asked = { type, v: definition.v, lane, args: parsed.data, base, quiet }
      const lacking = lackingFiles(asked)
      if (lacking) return lacking
      return queue(() => {
        const row = outbox.add(asked, (tx, fresh) => {
          files.note(tx, fresh)
          drafts.removeSent(tx, fresh)
        })
        drafts.reload()
        return row
      })
    },
    retry(opId, base, args) {
      const row = outbox.rows.get(opId)
      if (row?.state !== 'rejected') return refused('invalid_args', 'This was settled meanwhile.')
      const definition = OUTBOX_RULES.get(row.type)?.definition
      const parsed = definition?.args.safeParse(args === undefined ? row.args : args)
      if (!definition || !parsed) return refused('invalid_args', 'This version of the app cannot send it.')
      if (!parsed.success) return refused('invalid_args', sentence(parsed.error))
      if (definition.lane(parsed.data) !== row.lane) {
        return refused('invalid_args', 'A retry must speak of the same thing.')
      }
      const asked = { ...row, v: definition.v, args: parsed.data }
      return lackingFiles(asked) ?? queue(() => outbox.replace(asked, parsed.data, base, files.note))
    },
    restore(opId) {
      if (isClosed()) return false
      try {
        const restored = outbox.restore(opId, files.note)
        files.noted()
        wake()
        return restored
      } catch (error) {
        if (isDiskTrouble(error)) return false
        throw error
      }
    },
    discard(opId, withdraw) {
      const row = outbox.rows.get(opId)
      return outbox.discard(opId, withdraw, row ? undoneNote(row) : null)
    },
    withoutFiles(opId, base) {
      const row = outbox.rows.get(opId)
      if (!row || row.state === 'accepted') return refused('invalid_args', 'This was settled meanwhile.')
      if (row.state === 'sending') return refused('invalid_args', 'It is on its way already.')
      const args = withoutFiles(row)
      if (args === null) return refused('invalid_args', 'There is no text that could be sent alone.')
      return queue(() => outbox.replace(row, args, base))
    }
  }

  function lackingFiles(asked: Pick<OutboxRow, 'type' | 'v' | 'args'>): SubmitOutcome | null {
    const [name] = files.lacking(filesOf(asked))
    if (name === undefined) return null
    return refused('invalid_args', `${name} is not on this computer any more. Attach it again.`)
  }
}

/** What is asked for when its author takes back an Operation that never left. */
function undoneNote(row: OutboxRow): NewOperation | null {
  const note = row.rejection === null ? OUTBOX_RULES.get(row.type)?.whenUndone?.(row) : null
  if (!note) return null
  const { definition, args } = note
  return { type: definition.type, v: definition.v, lane: definition.lane(args), args, base: {}, quiet: true }
}

function refused(code: 'invalid_args' | 'disk_full' | 'signed_out', message: string): SubmitOutcome {
  return { ok: false, code, message }
}

function sentence(error: z.ZodError): string {
  return error.issues.map((issue) => issue.message).join('; ')
}

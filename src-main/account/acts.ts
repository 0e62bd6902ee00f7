import type { z } from 'zod'
import type { ACTS, ActName, ActResult, Topic } from '#shared/contract/ipc.ts'
import type { Attachment } from '#shared/features/attachment/entities.ts'
import type { HistoryExporter } from '../features/approval/export.ts'
import type { Drafts } from '../features/conversation/drafts.ts'
import type { Hints } from '../features/presence/hints.ts'
import type { Dispatcher } from '../outbox/dispatcher.ts'
import type { Outbox } from '../outbox/outbox.ts'
import { isDiskTrouble } from '../sqlite/trouble.ts'
import type { Log } from '../sync/log.ts'
import type { SyncLoop } from '../sync/loop.ts'
import type { AccountFiles } from './account-files.ts'
import type { AccountQueries } from './queries.ts'
import type { Submitter } from './submit.ts'

/** The local acts of an account; sessions, settings, links and files that leave the desk are the app's. */
export type AccountActName = Exclude<
  ActName,
  | `session.${string}`
  | `settings.${string}`
  | `app.${string}`
  | `admin.${string}`
  | `attachment.${string}`
  | 'outbox.export'
  | 'approval.export'
  | 'canned-response.export'
  | 'canned-response.read-import'
>

type Table = {
  [Name in AccountActName]: (args: z.output<(typeof ACTS)[Name]['args']>) => ActResult<Name>
}

export interface AccountActs {
  do(name: AccountActName, args: unknown): unknown
}

interface ActsOptions {
  outbox: Outbox
  drafts: Drafts
  loop: SyncLoop
  dispatcher: Pick<Dispatcher, 'wake'>
  submitter: Submitter
  queries: Pick<AccountQueries, 'use' | 'digits'>
  exporter: Pick<HistoryExporter, 'cancel'>
  files: Pick<AccountFiles, 'adopt'>
  hints: Pick<Hints, 'say'>
  nowMs(): number
  tell(topics: Topic[]): void
  log: Log
}

export function accountActs(options: ActsOptions): AccountActs {
  const { outbox, drafts, loop, dispatcher, submitter, queries, nowMs, tell, log } = options
  /** Whether the disk took it. */
  const isSaved = (save: () => void): boolean => {
    try {
      save()
      return true
    } catch (error) {
      if (!isDiskTrouble(error)) throw error
      log('error', 'a draft could not be saved', { error: String(error) })
      return false
    }
  }
  const table: Table = {
    'sync.set-offline': ({ offline }) => {
      loop.setOffline(offline)
      dispatcher.wake()
      return {}
    },
    'sync.retry-now': () => {
      outbox.wake()
      loop.retryNow()
      dispatcher.wake()
      return {}
    },
    'conversation.save-draft': ({ conversationId, ...change }) => ({
      saved: isSaved(() => {
        if (drafts.save(conversationId, change, nowMs())) tell(['inbox'])
      })
    }),
    'conversation.change-draft-files': ({ conversationId, add = [], remove = [] }) => {
      options.files.adopt(add)
      let left: Attachment[] = []
      const saved = isSaved(() => {
        const change = drafts.changeFiles(conversationId, { add, remove }, nowMs())
        left = change.left
        tell(change.cameOrWent ? ['inbox', `draft:${conversationId}`] : [`draft:${conversationId}`])
      })
      return { saved, left: left.map(({ name }) => name) }
    },
    'outbox.retry': ({ opId, base, args }) => submitter.retry(opId, base, args),
    'outbox.send-without-files': ({ opId, base }) => submitter.withoutFiles(opId, base),
    'outbox.discard': ({ opId, withdraw }) => {
      const outcome = submitter.discard(opId, withdraw)
      dispatcher.wake()
      return { outcome }
    },
    'approval.cancel-export': () => {
      options.exporter.cancel()
      return {}
    },
    'outbox.restore': ({ opId }) => ({ restored: submitter.restore(opId) }),
    'presence.say': (own) => {
      options.hints.say(own)
      return {}
    },
    'canned-response.used': ({ responseId }) => {
      queries.use.used(responseId, nowMs())
      return {}
    },
    'canned-response.set-digit': ({ responseId, digit }) => {
      queries.digits.set(responseId, digit)
      tell(['canned'])
      return {}
    }
  }
  return {
    do(name, args) {
      const act = table[name] as ((args: unknown) => unknown) | undefined
      if (!act) throw new Error(`an account does not do ${name}`)
      return act(args)
    }
  }
}

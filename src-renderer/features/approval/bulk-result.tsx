import { useEffect, useState } from 'react'
import type { DecisionResult } from '#shared/features/approval/views.ts'
import type { SyncStatus } from '#shared/sync/status.ts'
import { useView } from '../../bridge/use-view.ts'
import { Button } from '../../ui/button.tsx'
import { UserText } from '../../ui/user-text.tsx'
import { rejectionWords } from '../outbox/rejection-words.ts'
import { timeOf } from '../outbox/state-words.ts'
import { type Bulk, type BulkItem, useBulk } from './bulk.ts'
import { isRetryable, useDecisions } from './use-decisions.ts'

type Standing = 'failed' | 'open' | 'done'

interface ResultLine {
  item: BulkItem
  standing: Standing
  words: string
}

const DONE = { approved: 'Approved', rejected: 'Rejected' } as const
const MANY = { approved: 'Approving', rejected: 'Rejecting' } as const

/** What became of each of several decisions; it stays until it is put away, and what failed can be tried again. */
export function BulkResult() {
  const { bulk, show } = useBulk()
  return bulk && <Result bulk={bulk} onClose={() => show(null)} />
}

function Result({ bulk, onClose }: { bulk: Bulk; onClose: () => void }) {
  const decisions = useDecisions()
  const queued = bulk.items.flatMap(({ requestId, opId }) => (opId === null ? [] : [{ requestId, opId }]))
  const view = useView('approval.results', { decisions: queued }, ['requests', 'outbox', 'status'], {
    keepPrevious: true
  })
  const link = useView('sync.status', {}, ['status']).data?.link
  const results = view.data ?? []
  const undoable = results.filter(({ state }) => state === 'undoable')
  useLookAgain(undoable.length > 0, view.retry)
  const lines = linesOf(bulk, results, link)
  const count = (standing: Standing) => lines.filter((line) => line.standing === standing).length
  const again = results.filter(isRetryable).length + bulk.items.filter(({ opId }) => opId === null).length
  const said = [
    count('done') > 0 && `${count('done')} settled`,
    count('open') > 0 && `${count('open')} not yet`,
    count('failed') > 0 && `${count('failed')} failed`
  ].filter((words) => words !== false)
  return (
    <section className="approval-results" aria-label="Results">
      <div className="approval-results-head">
        <p role="status">
          <strong>
            {MANY[bulk.outcome]} {bulk.items.length} requests
          </strong>
          {said.length > 0 && `: ${said.join(', ')}`}
        </p>
        {undoable.length > 0 && (
          <Button size="s" onPress={() => void decisions.undo(undoable.map(({ opId }) => opId))}>
            Undo {undoable.length}
          </Button>
        )}
        {again > 0 && (
          <Button size="s" onPress={() => void decisions.tryAgain(bulk, results)}>
            Try {again} again
          </Button>
        )}
        <Button size="s" variant="quiet" onPress={onClose}>
          Close
        </Button>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and keys must reach what is below */}
      <ol className="approval-results-rows" tabIndex={0} aria-label="Result of each request">
        {lines.map(({ item, standing, words }) => (
          <li key={item.requestId} data-standing={standing}>
            <UserText text={`${item.partnerName}, ${item.title}`} isSingleLine />
            <UserText text={words} />
          </li>
        ))}
      </ol>
    </section>
  )
}

/** Nothing is announced when the time of an undo is over, so the results are looked at again. */
function useLookAgain(isWaiting: boolean, look: () => void): void {
  const [turn, setTurn] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: each turn waits for the next one
  useEffect(() => {
    if (!isWaiting) return
    const timer = setTimeout(() => {
      look()
      setTurn((now) => now + 1)
    }, 1000)
    return () => clearTimeout(timer)
  }, [isWaiting, look, turn])
}

const ORDER: readonly Standing[] = ['failed', 'open', 'done']

/** A line for each request, those first that ask for something. */
function linesOf(
  bulk: Bulk,
  results: readonly DecisionResult[],
  link: SyncStatus['link'] | undefined
): ResultLine[] {
  const byOpId = new Map(results.map((result) => [result.opId, result]))
  const lines = bulk.items.map((item): ResultLine => {
    if (item.opId === null)
      return { item, standing: 'failed', words: item.trouble ?? 'It could not be saved' }
    const result = byOpId.get(item.opId)
    return result
      ? { item, ...wordsOf(bulk, result, link) }
      : { item, standing: 'open', words: 'Saved on this computer' }
  })
  return lines.sort((one, other) => ORDER.indexOf(one.standing) - ORDER.indexOf(other.standing))
}

function wordsOf(
  { outcome }: Bulk,
  { state, counts, refusal }: DecisionResult,
  link: SyncStatus['link'] | undefined
): Pick<ResultLine, 'standing' | 'words'> {
  switch (state) {
    case 'undoable':
      return { standing: 'open', words: 'Can still be undone' }
    case 'waiting':
      return {
        standing: 'open',
        words: link === 'online' ? 'Waits for its turn' : 'Waits until you are online'
      }
    case 'deciding':
      return { standing: 'open', words: 'On its way; it counts when the server says so' }
    case 'done':
      return { standing: 'done', words: DONE[outcome] }
    case 'undone':
      return { standing: 'done', words: 'Undone: it waits for a decision again' }
    case 'withdrawn':
      return { standing: 'done', words: 'The partner has taken the request back' }
    case 'lost':
      return {
        standing: 'done',
        words: counts ? `${counts.byName} ${counts.outcome} it first` : 'Decided by another'
      }
    case 'refused':
      return {
        standing: 'failed',
        words: refusal ? rejectionWords(refusal.code, refusal.detail, timeOf) : 'The server refused it'
      }
  }
}

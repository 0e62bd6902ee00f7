import { useEffect, useEffectEvent } from 'react'
import type { QueryArgs } from '#shared/contract/ipc.ts'
import { desk } from '../../../bridge/desk.ts'
import { digitOf } from '../../canned-response/digit-keys.ts'
import { noteInsertion } from '../../canned-response/picker/insertions.ts'
import type { Composing } from './composing.ts'

/** Inserts one response: the one whose shortcut is pressed anywhere in the chat, or the one that is asked for. */
export function useCannedOne({ header, insertResponse }: Pick<Composing, 'header' | 'insertResponse'>) {
  const { conversationId } = header
  const insertOne = async (which: QueryArgs<'canned-response.one'>['which'], at?: number) => {
    const hit = await desk.query('canned-response.one', { conversationId, which })
    if (!hit) return
    noteInsertion(conversationId, hit)
    insertResponse(hit, at === undefined ? undefined : [at, at])
  }
  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    const digit = digitOf(event)
    if (digit === null || event.defaultPrevented || document.querySelector('[role="dialog"]')) return
    event.preventDefault()
    void insertOne({ digit })
  })
  useEffect(() => {
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [])
  return insertOne
}

import { act, renderHook } from '@testing-library/react'
import { expect, test } from 'vitest'
import { ConversationId } from '#shared/base/ids.ts'
import type { Reply } from '#shared/contract/bridge.ts'

const CHAT = ConversationId.parse('chat')

/** Questions for the draft, answered in any order; and who hears when it changes. */
const asked: ((reply: Reply) => void)[] = []
let announce: (topics: readonly string[]) => void = () => undefined

Object.assign(window, {
  desk: {
    query: () => new Promise<Reply>((resolve) => asked.push(resolve)),
    subscribe: (heard: typeof announce) => {
      announce = heard
      return () => undefined
    }
  }
})
const { useDraft } = await import('../../../../src-renderer/features/conversation/composer/use-draft.ts')

test('[CH8] of two readings of a draft the later one stays, whichever answer comes last', async () => {
  const { result } = renderHook(() => useDraft(CHAT))
  const files = (...names: string[]) => ({
    ok: true as const,
    value: {
      text: '',
      engagementId: null,
      mode: 'reply',
      attachments: names.map((name) => ({ sha256: name, name }))
    }
  })
  await act(async () => asked[0]?.(files()))
  await act(async () => announce([`draft:${CHAT}`]))
  await act(async () => announce([`draft:${CHAT}`]))
  await act(async () => asked[2]?.(files('one', 'two')))
  await act(async () => asked[1]?.(files('one')))
  expect(result.current.content?.attachments.map(({ name }) => name)).toEqual(['one', 'two'])
})

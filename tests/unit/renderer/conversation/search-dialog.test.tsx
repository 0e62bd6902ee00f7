import { act, fireEvent } from '@testing-library/react'
import { expect, test } from 'vitest'
import type { Reply } from '#shared/contract/bridge.ts'
import type { Hit } from '../../../../src-renderer/features/conversation/search/hits.ts'
import { renderUi } from '../ui/render-ui.tsx'

/** What is asked for, by the words; messages are answered when the test says so. */
const messages = new Map<string, () => void>()
const chat = (name: string) => ({
  conversationId: name,
  followerName: name,
  channelName: 'Shop',
  status: 'finished',
  owner: null,
  lastActivityMs: 0
})
function answer(name: string, args: { search?: string; query?: string }): unknown {
  switch (name) {
    case 'conversation.inbox':
      return { rows: [chat(args.search === 'wal' ? 'Old' : 'New')] }
    case 'conversation.search':
      return { messages: [], next: null }
    case 'conversation.search-coverage':
      return { messages: 1, sinceMs: null }
    default:
      return []
  }
}
Object.assign(window, {
  desk: {
    query: async (name: string, args: { search?: string; query?: string }): Promise<Reply> => {
      if (name === 'conversation.search' || args.search === 'walnuts')
        await new Promise<void>((resolve) => messages.set(`${name} ${args.query ?? args.search}`, resolve))
      return { ok: true, value: answer(name, args) }
    },
    subscribe: () => () => undefined
  }
})
Element.prototype.scrollIntoView = () => undefined
const { SearchDialog } = await import(
  '../../../../src-renderer/features/conversation/search/search-dialog.tsx'
)

test('[CH10] Enter opens what these words find, also when it is pressed before that is known', async () => {
  const opened: Hit[] = []
  const dialog = {
    role: 'agent',
    words: 'wal',
    onOpen: (hit: Hit) => opened.push(hit),
    onClose: () => undefined
  } as const
  const { getByRole, findByText, queryByText } = renderUi(<SearchDialog {...dialog} />)
  const box = getByRole('combobox')
  await findByText('Old')
  await act(async () => messages.get('conversation.search wal')?.())
  fireEvent.change(box, { target: { value: 'walnuts' } })
  fireEvent.keyDown(box, { key: 'Enter' })
  expect(opened).toEqual([])
  expect(queryByText(/Nothing found/)).toBeNull()

  await act(async () => messages.get('conversation.search walnuts')?.())
  expect(opened).toEqual([])
  await act(async () => messages.get('conversation.inbox walnuts')?.())
  expect(opened.map(({ key }) => key)).toEqual(['New'])
})

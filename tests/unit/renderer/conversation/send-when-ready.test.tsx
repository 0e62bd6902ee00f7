import { act, renderHook } from '@testing-library/react'
import { expect, test, vi } from 'vitest'
import type { SendBlock } from '../../../../src-renderer/features/conversation/composer/composing.ts'
import { useSendWhenReady } from '../../../../src-renderer/features/conversation/composer/use-send-when-ready.ts'

const COPYING: SendBlock = { reason: 'A file is being copied', waits: 'Sends when the file is copied' }
const REFUSED: SendBlock = { reason: 'Dismiss the file that cannot be sent' }

function open(first: { block: SendBlock | null; text: string }) {
  const send = vi.fn()
  const { result, rerender } = renderHook(({ block, text }) => useSendWhenReady(block, text, send), {
    initialProps: first
  })
  return { send, rerender, now: () => result.current, press: () => act(() => result.current.trySend()) }
}

test('[CH8] Send goes at once when nothing is against it, and not at all against a reason', () => {
  const { send, press, rerender } = open({ block: null, text: 'Here it is' })
  press()
  expect(send).toHaveBeenCalledTimes(1)
  rerender({ block: REFUSED, text: 'Here it is' })
  press()
  rerender({ block: null, text: 'Here it is' })
  expect(send).toHaveBeenCalledTimes(1)
})

test('[CH8] Send that is asked for while a file is copied goes once, as soon as the file is there', () => {
  const { send, press, now, rerender } = open({ block: COPYING, text: 'Here it is' })
  expect(now().waits).toBeNull()
  press()
  press()
  expect([now().waits, send.mock.calls.length]).toEqual(['Sends when the file is copied', 0])
  rerender({ block: null, text: 'Here it is' })
  rerender({ block: null, text: 'Here it is' })
  expect([now().waits, send.mock.calls.length]).toEqual([null, 1])
})

test('[CH8] whoever writes on, or gets another reason against it, sends anew', () => {
  const { send, press, now, rerender } = open({ block: COPYING, text: 'Here it is' })
  press()
  rerender({ block: COPYING, text: 'Here it is, and' })
  expect(now().waits).toBeNull()
  rerender({ block: COPYING, text: 'Here it is' })
  rerender({ block: null, text: 'Here it is' })
  expect(send).not.toHaveBeenCalled()

  rerender({ block: COPYING, text: 'Here it is' })
  press()
  rerender({ block: REFUSED, text: 'Here it is' })
  rerender({ block: null, text: 'Here it is' })
  expect(send).not.toHaveBeenCalled()
})

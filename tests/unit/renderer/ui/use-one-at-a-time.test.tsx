import { renderHook } from '@testing-library/react'
import { expect, test } from 'vitest'
import { useOneAtATime } from '../../../../src-renderer/ui/use-one-at-a-time.ts'

test('work on one thing is not begun twice, however it ends; on another thing it is', async () => {
  const begun: string[] = []
  const ends: (() => void)[] = []
  const work = (what: string) => {
    begun.push(what)
    return new Promise<void>((_resolve, reject) => ends.push(() => reject(new Error('no'))))
  }
  const { result } = renderHook(() => useOneAtATime(work, (what) => what))
  const first = result.current('one')
  void result.current('one')
  result.current('two').catch(() => undefined)
  expect(begun).toEqual(['one', 'two'])

  ends[0]?.()
  await expect(first).rejects.toThrow('no')
  void result.current('one')
  expect(begun).toEqual(['one', 'two'])
  // what follows from the first run is painted
  await new Promise((resolve) => setTimeout(resolve, 5))
  result.current('one').catch(() => undefined)
  expect(begun).toEqual(['one', 'two', 'one'])
})

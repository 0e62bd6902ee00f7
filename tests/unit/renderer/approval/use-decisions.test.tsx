import { act, waitFor } from '@testing-library/react'
import { expect, test } from 'vitest'
import { OpId, RequestId } from '#shared/base/ids.ts'
import { renderUi } from '../ui/render-ui.tsx'

/** Operations that main is asked to keep, answered one by one; and those that it is asked to take back. */
const keep: ((opId: string) => void)[] = []
const discarded: string[] = []

Object.assign(window, {
  desk: {
    submit: () =>
      new Promise((resolve) => {
        keep.push((opId) => resolve({ ok: true, value: { ok: true, opId: OpId.parse(opId) } }))
      }),
    act: async (_name: string, { opId }: { opId: string }) => {
      discarded.push(opId)
      return { ok: true, value: { outcome: 'discarded' } }
    },
    subscribe: () => () => undefined
  }
})
const { useDecisions } = await import('../../../../src-renderer/features/approval/use-decisions.ts')

test('[PM8] an undo takes back what was decided last, also while that is still being kept', async () => {
  let decisions = {} as ReturnType<typeof useDecisions>
  const Lead = () => {
    decisions = useDecisions()
    return null
  }
  const { findByText } = renderUi(<Lead />)
  const request = (name: string) => ({
    requestId: RequestId.parse(name),
    version: 1,
    title: name,
    partnerName: 'Partner',
    deciding: null,
    decision: null
  })
  await act(async () => {
    void decisions.decide([request('first')], 'approved', null)
    keep[0]?.('first-op')
  })
  await act(async () => {
    void decisions.decide([request('second')], 'approved', null)
    void decisions.undoLast()
  })
  expect(discarded).toEqual([])
  await act(async () => keep[1]?.('second-op'))
  await waitFor(() => expect(discarded).toEqual(['second-op']))
  await findByText('Undone')
})

import { screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import { later, loadLater } from '../../../../src-renderer/ui/later.tsx'
import { renderUi } from './render-ui.tsx'

const Sheet = ({ title }: { title: string }) => <h1>{title}</h1>

test('a component that is shown before its code was loaded is shown as soon as it is here', async () => {
  const Late = later(async () => Sheet)
  renderUi(<Late title="Keys" />)
  expect(await screen.findByRole('heading', { name: 'Keys' })).toBeTruthy()
})

test('a component whose code was loaded is there at once', async () => {
  let loads = 0
  const Late = later(async () => {
    loads++
    return Sheet
  })
  loadLater()
  await new Promise((resolve) => setTimeout(resolve))
  renderUi(<Late title="Keys" />)
  expect(screen.getByRole('heading', { name: 'Keys' })).toBeTruthy()
  expect(loads).toBe(1)
})

import { useState } from 'react'
import { expect, test, vi } from 'vitest'
import { Button } from '../../../../src-renderer/ui/button.tsx'
import { Popover } from '../../../../src-renderer/ui/popover.tsx'
import { SearchField } from '../../../../src-renderer/ui/search-field.tsx'
import { SegmentedFilter } from '../../../../src-renderer/ui/segmented-filter.tsx'
import { Select } from '../../../../src-renderer/ui/select.tsx'
import { StatusPill } from '../../../../src-renderer/ui/status-pill.tsx'
import { Tabs } from '../../../../src-renderer/ui/tabs.tsx'
import { TextField } from '../../../../src-renderer/ui/text-field.tsx'
import { UserText } from '../../../../src-renderer/ui/user-text.tsx'
import { renderUi } from './render-ui.tsx'

test('an error makes the field invalid and is tied to it', () => {
  const { getByRole } = renderUi(<TextField label="E-mail" error="Nothing stands after the @." />)
  const input = getByRole('textbox', { name: 'E-mail' })
  expect(input.getAttribute('aria-invalid')).toBe('true')
  const described = (input.getAttribute('aria-describedby') ?? '').split(' ')
  expect(described.map((id) => document.getElementById(id)?.textContent)).toContain(
    'Nothing stands after the @.'
  )
})

test('Escape clears the search', async () => {
  const onChange = vi.fn()
  const { person, getByRole } = renderUi(<SearchField label="Search chats" onChange={onChange} />)
  await person.type(getByRole('searchbox', { name: 'Search chats' }), 'am')
  await person.keyboard('{Escape}')
  expect(onChange.mock.calls.flat()).toEqual(['a', 'am', ''])
})

function Filter() {
  const [chosen, setChosen] = useState<'mine' | 'unanswered'>('mine')
  return (
    <SegmentedFilter
      label="Show chats"
      items={[
        { id: 'mine', label: 'Mine', count: 4 },
        { id: 'unanswered', label: 'Unanswered', count: 1200 }
      ]}
      selectedId={chosen}
      onChange={setChosen}
    />
  )
}

test('one filter is always chosen, and its count is part of its name', async () => {
  const { person, getByRole } = renderUi(<Filter />)
  await person.click(getByRole('radio', { name: /Unanswered.*999\+/ }))
  expect(getByRole('radio', { checked: true }).textContent).toContain('Unanswered')
  await person.click(getByRole('radio', { name: /Unanswered/ }))
  expect(getByRole('radio', { checked: true }).textContent).toContain('Unanswered')
})

test('a select reports the option by its id', async () => {
  const onChange = vi.fn()
  const { person, getByRole, findByRole } = renderUi(
    <Select
      label="Package"
      options={[
        { id: 'basic', label: 'Basic', hint: 'Messages' },
        { id: 'gold', label: 'Gold' }
      ]}
      value="gold"
      onChange={onChange}
    />
  )
  expect(getByRole('button', { name: /Package/ }).textContent).toContain('Gold')
  await person.click(getByRole('button', { name: /Package/ }))
  await person.click(await findByRole('option', { name: /Basic/ }))
  expect(onChange.mock.calls).toEqual([['basic']])
})

test('tabs mount the selected panel only', () => {
  const { getByRole, queryByText } = renderUi(
    <Tabs
      label="Partnership"
      items={[
        { id: 'pending', label: 'Pending approval' },
        { id: 'history', label: 'History' }
      ]}
      selectedId="history"
      onChange={() => undefined}
    >
      {(id) => <p>panel {id}</p>}
    </Tabs>
  )
  expect(getByRole('tabpanel', { name: 'History' }).textContent).toBe('panel history')
  expect(queryByText('panel pending')).toBeNull()
})

test('a popover is a named dialog; its content can close it and the focus returns', async () => {
  const { person, getByRole, findByRole, queryByRole } = renderUi(
    <Popover label="Details" trigger={<Button>Open</Button>}>
      {(close) => <Button onPress={close}>Done</Button>}
    </Popover>
  )
  await person.tab()
  await person.keyboard('{Enter}')
  await findByRole('dialog', { name: 'Details' })
  await person.click(getByRole('button', { name: 'Done' }))
  await expect.poll(() => queryByRole('dialog')).toBeNull()
  await expect.poll(() => document.activeElement).toBe(getByRole('button', { name: 'Open' }))
})

test('a chat status is said in words, also where the eye sees only icon and name', () => {
  const { container, getByRole } = renderUi(
    <>
      <StatusPill status="active" agentName="Mia" />
      <StatusPill status="finished" agentName="Tom" variant="bare" />
    </>
  )
  expect(container.textContent).toContain('Active: Mia')
  expect(getByRole('img', { name: 'Finished' })).toBeTruthy()
})

test('what a person wrote stays text, with its own direction', () => {
  const { getByText } = renderUi(<UserText text={'<b>مرحبا</b>\nhi'} as="p" />)
  const element = getByText(/مرحبا/)
  expect(element.getAttribute('dir')).toBe('auto')
  expect(element.textContent).toBe('<b>مرحبا</b>\nhi')
  expect(element.querySelector('b')).toBeNull()
})

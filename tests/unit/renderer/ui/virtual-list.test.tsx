import { act } from '@testing-library/react'
import { createRef, useMemo, useState } from 'react'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { rowsOf } from '../../../../src-renderer/ui/row-source.ts'
import { VirtualList, type VirtualListHandle } from '../../../../src-renderer/ui/virtual-list.tsx'
import { renderUi } from './render-ui.tsx'

const ROW = 20
const VIEW = 200

// the DOM of these tests has no layout: every element is as high as the list
const saved = Object.getOwnPropertyDescriptors(HTMLElement.prototype)
beforeAll(() => {
  for (const name of ['offsetHeight', 'clientHeight', 'offsetWidth'] as const) {
    Object.defineProperty(HTMLElement.prototype, name, { configurable: true, get: () => VIEW })
  }
})
afterAll(() => {
  for (const name of ['offsetHeight', 'clientHeight', 'offsetWidth'] as const) {
    const original = saved[name]
    if (original) Object.defineProperty(HTMLElement.prototype, name, original)
    else Reflect.deleteProperty(HTMLElement.prototype, name)
  }
})

const names = (count: number) => Array.from({ length: count }, (_, index) => `row ${index}`)

interface ListProps {
  initial: string[]
  follows?: boolean
  onOpen?: (row: string) => void
  handle?: React.Ref<VirtualListHandle>
}

let replaceRows: (rows: string[]) => void = () => undefined

function List({ initial, follows = false, onOpen, handle }: ListProps) {
  const [all, setAll] = useState(initial)
  const [selected, setSelected] = useState<string | null>(null)
  replaceRows = setAll
  return (
    <>
      <VirtualList
        label="Chats"
        rows={rowsOf(all, (row) => row)}
        rowHeight={ROW}
        selectedKey={selected}
        onSelect={setSelected}
        isSelectionFollowingFocus={follows}
        renderRow={(row) => row}
        {...(onOpen ? { onOpen } : {})}
        {...(handle ? { ref: handle } : {})}
      />
      <output>{selected}</output>
    </>
  )
}

function activeText(list: HTMLElement): string | null | undefined {
  const id = list.getAttribute('aria-activedescendant')
  return id === null ? undefined : document.getElementById(id)?.textContent
}

test('fifty thousand rows mount only the window, and the list says how many there are', () => {
  const { getAllByRole } = renderUi(<List initial={names(50_000)} />)
  const options = getAllByRole('option')
  expect(options.length).toBeGreaterThan(9)
  expect(options.length).toBeLessThan(40)
  expect(options[0]?.getAttribute('aria-setsize')).toBe('50000')
  expect(options[0]?.getAttribute('aria-posinset')).toBe('1')
})

test('the keyboard walks to both ends and the active row is always named', async () => {
  const { person, getByRole } = renderUi(<List initial={names(50_000)} />)
  const list = getByRole('listbox', { name: 'Chats' })
  await person.tab()
  expect(document.activeElement).toBe(list)
  await person.keyboard('{ArrowDown}{ArrowDown}')
  expect(activeText(list)).toBe('row 2')
  await person.keyboard('{PageDown}')
  expect(activeText(list)).toBe('row 11')
  await person.keyboard('{End}')
  expect(activeText(list)).toBe('row 49999')
  await person.keyboard('{ArrowDown}{ArrowUp}')
  expect(activeText(list)).toBe('row 49998')
  await person.keyboard('{Home}{ArrowUp}')
  expect(activeText(list)).toBe('row 0')
})

test('Space selects, Enter opens, and the arrows select only when asked to', async () => {
  const opened: string[] = []
  const { person, getByRole } = renderUi(<List initial={names(30)} onOpen={(row) => opened.push(row)} />)
  await person.tab()
  await person.keyboard('{ArrowDown}')
  expect(getByRole('status').textContent).toBe('')
  await person.keyboard(' ')
  expect(getByRole('status').textContent).toBe('row 1')
  expect(getByRole('option', { selected: true }).textContent).toBe('row 1')
  await person.keyboard('{ArrowDown}{Enter}')
  expect(opened).toEqual(['row 2'])
})

test('arrows select at once where the selection follows', async () => {
  const { person, getByRole } = renderUi(<List initial={names(30)} follows />)
  await person.tab()
  await person.keyboard('{ArrowDown}')
  expect(getByRole('status').textContent).toBe('row 1')
})

test('a press selects the row, and the keyboard goes on from there', async () => {
  const { person, getByRole } = renderUi(<List initial={names(30)} />)
  await person.click(getByRole('option', { name: 'row 4' }))
  expect(getByRole('status').textContent).toBe('row 4')
  await person.keyboard('{ArrowDown}')
  expect(activeText(getByRole('listbox'))).toBe('row 5')
})

test('the active row stays the same row when others arrive above it or leave', async () => {
  const { person, getByRole } = renderUi(<List initial={names(30)} />)
  await person.tab()
  await person.keyboard('{ArrowDown}{ArrowDown}')
  act(() => replaceRows(['new', ...names(30)]))
  expect(activeText(getByRole('listbox'))).toBe('row 2')
  await person.keyboard('{ArrowDown}')
  expect(activeText(getByRole('listbox'))).toBe('row 3')
  act(() => replaceRows(['new', 'row 9']))
  expect(activeText(getByRole('listbox'))).toBe('row 9')
})

test('what is on screen stays in place when rows arrive above, except at the top', async () => {
  const { getByRole } = renderUi(<List initial={names(1000)} />)
  const list = getByRole('listbox')
  act(() => replaceRows(['first', ...names(1000)]))
  expect(list.scrollTop).toBe(0)
  act(() => {
    list.scrollTop = 100 * ROW
    list.dispatchEvent(new Event('scroll'))
  })
  act(() => replaceRows(['second', 'third', 'first', ...names(1000)]))
  expect(list.scrollTop).toBe(102 * ROW)
})

test('a row that is not loaded yet holds its place with a name', () => {
  const rows = {
    count: 3,
    at: (index: number) => (index === 1 ? undefined : `row ${index}`),
    keyOf: (row: string) => row
  }
  const { getAllByRole } = renderUi(
    <VirtualList
      label="Chats"
      rows={rows}
      rowHeight={ROW}
      selectedKey={null}
      onSelect={() => undefined}
      renderRow={(row) => row}
    />
  )
  expect(getAllByRole('option').map((row) => row.getAttribute('aria-label') ?? row.textContent)).toEqual([
    'row 0',
    'Loading row',
    'row 2'
  ])
})

test('others can reveal a row', () => {
  const handle = createRef<VirtualListHandle>()
  const { getByRole } = renderUi(<List initial={names(1000)} handle={handle} />)
  act(() => {
    handle.current?.reveal(500)
    handle.current?.focus()
  })
  expect(activeText(getByRole('listbox'))).toBe('row 500')
  expect(document.activeElement).toBe(getByRole('listbox'))
})

test('a row that is walked to before it is loaded is selected when it comes', async () => {
  let load: () => void = () => undefined
  function Loading() {
    const [loaded, setLoaded] = useState(20)
    const [selected, setSelected] = useState<string | null>(null)
    const rows = useMemo(
      () => ({
        count: 500,
        at: (index: number) => (index < loaded ? `row ${index}` : undefined),
        keyOf: (row: string) => row
      }),
      [loaded]
    )
    load = () => setLoaded(500)
    return (
      <>
        <VirtualList
          label="Chats"
          rows={rows}
          rowHeight={ROW}
          selectedKey={selected}
          onSelect={setSelected}
          isSelectionFollowingFocus
          renderRow={(row) => row}
        />
        <output>{selected}</output>
      </>
    )
  }
  const { person, container, getByRole } = renderUi(<Loading />)
  const selected = () => container.querySelector('output')?.textContent
  await person.tab()
  await person.keyboard('{ArrowDown}')
  expect(selected()).toBe('row 1')
  await person.keyboard('{End}')
  expect(selected()).toBe('row 1')
  act(() => load())
  expect(selected()).toBe('row 499')
  expect(activeText(getByRole('listbox'))).toBe('row 499')
})

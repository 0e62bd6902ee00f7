import './canned-picker.css'
import { useEffect, useRef } from 'react'
import type { CannedHit } from '#shared/features/canned-response/views.ts'
import { Kbd } from '../../../ui/kbd.tsx'
import { CarriedMarks } from '../carried-marks.tsx'
import { digitKeys } from '../digit-keys.ts'
import { Highlighted } from './highlighted.tsx'
import { engagementWords } from './insertion-of.ts'
import type { CannedPickerState } from './use-canned-picker.ts'

/** Id of the list, for the composer's `aria-controls`. */
export const PICKER_LIST_ID = 'canned-picker-list'

/** Id of one row, for the composer's `aria-activedescendant`. */
export function pickerRowId(index: number): string {
  return `${PICKER_LIST_ID}-${index}`
}

/** The open picker above the composer: ranked responses, and the active one as it will be inserted. */
export function CannedPicker({ picker }: { picker: CannedPickerState }) {
  if (!picker.isOpen) return null
  const active = picker.hits[picker.index]
  return (
    <div className="canned-picker">
      {picker.hits.length === 0 ? (
        <p className="canned-picker-none" role="status">
          {picker.query === '' ? 'No canned responses yet.' : `No canned response matches “${picker.query}”.`}
        </p>
      ) : (
        <div className="canned-picker-panes">
          <div
            className="canned-picker-list"
            id={PICKER_LIST_ID}
            role="listbox"
            aria-label="Canned responses"
          >
            {picker.hits.map((hit, index) => (
              <PickerRow
                key={hit.responseId}
                hit={hit}
                id={pickerRowId(index)}
                isActive={index === picker.index}
                onHover={() => picker.setIndex(index)}
                onPick={() => picker.pick(hit)}
              />
            ))}
          </div>
          <div className="canned-picker-preview" dir="auto">
            {active?.resolved}
            {active && <Carried hit={active} />}
          </div>
        </div>
      )}
      <footer className="canned-picker-keys">
        <span>
          <Kbd keys="ArrowUp" /> <Kbd keys="ArrowDown" /> walk
        </span>
        <span>
          <Kbd keys="Enter" /> insert
        </span>
        <span>
          <Kbd keys="Escape" /> close
        </span>
      </footer>
    </div>
  )
}

/** What comes with the words, by name. */
function Carried({ hit }: { hit: CannedHit }) {
  const engagement = engagementWords(hit)
  const names = [...hit.attachments.map(({ name }) => name), ...(engagement === null ? [] : [engagement])]
  if (names.length === 0) return null
  return (
    <ul className="canned-picker-carried">
      {names.map((name) => (
        <li key={name} dir="auto">
          {name}
        </li>
      ))}
    </ul>
  )
}

interface PickerRowProps {
  hit: CannedHit
  id: string
  isActive: boolean
  onHover: () => void
  onPick: () => void
}

function PickerRow({ hit, id, isActive, onHover, onPick }: PickerRowProps) {
  const row = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (isActive) row.current?.scrollIntoView({ block: 'nearest' })
  }, [isActive])
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the composer has the focus and names the active row
    <div
      ref={row}
      id={id}
      role="option"
      aria-selected={isActive}
      className="canned-picker-row"
      onMouseMove={isActive ? undefined : onHover}
      // on press, so that the caret never leaves the composer
      onMouseDown={(event) => {
        event.preventDefault()
        if (event.button === 0) onPick()
      }}
    >
      <span className="canned-picker-title" dir="auto">
        <Highlighted text={hit.title} ranges={hit.titleRanges} />
      </span>
      <span className="canned-picker-category" dir="auto">
        {hit.categoryName}
        {hit.isPersonal && ', only you'}
        <CarriedMarks files={hit.attachments} engagement={engagementWords(hit)} />
        {hit.digit !== null && <Kbd keys={digitKeys(hit.digit)} />}
      </span>
      <span className="canned-picker-text" dir="auto">
        <Highlighted text={hit.text} ranges={hit.textRanges} />
      </span>
    </div>
  )
}

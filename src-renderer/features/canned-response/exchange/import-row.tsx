import { Undo2 } from 'lucide-react'
import type { ReactNode } from 'react'
import type { ImportItem, ImportPlan, ImportWords } from '#shared/features/canned-response/exchange/plan.ts'
import { Button } from '../../../ui/button.tsx'
import { Pill, type PillTone } from '../../../ui/pill.tsx'
import { UserText } from '../../../ui/user-text.tsx'

const KIND: Record<ImportItem['kind'], { word: string; tone: PillTone }> = {
  new: { word: 'New', tone: 'success' },
  changed: { word: 'Changed', tone: 'accent' },
  same: { word: 'Same', tone: 'neutral' },
  bad: { word: 'Not readable', tone: 'danger' }
}

interface ImportRowProps {
  item: ImportItem
  format: ImportPlan['format']
  /** what became of it; null while nothing was imported */
  state: 'done' | 'undone' | null
  onUndo: () => void
}

/** One row of a file: where it stands there, and what it would do or has done. */
export function ImportRow({ item, format, state, onUndo }: ImportRowProps) {
  const { word, tone } = KIND[item.kind]
  return (
    <li className="import-row">
      <span className="import-place">{`${format === 'csv' ? 'Line' : 'Entry'} ${item.at}`}</span>
      <div className="import-words">
        {item.kind === 'bad' ? (
          <p>{item.reason}.</p>
        ) : (
          <>
            <UserText as="p" text={item.words.title} isSingleLine className="canned-response-title" />
            {item.kind === 'changed' ? <Differences {...item} /> : <Whole words={item.words} />}
            {item.leftOut.length > 0 && (
              <p className="import-left-out" dir="auto">
                Not in the file itself, to be added by hand: {item.leftOut.join(', ')}
              </p>
            )}
          </>
        )}
      </div>
      <Pill tone={tone}>{state === 'undone' ? 'Undone' : word}</Pill>
      {state === 'done' && (
        <Button size="s" variant="quiet" icon={Undo2} onPress={onUndo}>
          Undo
        </Button>
      )}
    </li>
  )
}

function Whole({ words }: { words: ImportWords }) {
  return (
    <p className="import-text" dir="auto">
      {words.category}
      {words.isPersonal && ', only you'}: {words.text}
    </p>
  )
}

function Differences({ before, words }: { before: ImportWords; words: ImportWords }) {
  const lines: ReactNode[] = []
  const differ = (name: string, was: string, is: string) => {
    if (was === is) return
    lines.push(
      <p key={name} className="import-text" dir="auto">
        {name}: <del>{was}</del> <ins>{is}</ins>
      </p>
    )
  }
  differ('Title', before.title, words.title)
  differ('Category', before.category, words.category)
  differ('Seen by', seenBy(before), seenBy(words))
  differ('Text', before.text, words.text)
  return lines
}

const seenBy = ({ isPersonal }: ImportWords) => (isPersonal ? 'only you' : 'everyone')

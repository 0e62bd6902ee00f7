import './import-dialog.css'
import { useState } from 'react'
import type { ImportItem, ImportPlan } from '#shared/features/canned-response/exchange/plan.ts'
import type { CategoryView } from '#shared/features/canned-response/views.ts'
import { Banner } from '../../../ui/banner.tsx'
import { Button } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { ProgressBar } from '../../../ui/progress-bar.tsx'
import { SegmentedFilter } from '../../../ui/segmented-filter.tsx'
import { ImportRow } from './import-row.tsx'
import { useImport } from './use-import.ts'

interface ImportDialogProps {
  plan: ImportPlan
  categories: readonly CategoryView[]
  onClose: () => void
}

type Shown = ImportItem['kind'] | 'all'

const NAMES: Record<Shown, string> = {
  all: 'All',
  new: 'New',
  changed: 'Changed',
  same: 'Same',
  bad: 'Not readable'
}
/** More rows are not looked at one by one; filters narrow them. */
const ROWS_SHOWN = 200

/** What a file would change, before anything is changed; then what it has changed, each to be undone by itself. */
export function ImportDialog({ plan, categories, onClose }: ImportDialogProps) {
  const { items, fileName, format } = plan
  const [shown, setShown] = useState<Shown>('all')
  const run = useImport(items, categories)
  const countOf = (kind: Shown) =>
    kind === 'all' ? items.length : items.filter((item) => item.kind === kind).length
  const leftOut = items.filter((item) => item.kind !== 'bad' && item.leftOut.length > 0).length
  const changes = countOf('new') + countOf('changed')
  const rows = items.filter(({ kind }) => shown === 'all' || kind === shown)
  return (
    <Dialog
      title={`Import ${fileName}`}
      size="l"
      isOpen
      onClose={onClose}
      actions={
        run.isOver ? (
          <Button variant="primary" onPress={onClose}>
            Close
          </Button>
        ) : (
          <>
            <Button onPress={onClose}>Cancel</Button>
            <Button variant="primary" isDisabled={changes === 0 || run.isRunning} onPress={run.start}>
              {changes === 0 ? 'Nothing to import' : `Import ${changes}`}
            </Button>
          </>
        )
      }
    >
      <div className="import">
        {run.trouble !== null && <Banner tone="danger">{run.trouble}</Banner>}
        <p role="status">
          {run.isOver
            ? `${run.doneCount} imported. They go out like everything that you change; each can be undone here.`
            : 'Nothing is changed yet. This is what the file would do; nothing is ever removed.'}
        </p>
        {leftOut > 0 && (
          <Banner tone="warning">
            {leftOut === 1 ? '1 row names' : `${leftOut} rows name`} files or an engagement. A file of
            responses has only their names: responses that are here keep what they carry, and to new ones they
            have to be added by hand.
          </Banner>
        )}
        {run.isRunning && <ProgressBar label="Importing" fraction={run.doneCount / Math.max(1, changes)} />}
        <SegmentedFilter
          label="Rows of the file"
          items={(['all', 'new', 'changed', 'same', 'bad'] as const).map((id) => ({
            id,
            label: NAMES[id],
            count: countOf(id)
          }))}
          selectedId={shown}
          onChange={setShown}
        />
        <ul className="import-rows" aria-label="What the file would change">
          {rows.slice(0, ROWS_SHOWN).map((item) => (
            <ImportRow
              key={`${item.at} ${item.kind}`}
              item={item}
              format={format}
              state={run.stateOf(item)}
              onUndo={() => run.undo(item)}
            />
          ))}
        </ul>
        {rows.length > ROWS_SHOWN && <p className="import-more">and {rows.length - ROWS_SHOWN} more</p>}
        {rows.length === 0 && <p className="import-more">None.</p>}
      </div>
    </Dialog>
  )
}

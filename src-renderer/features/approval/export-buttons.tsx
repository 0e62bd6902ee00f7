import { Download } from 'lucide-react'
import type { ExportSheet, RequestFilter } from '#shared/features/approval/views.ts'
import { desk } from '../../bridge/desk.ts'
import { useView } from '../../bridge/use-view.ts'
import { Button } from '../../ui/button.tsx'
import { ProgressBar } from '../../ui/progress-bar.tsx'
import { useToasts } from '../../ui/toast.tsx'

const SAVED: Record<ExportSheet, (rows: number) => string> = {
  history: (rows) => (rows === 1 ? '1 row saved' : `${rows} rows saved`),
  trail: (rows) => (rows === 1 ? 'The trail of 1 request saved' : `The trails of ${rows} requests saved`)
}

/** Writes every row of a history, or every step of its requests, into a CSV file, whatever is on screen; it can be cancelled. */
export function ExportButtons({ filter }: { filter: RequestFilter }) {
  const toasts = useToasts()
  const progress = useView('approval.export-progress', {}, ['export']).data
  const start = async (sheet: ExportSheet) => {
    const { outcome, rows } = await desk.act('approval.export', { sheet, filter })
    if (outcome === 'saved') toasts.show({ text: SAVED[sheet](rows) })
    if (outcome === 'failed')
      toasts.show({ text: 'The file could not be written. Choose another folder.', tone: 'danger' })
  }
  if (progress?.isRunning) {
    return (
      <div className="approval-export">
        <ProgressBar label="Exporting" fraction={progress.share} />
        <Button size="s" onPress={() => void desk.act('approval.cancel-export', {})}>
          Cancel
        </Button>
      </div>
    )
  }
  return (
    <>
      <Button size="s" icon={Download} onPress={() => void start('history')}>
        Export to CSV
      </Button>
      <Button size="s" variant="quiet" onPress={() => void start('trail')}>
        Export audit trail
      </Button>
    </>
  )
}

import type { RequestFilter } from '#shared/features/approval/views.ts'
import { desk } from '../../bridge/desk.ts'
import { useView } from '../../bridge/use-view.ts'
import { Button } from '../../ui/button.tsx'
import type { Glyph } from '../../ui/icon.tsx'
import { ProgressBar } from '../../ui/progress-bar.tsx'
import { useToasts } from '../../ui/toast.tsx'

/** Writes every row of a history, whatever is on screen, into a CSV file; while it runs it can be cancelled. */
export function ExportButton({ filter, icon }: { filter: RequestFilter; icon: Glyph }) {
  const toasts = useToasts()
  const progress = useView('approval.export-progress', {}, ['export']).data
  const start = async () => {
    const { outcome, rows } = await desk.act('approval.export', filter)
    if (outcome === 'saved') toasts.show({ text: rows === 1 ? '1 row saved' : `${rows} rows saved` })
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
    <Button size="s" icon={icon} onPress={() => void start()}>
      Export to CSV
    </Button>
  )
}

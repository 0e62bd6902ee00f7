import { Download, Upload } from 'lucide-react'
import { useState } from 'react'
import type { ExchangeFormat } from '#shared/features/canned-response/exchange/file.ts'
import type { ImportPlan } from '#shared/features/canned-response/exchange/plan.ts'
import type { CategoryView } from '#shared/features/canned-response/views.ts'
import { desk } from '../../../bridge/desk.ts'
import { Button } from '../../../ui/button.tsx'
import { MenuButton } from '../../../ui/menu-button.tsx'
import { useToasts } from '../../../ui/toast.tsx'
import { ImportDialog } from './import-dialog.tsx'

/** The library out to a file, and in from one. */
export function ExchangeButtons({ categories }: { categories: readonly CategoryView[] }) {
  const toasts = useToasts()
  const [plan, setPlan] = useState<ImportPlan | null>(null)
  const save = async (format: ExchangeFormat) => {
    const { outcome } = await desk.act('canned-response.export', { format })
    if (outcome === 'saved') toasts.show({ text: 'Exported' })
    if (outcome === 'failed') {
      toasts.show({ text: 'The file could not be written. Choose another folder.', tone: 'danger' })
    }
  }
  const choose = async () => {
    const read = await desk.act('canned-response.read-import', {})
    if (read.outcome === 'read') setPlan(read.plan)
    if (read.outcome === 'failed') toasts.show({ text: read.message, tone: 'danger' })
  }
  const isEmpty = categories.every(({ responses }) => responses.length === 0)
  return (
    <div className="canned-exchange">
      <Button icon={Upload} onPress={() => void choose()}>
        Import…
      </Button>
      <MenuButton
        trigger={
          <Button icon={Download} isDisabled={isEmpty}>
            Export…
          </Button>
        }
        entries={[
          { id: 'csv', label: 'CSV, for spreadsheets', onAction: () => void save('csv') },
          { id: 'json', label: 'JSON', onAction: () => void save('json') }
        ]}
      />
      {plan && <ImportDialog plan={plan} categories={categories} onClose={() => setPlan(null)} />}
    </div>
  )
}

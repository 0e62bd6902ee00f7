import './canned-response-room.css'
import { useState } from 'react'
import type { ResponseId } from '#shared/base/ids.ts'
import { useView } from '../../bridge/use-view.ts'
import { ErrorState } from '../../ui/error-state.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { Tabs } from '../../ui/tabs.tsx'
import { CategoryTab } from './category-tab.tsx'
import { ExchangeButtons } from './exchange/exchange-buttons.tsx'
import { ResponsesTab } from './responses-tab.tsx'
import { useCannedActs } from './use-canned-acts.ts'

interface CannedResponseRoomProps {
  /** which response is shown first; null for the categories */
  responseId: ResponseId | null
}

/** Where the library of canned responses is kept, in the guide's two tabs. */
export function CannedResponseRoom({ responseId }: CannedResponseRoomProps) {
  const library = useView('canned-response.library', {}, ['canned', 'canned-usage'])
  const acts = useCannedActs()
  const [tab, setTab] = useState<'category' | 'responses'>(responseId ? 'responses' : 'category')
  if (library.error) {
    return (
      <ErrorState title="The canned responses could not be read" onRetry={library.retry}>
        {library.error}
      </ErrorState>
    )
  }
  if (!library.data) return <Skeleton hasAvatar={false} />
  const { categories } = library.data
  return (
    <div className="canned">
      <div className="canned-page">
        <header className="canned-header">
          <h1>Canned responses</h1>
          <ExchangeButtons categories={categories} />
        </header>
        <Tabs
          label="Canned responses"
          items={[
            { id: 'category', label: 'Category' },
            { id: 'responses', label: 'Responses' }
          ]}
          selectedId={tab}
          onChange={setTab}
        >
          {(id) =>
            id === 'category' ? (
              <CategoryTab categories={categories} acts={acts} />
            ) : (
              <ResponsesTab categories={categories} acts={acts} shownFirst={responseId} />
            )
          }
        </Tabs>
      </div>
    </div>
  )
}

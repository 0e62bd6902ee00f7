import './engagement-room.css'
import { Gift, Plus } from 'lucide-react'
import { useState } from 'react'
import { EngagementId } from '#shared/base/ids.ts'
import { type EngagementCard, EngagementType, titleOf } from '#shared/features/engagement/content.ts'
import { EngagementState } from '#shared/features/engagement/entities.ts'
import { engagementMove } from '#shared/features/engagement/operations.ts'
import type { EngagementView } from '#shared/features/engagement/views.ts'
import { STATE_WORDS, TYPE_WORDS } from '#shared/features/engagement/words.ts'
import { desk } from '../../../bridge/desk.ts'
import { mintId } from '../../../bridge/mint-id.ts'
import { useView } from '../../../bridge/use-view.ts'
import { Button } from '../../../ui/button.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { ErrorState } from '../../../ui/error-state.tsx'
import { Icon } from '../../../ui/icon.tsx'
import { MenuButton } from '../../../ui/menu-button.tsx'
import { Pill, type PillTone } from '../../../ui/pill.tsx'
import { SearchField } from '../../../ui/search-field.tsx'
import { Select } from '../../../ui/select.tsx'
import { useToasts } from '../../../ui/toast.tsx'
import { useOneAtATime } from '../../../ui/use-one-at-a-time.ts'
import { UserText } from '../../../ui/user-text.tsx'
import { rejectionWords } from '../../outbox/rejection-words.ts'
import { timeOf } from '../../outbox/state-words.ts'
import { TYPE_GLYPHS } from '../card/engagement-card.tsx'
import { matching } from '../picker/matching.ts'
import { emptyContent } from './empty-content.ts'
import { EngagementForm, type FormStart } from './engagement-form.tsx'

const STATES = [
  { id: 'all', label: 'All but archived' },
  ...EngagementState.options.map((id) => ({ id, label: STATE_WORDS[id] }))
] as const
const TYPES = [
  { id: 'all', label: 'All types' },
  ...EngagementType.options.map((id) => ({ id, label: TYPE_WORDS[id] }))
] as const
const TONES: Record<EngagementState, PillTone> = {
  draft: 'warning',
  active: 'success',
  finished: 'neutral',
  archived: 'neutral'
}

const asCard = ({ engagementId, content }: EngagementView): EngagementCard => ({ engagementId, content })
const freshId = () => EngagementId.parse(mintId())

/** The catalogue: everything that can be, is, or was offered to followers. */
export function EngagementRoom() {
  const catalogue = useView('engagement.catalogue', {}, ['engagements'])
  const [query, setQuery] = useState('')
  const [type, setType] = useState<EngagementType | 'all'>('all')
  const [state, setState] = useState<EngagementState | 'all'>('all')
  const [form, setForm] = useState<FormStart | null>(null)
  if (catalogue.error) {
    return (
      <ErrorState title="The engagements could not be read" onRetry={catalogue.retry}>
        {catalogue.error}
      </ErrorState>
    )
  }
  if (!catalogue.data) return null
  const all = catalogue.data
  const found = matching(all.map(asCard), type, query).map(({ engagementId }) => engagementId)
  const shown = all.filter(
    (one) =>
      found.includes(one.engagementId) && (state === 'all' ? one.state !== 'archived' : one.state === state)
  )
  const begin = (chosen: EngagementType) => {
    const engagementId = freshId()
    const content = emptyContent(chosen)
    setForm({ engagementId, channelId: null, content, filesOf: engagementId, edits: null })
  }
  const newButton = (
    <MenuButton
      trigger={
        <Button variant="primary" icon={Plus}>
          New engagement
        </Button>
      }
      entries={EngagementType.options.map((id) => ({
        id,
        label: TYPE_WORDS[id],
        icon: TYPE_GLYPHS[id],
        onAction: () => begin(id)
      }))}
    />
  )
  return (
    <div className="engagement-room">
      <header className="engagement-room-head">
        <h1>Engagements</h1>
        {newButton}
      </header>
      <div className="engagement-room-bar">
        <SearchField label="Search engagements" value={query} onChange={setQuery} />
        <Select label="Type" isLabelHidden options={TYPES} value={type} onChange={setType} />
        <Select label="State" isLabelHidden options={STATES} value={state} onChange={setState} />
      </div>
      {shown.length === 0 ? (
        <EmptyState icon={Gift} title={all.length === 0 ? 'No engagements yet' : 'Nothing matches'}>
          {all.length === 0
            ? 'Create one, activate it, and agents can send it to followers of its channel.'
            : 'Try other words, another type or another state.'}
        </EmptyState>
      ) : (
        <ul className="engagement-rows" aria-label="Engagements">
          {shown.map((engagement) => (
            <Row key={engagement.engagementId} engagement={engagement} onForm={setForm} />
          ))}
        </ul>
      )}
      {form && <EngagementForm start={form} onClose={() => setForm(null)} />}
    </div>
  )
}

function Row({ engagement, onForm }: { engagement: EngagementView; onForm: (start: FormStart) => void }) {
  const toasts = useToasts()
  const { engagementId, channelId, channelName, content, state, version, isPending, refusal } = engagement
  const title = titleOf(content) || 'Untitled'
  const moveTo = useOneAtATime(async (to: 'active' | 'finished' | 'archived') => {
    const outcome = await desk.submit(engagementMove, { engagementId, to }, {})
    if (!outcome.ok) toasts.show({ text: outcome.message, tone: 'danger' })
  })
  const move = (to: Parameters<typeof moveTo>[0]) => () => moveTo(to)
  const act = (label: string, onPress: () => unknown) => (
    <Button size="s" aria-label={`${label} ${title}`} onPress={() => void onPress()}>
      {label}
    </Button>
  )
  const leave = async () => {
    if (refusal) await desk.act('outbox.discard', { opId: refusal.opId })
  }
  return (
    <li className="engagement-row">
      <Icon glyph={TYPE_GLYPHS[content.type]} size={20} />
      <span className="engagement-row-words">
        <UserText text={title} isSingleLine className="engagement-row-title" />
        <span className="engagement-row-note">
          {TYPE_WORDS[content.type]} · {channelName}
        </span>
        {refusal && (
          <span className="engagement-row-refusal" role="status">
            {rejectionWords(refusal.code, refusal.detail, timeOf)}. {act('Dismiss', leave)}
          </span>
        )}
      </span>
      <Pill tone={TONES[state]}>{isPending ? `${STATE_WORDS[state]}, saving` : STATE_WORDS[state]}</Pill>
      <span className="engagement-row-acts">
        {state === 'draft' &&
          act('Edit', () =>
            onForm({ engagementId, channelId, content, filesOf: engagementId, edits: { version } })
          )}
        {state === 'draft' && act('Activate', move('active'))}
        {state === 'active' && act('Finish', move('finished'))}
        {act('Duplicate', () =>
          onForm({ engagementId: freshId(), channelId, content, filesOf: engagementId, edits: null })
        )}
        {(state === 'draft' || state === 'finished') && act('Archive', move('archived'))}
      </span>
    </li>
  )
}

import { MessageSquarePlus, Pencil, Plus, Trash2 } from 'lucide-react'
import { useState } from 'react'
import type { CategoryView, ResponseView } from '#shared/features/canned-response/views.ts'
import { Count } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { Disclosure } from '../../ui/disclosure.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { UserText } from '../../ui/user-text.tsx'
import { PendingMark } from './pending-mark.tsx'
import { RefusalCard } from './refusal-card.tsx'
import { ResponseDialog } from './response-dialog.tsx'
import type { CannedActs } from './use-canned-acts.ts'

interface ResponsesTabProps {
  categories: readonly CategoryView[]
  acts: CannedActs
}

type Editing = { category: CategoryView; response: ResponseView | null } | null

/** Every category, expanded to its responses and "+ Add new response". */
export function ResponsesTab({ categories, acts }: ResponsesTabProps) {
  const [editing, setEditing] = useState<Editing>(null)
  if (categories.length === 0) {
    return (
      <EmptyState icon={MessageSquarePlus} title="No responses yet">
        Create a category first; responses are added to it.
      </EmptyState>
    )
  }
  return (
    <>
      <div className="canned-list">
        {categories.map((category, index) => (
          <Disclosure
            key={category.categoryId}
            level={2}
            isDefaultExpanded={index === 0}
            title={<UserText text={category.name} isSingleLine />}
            end={<Count count={category.responses.length} />}
          >
            <ul>
              {category.responses.map((response) => (
                <ResponseRow
                  key={response.responseId}
                  response={response}
                  onEdit={() => setEditing({ category, response })}
                  onRemove={() => void acts.removeResponse(response)}
                />
              ))}
            </ul>
            <div className="canned-add">
              <Button variant="quiet" icon={Plus} onPress={() => setEditing({ category, response: null })}>
                Add new response
              </Button>
            </div>
          </Disclosure>
        ))}
      </div>
      {editing && (
        <ResponseDialog
          title={editing.response ? 'Edit response' : `Add new response to ${editing.category.name}`}
          initial={editing.response ?? { title: '', text: '' }}
          onClose={() => setEditing(null)}
          onSave={(next) => {
            if (editing.response) void acts.editResponse(editing.response, next)
            else void acts.addResponse(editing.category.categoryId, next)
            setEditing(null)
          }}
        />
      )}
    </>
  )
}

interface ResponseRowProps {
  response: ResponseView
  onEdit: () => void
  onRemove: () => void
}

function ResponseRow({ response, onEdit, onRemove }: ResponseRowProps) {
  return (
    <li className="canned-item">
      <div className="canned-row">
        <div className="canned-response">
          <UserText as="div" text={response.title} isSingleLine className="canned-response-title" />
          <UserText as="div" text={response.text} isSingleLine className="canned-response-text" />
        </div>
        <PendingMark pending={response.pending} />
        <IconButton icon={Pencil} label={`Edit ${response.title}`} onPress={onEdit} />
        <IconButton icon={Trash2} label={`Remove ${response.title}`} onPress={onRemove} />
      </div>
      {response.refusal && (
        <RefusalCard
          refusal={response.refusal}
          current={{ title: response.title, text: response.text }}
          version={response.version}
        />
      )}
    </li>
  )
}

import { useState } from 'react'
import type { CategoryView, ResponseView } from '#shared/features/canned-response/views.ts'
import { endOf } from './moves.ts'
import { ResponseDialog } from './response-dialog.tsx'
import type { CannedActs, ResponseText } from './use-canned-acts.ts'

/** Which response is written: a new one of a category, or one that is there. */
export type Editing = { kind: 'new'; category: CategoryView } | { kind: 'known'; response: ResponseView }

const NEW: ResponseText = { title: '', text: '', attachments: [], engagementId: null, isPersonal: false }

interface EditedResponseProps {
  editing: Editing
  categories: readonly CategoryView[]
  acts: CannedActs
  onClose: () => void
}

/** The dialog of a new response, or of one that may also move to another category. */
export function EditedResponse({ editing, ...rest }: EditedResponseProps) {
  const { acts, onClose } = rest
  if (editing.kind === 'new') {
    const { categoryId, name } = editing.category
    return (
      <ResponseDialog
        title={`Add new response to ${name}`}
        initial={NEW}
        isShared={false}
        category={null}
        digit={null}
        onClose={onClose}
        onSave={(next) => {
          onClose()
          void acts.addResponse(categoryId, next)
        }}
      />
    )
  }
  return <KnownResponse {...rest} response={editing.response} />
}

/** Where it stood when the dialog was opened counts: a colleague may move it meanwhile. */
function KnownResponse({
  response,
  categories,
  acts,
  onClose
}: Omit<EditedResponseProps, 'editing'> & { response: ResponseView }) {
  const [current] = useState(() =>
    categories.find(({ responses }) => responses.some(({ responseId }) => responseId === response.responseId))
  )
  return (
    <ResponseDialog
      title="Edit response"
      initial={response}
      isShared={!response.isPersonal}
      category={current ? { current, all: categories } : null}
      digit={response.digit}
      onClose={onClose}
      onSave={(next, categoryId, digit) => {
        onClose()
        void acts.editResponse(response, next)
        if (digit !== response.digit) void acts.setDigit(response.responseId, digit)
        const place =
          categoryId === undefined || categoryId === current?.categoryId
            ? null
            : endOf(categories, categoryId, response.responseId)
        if (place) void acts.moveResponse(response, place, null)
      }}
    />
  )
}

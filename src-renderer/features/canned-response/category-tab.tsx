import { FolderPlus, Pencil, Plus, Trash2 } from 'lucide-react'
import { useMemo, useState } from 'react'
import { CATEGORY_NAME_MAX } from '#shared/features/canned-response/entities.ts'
import type { CategoryView } from '#shared/features/canned-response/views.ts'
import { Button } from '../../ui/button.tsx'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { UserText } from '../../ui/user-text.tsx'
import { VisuallyHidden } from '../../ui/visually-hidden.tsx'
import { MoveHandle } from './move-handle.tsx'
import { NameDialog } from './name-dialog.tsx'
import { PendingMark } from './pending-mark.tsx'
import { RefusalCard } from './refusal-card.tsx'
import type { CannedActs } from './use-canned-acts.ts'
import { useCategoryMoves } from './use-category-moves.ts'

interface CategoryTabProps {
  categories: readonly CategoryView[]
  acts: CannedActs
}

type Asking = { kind: 'add' } | { kind: 'rename' | 'remove'; category: CategoryView } | null

/** Categories: add, rename by the pen, remove by the icon; a category that is not empty asks first. */
export function CategoryTab({ categories: all, acts }: CategoryTabProps) {
  const categories = useMemo(() => all.filter(({ isLoose }) => !isLoose), [all])
  const moves = useCategoryMoves(categories, acts)
  const [asking, setAsking] = useState<Asking>(null)
  const close = () => setAsking(null)
  const add = (
    <Button icon={Plus} onPress={() => setAsking({ kind: 'add' })}>
      Add new category
    </Button>
  )
  const remove = (category: CategoryView) => {
    if (category.responses.length > 0) setAsking({ kind: 'remove', category })
    else void acts.removeCategory(category)
  }
  return (
    <>
      {categories.length === 0 ? (
        <EmptyState icon={FolderPlus} title="No categories yet" action={add}>
          A category holds responses of one topic, such as delivery or refunds.
        </EmptyState>
      ) : (
        <>
          <VisuallyHidden>
            <span role="status">{moves.said}</span>
          </VisuallyHidden>
          <ul className="canned-list">
            {categories.map((category) => (
              <li key={category.categoryId} className="canned-item">
                <div className="canned-row" {...moves.rowProps(category.categoryId)}>
                  <MoveHandle
                    id={category.categoryId}
                    name={category.name}
                    onStep={(step) => moves.step(category.categoryId, step)}
                  />
                  <UserText text={category.name} isSingleLine className="canned-row-name" />
                  <PendingMark pending={category.pending} />
                  <span className="canned-row-count">{responsesText(category.responses.length)}</span>
                  <IconButton
                    icon={Pencil}
                    label={`Rename ${category.name}`}
                    onPress={() => setAsking({ kind: 'rename', category })}
                  />
                  <IconButton
                    icon={Trash2}
                    label={`Remove ${category.name}`}
                    onPress={() => remove(category)}
                  />
                </div>
                {category.refusal && <RefusalCard refusal={category.refusal} />}
              </li>
            ))}
          </ul>
          <div className="canned-add">{add}</div>
        </>
      )}
      <NameDialog
        title={asking?.kind === 'rename' ? 'Rename category' : 'Add new category'}
        label="Name"
        maxLength={CATEGORY_NAME_MAX}
        initial={asking?.kind === 'rename' ? asking.category.name : ''}
        isOpen={asking?.kind === 'add' || asking?.kind === 'rename'}
        onClose={close}
        onSave={(name) => {
          if (asking?.kind === 'rename') void acts.renameCategory(asking.category, name)
          else void acts.addCategory(name)
          close()
        }}
      />
      <ConfirmDialog
        title={asking?.kind === 'remove' ? `Remove “${asking.category.name}”?` : ''}
        confirmLabel="Remove"
        tone="danger"
        isOpen={asking?.kind === 'remove'}
        onConfirm={() => {
          if (asking?.kind === 'remove') void acts.removeCategory(asking.category)
          close()
        }}
        onCancel={close}
      >
        {asking?.kind === 'remove' && (
          <p>{goesWithIt(asking.category.responses.length)} This cannot be undone.</p>
        )}
      </ConfirmDialog>
    </>
  )
}

function responsesText(count: number): string {
  return count === 1 ? '1 response' : `${count} responses`
}

function goesWithIt(count: number): string {
  return count === 1 ? '1 response goes with it.' : `${count} responses go with it.`
}

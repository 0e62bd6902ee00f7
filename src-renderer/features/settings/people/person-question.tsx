import type { Role } from '#shared/features/session/entities.ts'
import type { Person } from '#shared/features/session/people.ts'
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx'
import { ROLE_WORDS } from './words.ts'

/** What an administrator wants to do with somebody's access. */
export type PersonWish =
  | { kind: 'role'; person: Person; role: Role }
  | { kind: 'deactivate' | 'activate' | 'reset'; person: Person }

interface PersonQuestionProps {
  wish: PersonWish
  onConfirm: () => void
  onCancel: () => void
}

/** Says what will happen, before it does. */
export function PersonQuestion({ wish, onConfirm, onCancel }: PersonQuestionProps) {
  const { title, text, verb, isDanger } = wordsOf(wish)
  return (
    <ConfirmDialog
      title={title}
      confirmLabel={verb}
      tone={isDanger ? 'danger' : 'default'}
      isOpen
      onConfirm={onConfirm}
      onCancel={onCancel}
    >
      <p>{text}</p>
    </ConfirmDialog>
  )
}

function wordsOf(wish: PersonWish) {
  const { name } = wish.person
  switch (wish.kind) {
    case 'role':
      return {
        title: `Make ${name} ${wish.role === 'lead' ? 'a' : 'an'} ${ROLE_WORDS[wish.role].toLowerCase()}?`,
        text: 'It takes effect at once: what the new role may not see leaves their desk within seconds.',
        verb: 'Change role',
        isDanger: false
      }
    case 'deactivate':
      return {
        title: `Deactivate ${name}?`,
        text: 'They are signed out everywhere at once. What they wrote stays, and they can be reactivated.',
        verb: 'Deactivate',
        isDanger: true
      }
    case 'activate':
      return {
        title: `Reactivate ${name}?`,
        text: 'They may sign in again with the password they had.',
        verb: 'Reactivate',
        isDanger: false
      }
    case 'reset':
      return {
        title: `Reset the password of ${name}?`,
        text: 'Their password works no more, and they are signed out everywhere. They get a link to choose another one.',
        verb: 'Reset password',
        isDanger: true
      }
  }
}

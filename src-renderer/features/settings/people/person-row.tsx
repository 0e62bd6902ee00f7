import { Ellipsis } from 'lucide-react'
import { Role } from '#shared/features/session/entities.ts'
import type { Person, PersonState } from '#shared/features/session/people.ts'
import { Avatar } from '../../../ui/avatar.tsx'
import { IconButton } from '../../../ui/icon-button.tsx'
import { MenuButton } from '../../../ui/menu-button.tsx'
import type { MenuEntries } from '../../../ui/menu-entry.ts'
import { Pill, type PillTone } from '../../../ui/pill.tsx'
import { RelativeTime } from '../../../ui/relative-time.tsx'
import { UserText } from '../../../ui/user-text.tsx'
import type { PersonWish } from './person-question.tsx'
import { ROLE_WORDS } from './words.ts'

const STATES: Record<PersonState, { tone: PillTone; label: string }> = {
  active: { tone: 'success', label: 'Active' },
  invited: { tone: 'accent', label: 'Invited' },
  deactivated: { tone: 'neutral', label: 'Deactivated' }
}

interface PersonRowProps {
  person: Person
  /** nobody changes their own access: there is no menu */
  isMe: boolean
  onWish: (wish: PersonWish) => void
}

/** One person, with what they may do here and when they were, and what can be done about it. */
export function PersonRow({ person, isMe, onWish }: PersonRowProps) {
  const { id, name, email, role, state, lastSeenAtMs } = person
  return (
    <li className="people-row" data-inactive={state === 'deactivated' || undefined}>
      <Avatar name={name} id={id} size={32} />
      <div className="people-name">
        <UserText as="div" text={isMe ? `${name} (you)` : name} isSingleLine />
        <UserText as="div" text={email} isSingleLine isSelectable className="people-quiet" />
      </div>
      <span>{ROLE_WORDS[role]}</span>
      <span>
        <Pill tone={STATES[state].tone}>{STATES[state].label}</Pill>
      </span>
      <span className="people-quiet">
        {lastSeenAtMs === null ? (
          'Never seen'
        ) : (
          <>
            Seen <RelativeTime atMs={lastSeenAtMs} variant="long" />
          </>
        )}
      </span>
      {!isMe && (
        <MenuButton
          trigger={<IconButton icon={Ellipsis} label={`Change the access of ${name}`} />}
          entries={entriesFor(person, onWish)}
        />
      )}
    </li>
  )
}

function entriesFor(person: Person, onWish: (wish: PersonWish) => void): MenuEntries {
  if (person.state === 'deactivated') {
    return [{ id: 'activate', label: 'Reactivate…', onAction: () => onWish({ kind: 'activate', person }) }]
  }
  return [
    {
      id: 'role',
      heading: 'Role',
      choice: 'single',
      entries: Role.options.map((role) => ({
        id: role,
        label: ROLE_WORDS[role],
        isChecked: role === person.role,
        onAction: () => {
          if (role !== person.role) onWish({ kind: 'role', person, role })
        }
      }))
    },
    {
      id: 'access',
      entries: [
        {
          id: 'reset',
          label: person.state === 'invited' ? 'Make another link…' : 'Reset password…',
          onAction: () => onWish({ kind: 'reset', person })
        },
        {
          id: 'deactivate',
          label: 'Deactivate…',
          isDanger: true,
          onAction: () => onWish({ kind: 'deactivate', person })
        }
      ]
    }
  ]
}

import './people.css'
import { SearchX, UserPlus } from 'lucide-react'
import { useState } from 'react'
import type { AdminAnswer, AdminTrouble } from '#shared/contract/admin-calls.ts'
import type { Identity } from '#shared/features/session/entities.ts'
import type { PasswordInvitation, Person } from '#shared/features/session/people.ts'
import { askServer, useAdminView } from '../../../bridge/use-admin-view.ts'
import { Button } from '../../../ui/button.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { SearchField } from '../../../ui/search-field.tsx'
import { Skeleton } from '../../../ui/skeleton.tsx'
import { ServerTrouble } from '../server-trouble.tsx'
import { InvitationDialog } from './invitation-dialog.tsx'
import { InviteDialog } from './invite-dialog.tsx'
import { PersonQuestion, type PersonWish } from './person-question.tsx'
import { PersonRow } from './person-row.tsx'

/** Everybody who may sign in here: invited, given a role, shut out and let in again. */
export function PeoplePage({ identity }: { identity: Identity }) {
  const { value, trouble, reload } = useAdminView('admin.people.list', {})
  const [search, setSearch] = useState('')
  const [isInviting, setInviting] = useState(false)
  const [wish, setWish] = useState<PersonWish | null>(null)
  const [invitation, setInvitation] = useState<PasswordInvitation | null>(null)
  const [refusal, setRefusal] = useState<AdminTrouble | null>(null)
  const people = value?.people.filter((person) => fits(person, search))
  const shown = refusal ?? trouble
  const carryOut = async (wanted: PersonWish) => {
    setWish(null)
    const answer = await carriedOut(wanted)
    setRefusal(answer.ok ? null : answer)
    if (answer.ok) setInvitation(answer.value)
    reload()
  }
  return (
    <div className="people">
      <div className="people-tools">
        <SearchField label="Search people" value={search} onChange={setSearch} />
        <Button icon={UserPlus} variant="primary" onPress={() => setInviting(true)}>
          Invite
        </Button>
      </div>
      {shown && (
        <ServerTrouble
          trouble={shown}
          onRetry={() => {
            setRefusal(null)
            reload()
          }}
        />
      )}
      {!people && !trouble && <Skeleton rows={5} rowHeight={52} />}
      {people?.length === 0 && (
        <EmptyState icon={SearchX} title="Nobody fits">
          Search by name, e-mail or role.
        </EmptyState>
      )}
      <ul className="people-list" aria-label="People">
        {people?.map((person) => (
          <PersonRow key={person.id} person={person} isMe={person.id === identity.userId} onWish={setWish} />
        ))}
      </ul>
      {isInviting && (
        <InviteDialog
          onClose={() => setInviting(false)}
          onInvited={(invited) => {
            setInviting(false)
            setInvitation(invited)
            reload()
          }}
        />
      )}
      {wish && (
        <PersonQuestion wish={wish} onConfirm={() => void carryOut(wish)} onCancel={() => setWish(null)} />
      )}
      {invitation && <InvitationDialog invitation={invitation} onClose={() => setInvitation(null)} />}
    </div>
  )
}

/** Does it; the value is how the person gets to a password, where there is something to tell. */
async function carriedOut(wish: PersonWish): Promise<AdminAnswer<PasswordInvitation | null>> {
  const userId = wish.person.id
  switch (wish.kind) {
    case 'role':
      return withoutValue(await askServer('admin.people.set-role', { userId, role: wish.role }))
    case 'deactivate':
      return withoutValue(await askServer('admin.people.deactivate', { userId }))
    case 'activate':
      return withoutValue(await askServer('admin.people.activate', { userId }))
    case 'reset':
      return askServer('admin.people.reset-password', { userId })
  }
}

function withoutValue(answer: AdminAnswer<unknown>): AdminAnswer<null> {
  return answer.ok ? { ok: true, value: null } : answer
}

function fits({ name, email, role }: Person, search: string): boolean {
  const text = `${name} ${email} ${role}`.toLocaleLowerCase()
  return search
    .toLocaleLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word))
}

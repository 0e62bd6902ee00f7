import type { DemoPerson } from '#shared/features/session/views.ts'
import { Avatar } from '../../ui/avatar.tsx'

interface DemoPeopleProps {
  people: readonly DemoPerson[]
  isDisabled: boolean
  onPick: (person: DemoPerson) => void
}

/** The people of the demo tenant, each signed in by one click. */
export function DemoPeople({ people, isDisabled, onPick }: DemoPeopleProps) {
  return (
    <section className="demo-people">
      <h2>Demo: sign in as</h2>
      <ul>
        {people.map((person) => (
          <li key={person.email}>
            <button
              type="button"
              className="demo-person"
              disabled={isDisabled}
              onClick={() => onPick(person)}
            >
              <Avatar name={person.name} id={person.email} />
              <span>{person.name}</span>
              <span className="demo-person-role">{person.role}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}

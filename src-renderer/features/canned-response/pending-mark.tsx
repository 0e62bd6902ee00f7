import { Clock } from 'lucide-react'
import type { CategoryView } from '#shared/features/canned-response/views.ts'
import { Pill } from '../../ui/pill.tsx'

const WORDS = {
  creating: 'Not sent yet',
  editing: 'Change not sent yet',
  moving: 'Move not sent yet',
  removing: 'Removal not sent yet'
} as const

/** Says that a change of mine waits to be sent. */
export function PendingMark({ pending }: { pending: CategoryView['pending'] }) {
  if (!pending) return null
  return <Pill icon={Clock}>{WORDS[pending]}</Pill>
}

import { CircleCheck, Inbox as InboxGlyph, MessageCircle, SearchX } from 'lucide-react'
import type { InboxFilter } from '#shared/features/conversation/views.ts'
import { EmptyState } from '../../../ui/empty-state.tsx'

/** What an empty list means, and the next step. */
export function InboxEmpty({ filter, search }: { filter: InboxFilter; search: string }) {
  if (search !== '') {
    return (
      <EmptyState icon={SearchX} title={`Nobody found for “${search}”`}>
        The search looks at the names, phone numbers and channels of everyone who has a chat here.
      </EmptyState>
    )
  }
  switch (filter) {
    case 'mine':
      return (
        <EmptyState icon={InboxGlyph} title="You have no active chats">
          Take one from Unanswered: the first reply makes it yours.
        </EmptyState>
      )
    case 'unanswered':
      return (
        <EmptyState icon={CircleCheck} title="Everyone has an answer">
          New chats of followers appear here.
        </EmptyState>
      )
    default:
      return (
        <EmptyState icon={MessageCircle} title="No chats here yet">
          Followers start a chat from a channel’s page.
        </EmptyState>
      )
  }
}

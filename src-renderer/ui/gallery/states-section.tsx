import { MessagesSquare } from 'lucide-react'
import { Banner } from '../banner.tsx'
import { Button } from '../button.tsx'
import { EmptyState } from '../empty-state.tsx'
import { ErrorState } from '../error-state.tsx'
import { Skeleton } from '../skeleton.tsx'
import { Section } from './section.tsx'

const nothing = () => undefined

export function StatesSection() {
  return (
    <Section title="States">
      <Banner
        actions={
          <Button size="s" variant="quiet">
            Turn on
          </Button>
        }
        onDismiss={nothing}
      >
        Chat is off for this channel. Followers cannot write to you.
      </Banner>
      <Banner tone="success">Export finished: 1,204 rows.</Banner>
      <Banner
        tone="warning"
        actions={
          <>
            <Button size="s">Send to Tom</Button>
            <Button size="s">Take over</Button>
            <Button size="s" variant="quiet">
              Discard
            </Button>
          </>
        }
      >
        Not sent: Tom took this chat at 10:42.
      </Banner>
      <Banner tone="danger">The server refused the file menu.exe: programs cannot be sent.</Banner>
      <div className="gallery-thirds">
        <div className="gallery-frame">
          <EmptyState
            icon={MessagesSquare}
            title="No unanswered chats"
            action={<Button>Show active chats</Button>}
          >
            New chats from followers appear here until somebody replies.
          </EmptyState>
        </div>
        <div className="gallery-frame">
          <ErrorState title="The history could not be loaded" onRetry={nothing}>
            The server answered that it is being updated. Try again in a minute.
          </ErrorState>
        </div>
        <div className="gallery-frame">
          <Skeleton rows={4} />
        </div>
      </div>
    </Section>
  )
}

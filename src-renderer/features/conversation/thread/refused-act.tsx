import type { ConversationHeader } from '#shared/features/conversation/views.ts'
import { desk } from '../../../bridge/desk.ts'
import { Banner } from '../../../ui/banner.tsx'
import { Button } from '../../../ui/button.tsx'
import { rejectionWords } from '../../outbox/rejection-words.ts'
import { timeOf } from '../../outbox/state-words.ts'

/** A take or finish of mine that the server refused: who was first, and the two ways out. */
export function RefusedAct({ header }: { header: ConversationHeader }) {
  const refused = header.refusedAct
  if (!refused) return null
  const base = { version: header.ownerVersion, inboundSeq: header.inboundSeq }
  const what = refused.act === 'finishing' ? 'Not finished' : 'Not taken'
  return (
    <Banner
      tone="warning"
      actions={
        <>
          <Button size="s" onPress={() => void desk.act('outbox.retry', { opId: refused.opId, base })}>
            {refused.act === 'finishing' ? 'Finish anyway' : 'Take over'}
          </Button>
          <Button
            size="s"
            variant="quiet"
            onPress={() => void desk.act('outbox.discard', { opId: refused.opId })}
          >
            Leave it
          </Button>
        </>
      }
    >
      {what}: {rejectionWords(refused.code, refused.detail, timeOf)}.
    </Banner>
  )
}

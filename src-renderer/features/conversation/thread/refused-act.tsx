import type { ConversationHeader } from '#shared/features/conversation/views.ts'
import { desk } from '../../../bridge/desk.ts'
import { Banner } from '../../../ui/banner.tsx'
import { Button } from '../../../ui/button.tsx'
import { rejectionWords } from '../../outbox/rejection-words.ts'
import { timeOf } from '../../outbox/state-words.ts'

const NOT_DONE = { taking: 'Not taken', finishing: 'Not finished', transferring: 'Not transferred' } as const
const TRY_AGAIN = { taking: 'Take over', finishing: 'Finish anyway', transferring: 'Try again' } as const

/** A take, finish or transfer of mine that the server refused: who was first, and the two ways out. */
export function RefusedAct({ header }: { header: ConversationHeader }) {
  const refused = header.refusedAct
  if (!refused) return null
  const base = { version: header.ownerVersion, inboundSeq: header.inboundSeq }
  return (
    <Banner
      tone="warning"
      actions={
        <>
          <Button size="s" onPress={() => void desk.act('outbox.retry', { opId: refused.opId, base })}>
            {TRY_AGAIN[refused.act]}
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
      {NOT_DONE[refused.act]}: {rejectionWords(refused.code, refused.detail, timeOf)}.
    </Banner>
  )
}

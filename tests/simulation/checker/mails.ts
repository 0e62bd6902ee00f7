import { TENANT } from '../world/tenant.ts'
import type { World } from '../world/world.ts'
import { type DecisionRow, isAddress, readMails, wordsOf } from './mail-record.ts'

/** Most looks at the mails that wait: each is farther away than the one before. */
const MAX_LOOKS = 30

/** Lets time pass until every mail is settled, as far as that happens by itself. */
export async function letMailsSettle(world: World): Promise<void> {
  const server = world.readers.of(world.server.file)
  for (let looks = 0; looks < MAX_LOOKS; looks++) {
    const waiting = readMails(server).filter(({ state }) => state === 'waiting')
    if (waiting.length === 0) return
    const next = Math.min(...waiting.map(({ nextAtMs }) => nextAtMs))
    await world.scheduler.pass(Math.max(0, next - world.scheduler.nowMs) + 2000)
  }
}

/** At rest: each rejection with an address has its one mail, which is settled as the mail server said, and nothing else has one. */
export function checkMails(world: World): void {
  const server = world.readers.of(world.server.file)
  const violate = (promise: string, what: string) => world.record.violate(promise, what)
  const mails = readMails(server)
  const requests = server.all<{ id: string; decision: string | null }>(
    "SELECT id, body -> '$.decision' AS decision FROM requests WHERE tenant_id = ?",
    TENANT
  )
  for (const { id, decision: json } of requests) {
    const decision: DecisionRow | null = JSON.parse(json ?? 'null')
    const own = mails.filter(({ requestId }) => requestId === id)
    const wanted = decision?.outcome === 'rejected' && isAddress(decision.mail?.to ?? '') ? 1 : 0
    if (own.length !== wanted)
      violate('DE4', `${id} is ${decision?.outcome ?? 'not decided'} and has ${own.length} mails`)
    for (const mail of own) {
      const name = `the mail of ${id}`
      if (mail.to !== decision?.mail?.to) violate('DE4', `${name} goes to ${mail.to}`)
      if (decision?.reason && !mail.text.includes(decision.reason))
        violate('DE4', `${name} does not say "${decision.reason}"`)
      const { taken, refused } = world.mails.triesOf(mail)
      if (mail.state === 'waiting') violate('DE6', `${name} still waits`)
      if (mail.state === 'sent' && taken === 0) violate('DE6', `${name} is called sent, and nobody has it`)
      if (mail.state === 'failed' && refused === 0)
        violate('DE6', `${name} was given up, and nobody has refused it for good`)
      if (decision?.mail?.state !== mail.state || decision.mail.atMs !== mail.settledAtMs)
        violate('DE6', `${name} is ${mail.state}, ${id} says ${JSON.stringify(decision?.mail)}`)
    }
    if (wanted === 0 && decision?.mail && decision.mail.state !== 'failed')
      violate('DE4', `${id} says of a mail that cannot go: ${JSON.stringify(decision.mail)}`)
  }
  const known = new Set(requests.map(({ id }) => id))
  for (const { requestId } of mails)
    if (!known.has(requestId)) violate('DE4', `there is a mail about ${requestId}, which is not there`)
  if (world.server.restores > 0) return
  const there = new Set(mails.map(wordsOf))
  for (const [words] of world.mails.all)
    if (!there.has(words)) violate('DE3', `a mail was sent that the server knows nothing of: ${words}`)
}

import type { DeskHeld, Evidence, Finding, HeldMessage, ServerHeld } from './evidence.ts'

/** The feed has no holes, and every desk has come to its head, with all rows and nothing left to send. */
export function judgeCopies({ server, desks, drafts }: Evidence): Finding[] {
  return [
    ...feed(server),
    ...desks.flatMap((desk) => [...rest(desk, server), ...messages(desk, server), ...tables(desk, server)]),
    ...drafts.flatMap(({ desk, conversationId, texts }): Finding[] => {
      const held = desks[desk]?.drafts[conversationId] ?? ''
      if (texts.includes(held)) return []
      return [
        { kind: 'lost', what: `the draft at desk ${desk} is "${held}" instead of "${texts.join('" or "')}"` }
      ]
    })
  ]
}

function feed({ seqs, headSeq }: ServerHeld): Finding[] {
  const findings: Finding[] = []
  const hole = seqs.findIndex((seq, at) => at > 0 && seq !== (seqs[at - 1] ?? 0) + 1)
  if (hole > 0)
    findings.push({ kind: 'lost', what: `the feed has no seq between ${seqs[hole - 1]} and ${seqs[hole]}` })
  if (seqs.length > 0 && seqs.at(-1) !== headSeq) {
    findings.push({ kind: 'lost', what: `the feed ends at ${seqs.at(-1)}, and its head is ${headSeq}` })
  }
  return findings
}

function rest(desk: DeskHeld, server: ServerHeld): Finding[] {
  const findings: Finding[] = desk.outbox.map(({ opId, state, type }) => ({
    kind: 'stuck',
    what: `${type} ${opId} is still ${state} in the Outbox of ${desk.name}`
  }))
  if (desk.cursor !== server.headSeq) {
    findings.push({ kind: 'stuck', what: `${desk.name} stands at seq ${desk.cursor} of ${server.headSeq}` })
  }
  return findings
}

const place = ({ conversationId, position }: HeldMessage) => `${conversationId} ${position}`

/** Told apart from the other tables, because a message can also be there twice or in another place. */
function messages(desk: DeskHeld, server: ServerHeld): Finding[] {
  const findings: Finding[] = []
  const there = new Map<string, HeldMessage>()
  for (const message of desk.messages) {
    if (there.has(message.id))
      findings.push({ kind: 'doubled', what: `${desk.name} has "${message.text}" twice` })
    there.set(message.id, message)
  }
  for (const message of server.messages) {
    const copy = there.get(message.id)
    there.delete(message.id)
    if (!copy) findings.push({ kind: 'lost', what: `${desk.name} lacks "${message.text}"` })
    else if (place(copy) !== place(message)) {
      findings.push({
        kind: 'reordered',
        what: `${desk.name} has "${message.text}" at ${place(copy)}, not ${place(message)}`
      })
    } else if (copy.text !== message.text) {
      findings.push({ kind: 'changed', what: `${desk.name} has "${copy.text}" instead of "${message.text}"` })
    }
  }
  for (const { text } of there.values()) {
    findings.push({ kind: 'changed', what: `${desk.name} has "${text}", which the server does not have` })
  }
  return findings
}

function tables(desk: DeskHeld, server: ServerHeld): Finding[] {
  const findings: Finding[] = []
  for (const [table, rows] of Object.entries(server.tables)) {
    const [wanted, there] = [new Set(rows), new Set(desk.tables[table])]
    for (const row of rows) {
      if (!there.has(row)) findings.push({ kind: 'lost', what: `${table} of ${desk.name} lacks ${row}` })
    }
    for (const row of there) {
      if (!wanted.has(row)) findings.push({ kind: 'changed', what: `${table} of ${desk.name} has ${row}` })
    }
  }
  return findings
}

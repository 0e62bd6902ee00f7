import type { Asked, Evidence, Finding, Receipt } from './evidence.ts'

const nameOf = ({ desk, type, text, lane }: Asked) =>
  `desk ${desk} ${type} ${text === null ? lane : `"${text}"`}`

/** What agents asked for: each applied once, or refused and given up by its author; in the order of its Lane. */
export function judgeOperations(evidence: Evidence): Finding[] {
  const receipts = new Map(evidence.server.receipts.map((receipt) => [receipt.opId, receipt]))
  return [
    ...ends(evidence, receipts),
    ...order(evidence, receipts),
    ...carriedOut(evidence, receipts),
    ...lastWords(evidence, receipts),
    ...files(evidence)
  ]
}

function ends({ asked, server }: Evidence, receipts: ReadonlyMap<string, Receipt>): Finding[] {
  const findings: Finding[] = []
  const texts = new Map(server.messages.map(({ id, text }) => [id, text]))
  for (const one of asked) {
    if (one.opId === null || one.said !== 'queued') continue
    const receipt = receipts.get(one.opId)
    const isMessage = one.type === 'message.send'
    if (!receipt && one.givenUpAtMs === null) {
      findings.push({
        kind: 'lost',
        what: `${nameOf(one)} was queued, and the server has never decided about it`
      })
    } else if (receipt?.status === 'rejected' && one.givenUpAtMs === null) {
      findings.push({
        kind: 'lost',
        what: `${nameOf(one)} was refused (${receipt.code}), and its author never saw it`
      })
    } else if (receipt?.status === 'accepted' && isMessage && texts.get(one.opId) !== one.text) {
      findings.push({
        kind: 'lost',
        what: `${nameOf(one)} was accepted, and its message is "${texts.get(one.opId)}"`
      })
    } else if (one.givenUpAtMs !== null && receipt?.status !== 'rejected') {
      findings.push({
        kind: 'changed',
        what: `${nameOf(one)} was shown as refused, and the server says ${receipt?.status ?? 'nothing'}`
      })
    } else if (receipt?.status !== 'accepted' && texts.has(one.opId)) {
      findings.push({ kind: 'changed', what: `${nameOf(one)} was not accepted, and its message is there` })
    }
  }
  return findings
}

function order({ asked }: Evidence, receipts: ReadonlyMap<string, Receipt>): Finding[] {
  const findings: Finding[] = []
  const byLane = Map.groupBy(asked, ({ desk, lane }) => `${desk} ${lane}`)
  for (const all of byLane.values()) {
    const lane = all.filter(({ opId }) => opId !== null).sort((a, b) => a.place - b.place)
    let last: { asked: Asked; receipt: Receipt } | null = null
    let unresolved: Asked | null = null
    for (const one of lane) {
      const receipt = receipts.get(one.opId ?? '')
      if (receipt?.status === 'accepted') {
        if (last && receipt.place < last.receipt.place) {
          findings.push({ kind: 'reordered', what: `${nameOf(one)} overtook ${nameOf(last.asked)}` })
        }
        if (unresolved && (unresolved.givenUpAtMs ?? Number.POSITIVE_INFINITY) > receipt.atMs) {
          findings.push({
            kind: 'reordered',
            what: `${nameOf(one)} was applied behind ${nameOf(unresolved)}, which was refused and not resolved`
          })
        }
        last = { asked: one, receipt }
      } else if (receipt) {
        unresolved = one
      }
    }
  }
  return findings
}

/** Nothing is carried out twice, and nothing that nobody has asked for. */
function carriedOut({ asked, server }: Evidence, receipts: ReadonlyMap<string, Receipt>): Finding[] {
  const findings: Finding[] = []
  const known = new Set(asked.flatMap(({ opId }) => opId ?? []))
  const open = new Map<string, number>()
  for (const { opId, type } of asked) if (opId === null) open.set(type, (open.get(type) ?? 0) + 1)
  const times = new Map<string, number>()
  for (const { opId, action } of server.audit) {
    const before = times.get(opId) ?? 0
    times.set(opId, before + 1)
    if (before > 0)
      findings.push({ kind: 'doubled', what: `${action} ${opId} was carried out ${before + 1} times` })
    if (before > 0 || known.has(opId) || action === 'conversation.read') continue
    const left = (open.get(action) ?? 0) - 1
    open.set(action, left)
    if (left < 0)
      findings.push({ kind: 'doubled', what: `${action} ${opId} was carried out more often than asked for` })
  }
  for (const opId of receipts.keys()) {
    if (!times.has(opId))
      findings.push({ kind: 'changed', what: `${opId} has a Receipt and was never carried out` })
  }
  return findings
}

/** A text that one agent alone edits says what that agent wrote last. */
function lastWords({ asked, server }: Evidence, receipts: ReadonlyMap<string, Receipt>): Finding[] {
  const findings: Finding[] = []
  const edits = asked.filter(({ type }) => type === 'canned-response.edit')
  for (const [lane, all] of Map.groupBy(edits, (edit) => edit.lane)) {
    const held = server.responses.find(({ id }) => lane === `canned:${id}`)
    const settled = all.findLastIndex(({ opId }) => receipts.get(opId ?? '')?.status === 'accepted')
    const possible = [
      ...(settled < 0 ? [] : [all[settled]?.text]),
      ...all
        .filter(({ opId, said }, at) => opId === null && said === 'unknown' && at > settled)
        .map((edit) => edit.text)
    ]
    if (settled >= 0 && !possible.includes(held?.text ?? null)) {
      findings.push({
        kind: 'lost',
        what: `${lane} says "${held?.text}" instead of "${possible.join('" or "')}"`
      })
    }
  }
  return findings
}

/** A message that is there has its files, with the bytes that were sent. */
function files({ asked, server }: Evidence): Finding[] {
  const findings: Finding[] = []
  for (const { messageId, named, lies } of server.files) {
    if (lies !== named)
      findings.push({ kind: 'lost', what: `file ${named} of message ${messageId} lies there as ${lies}` })
  }
  const messages = new Map(server.messages.map(({ text, id }) => [text, id]))
  for (const one of asked) {
    const messageId = one.file === null || one.text === null ? undefined : messages.get(one.text)
    if (messageId === undefined) continue
    const named = server.files.filter((file) => file.messageId === messageId).map((file) => file.named)
    if (named.join() !== one.file) {
      findings.push({
        kind: 'lost',
        what: `${nameOf(one)} has the files ${named.join() || 'none'} instead of ${one.file}`
      })
    }
  }
  return findings
}

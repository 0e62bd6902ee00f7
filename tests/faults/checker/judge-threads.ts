import type { Asked, Evidence, Finding, HeldMessage, Look, Posted } from './evidence.ts'

/** Conversations: what was written stands there once and in its order, and everybody sees the same. */
export function judgeThreads(evidence: Evidence): Finding[] {
  const { asked, posted, looks, server } = evidence
  const threads = Map.groupBy(server.messages, ({ conversationId }) => conversationId)
  for (const thread of threads.values()) thread.sort((a, b) => a.position - b.position)
  return [
    ...positions(threads),
    ...texts(server.messages, asked, posted),
    ...writers(asked, posted, server.messages),
    ...looks.flatMap((look) => seen(look, threads.get(look.conversationId) ?? [], evidence))
  ]
}

/** Positions in a conversation are dense. */
function positions(threads: ReadonlyMap<string, readonly HeldMessage[]>): Finding[] {
  const findings: Finding[] = []
  for (const [id, thread] of threads) {
    const hole = thread.find(({ position }, at) => position !== at + 1)
    if (hole) findings.push({ kind: 'lost', what: `conversation ${id} has no message before "${hole.text}"` })
  }
  return findings
}

/** No text stands there twice, and none that was promised is missing. */
function texts(
  messages: readonly HeldMessage[],
  asked: readonly Asked[],
  posted: readonly Posted[]
): Finding[] {
  const times = new Map<string, number>()
  for (const { text } of messages) times.set(text, (times.get(text) ?? 0) + 1)
  const written = [...asked.filter(({ type }) => type === 'message.send'), ...posted]
  const findings: Finding[] = []
  for (const one of written) {
    const count = times.get(one.text ?? '') ?? 0
    if (count > 1) findings.push({ kind: 'doubled', what: `"${one.text}" stands there ${count} times` })
    const promised =
      one.said === 'taken' || (one.said === 'shown' && !('givenUpAtMs' in one && one.givenUpAtMs))
    if (promised && count === 0)
      findings.push({ kind: 'lost', what: `"${one.text}" was ${one.said}, and is not there` })
    if (one.said === 'refused' && count > 0) {
      findings.push({ kind: 'changed', what: `"${one.text}" was refused by its desk, and is there` })
    }
  }
  return findings
}

/** What one person wrote into one conversation stands there in the order of writing. */
function writers(
  asked: readonly Asked[],
  posted: readonly Posted[],
  messages: readonly HeldMessage[]
): Finding[] {
  const at = new Map(messages.map(({ text, position }) => [text, position]))
  const lines = [
    ...asked
      .filter(({ type }) => type === 'message.send')
      .map((one) => ({ ...one, by: `desk ${one.desk} ${one.lane}` })),
    ...posted.map((one) => ({ ...one, by: `${one.follower} ${one.conversationId}` }))
  ]
  const findings: Finding[] = []
  for (const [by, all] of Map.groupBy(lines, (line) => line.by)) {
    let before: { text: string | null; position: number } | null = null
    for (const { text } of all.sort((a, b) => a.place - b.place)) {
      const position = at.get(text ?? '')
      if (position === undefined) continue
      if (before && position < before.position) {
        findings.push({ kind: 'reordered', what: `${by}: "${text}" stands before "${before.text}"` })
      }
      before = { text, position }
    }
  }
  return findings
}

/** What was seen is there for good; what is seen at the end is all that there is, as far up as somebody looked. */
function seen(look: Look, thread: readonly HeldMessage[], { asked }: Evidence): Finding[] {
  const findings: Finding[] = []
  const held = thread.map(({ text }) => text)
  const excused = new Set(asked.flatMap(({ text, givenUpAtMs }) => (givenUpAtMs === null ? [] : text)))
  const there = look.texts.filter((text) => !excused.has(text))
  for (const text of there) {
    if (!held.includes(text))
      findings.push({ kind: 'lost', what: `${look.who} saw "${text}", and it is gone` })
  }
  for (const text of new Set(look.texts.filter((text, at) => look.texts.indexOf(text) !== at))) {
    findings.push({ kind: 'doubled', what: `${look.who} saw "${text}" twice` })
  }
  if (!look.isLast || findings.length > 0) return findings
  const [first] = look.texts
  if (first === undefined) {
    return held.map((text) => ({ kind: 'lost', what: `${look.who} sees nothing, not even "${text}"` }))
  }
  const wanted = held.slice(held.indexOf(first))
  for (const text of wanted) {
    if (!look.texts.includes(text))
      findings.push({ kind: 'lost', what: `${look.who} does not see "${text}"` })
  }
  const at = wanted.findIndex((text, index) => text !== look.texts[index])
  if (findings.length > 0 || at < 0) return findings
  return [{ kind: 'reordered', what: `${look.who} sees "${look.texts[at]}" where "${wanted[at]}" should be` }]
}

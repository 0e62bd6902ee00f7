import type { ConversationStatus } from '#shared/features/conversation/entities.ts'
import { topics } from './dialogues/list.ts'
import type { Flavour, Language, Plot, Topic, Turn } from './dialogues/topic.ts'
import { at, type Random } from './random.ts'
import { createSlots, type SlotContext } from './slots.ts'
import { render, template } from './template.ts'
import { capitalised, speak, type Voice } from './voice.ts'

/** One message without its time. */
export interface Utterance {
  speaker: Turn['speaker']
  text: string
}

export interface ScriptInput extends SlotContext {
  language: Language
  voice: Voice
  /** How the session stands: finished plays to the end, active breaks off after an answer, unanswered before one. */
  status: ConversationStatus
}

const nudge = template('{nudge}')

/** Writes one session: from a follower's opening to its end, or to where it stands now. */
export function writeSession(input: ScriptInput): Utterance[] {
  const { random, voice } = input
  const slots = createSlots(input)
  const spoken = cut(random, choosePlot(random, input), input.status)
  const utterances = spoken.flatMap(({ speaker, wordings }) => {
    const text = render(random.pick(wordings), slots).trim()
    const texts = speaker === 'follower' ? speak(random, voice, text) : [capitalised(text)]
    return texts.map((each) => ({ speaker, text: each }))
  })
  if (input.status === 'unanswered' && input.language === 'en' && random.chance(0.16)) {
    utterances.push({ speaker: 'follower', text: render(nudge, slots) })
  }
  return utterances
}

/** Topics of one language with their weights for one kind of channel. */
const candidates = new Map<string, (readonly [Topic, number])[]>()

function choosePlot(random: Random, { language, flavour }: { language: Language; flavour: Flavour }): Plot {
  const key = `${language}/${flavour}`
  let weighted = candidates.get(key)
  if (!weighted) {
    weighted = topics
      .filter((topic) => topic.language === language)
      .map((topic) => [topic, topic.weight[flavour] ?? 0] as const)
    candidates.set(key, weighted)
  }
  return random.pick(random.weighted(weighted).plots)
}

/** The plot's turns with one way taken wherever it forks. */
function turnsOf(random: Random, plot: Plot): Turn[] {
  return plot.flatMap((step) => ('either' in step ? turnsOf(random, random.pick(step.either)) : [step]))
}

/** The turns that are really said, up to where the conversation stands. */
function cut(random: Random, plot: Plot, status: ConversationStatus): Turn[] {
  const said = turnsOf(random, plot).filter((turn) => turn.odds === 1 || random.chance(turn.odds))
  if (status === 'finished') return said
  const firstAnswer = said.findIndex((turn) => turn.speaker === 'agent')
  if (firstAnswer < 0) return said
  if (status === 'unanswered') return said.slice(0, firstAnswer)
  const last = random.chance(0.6) ? 'follower' : 'agent'
  const ends = said.flatMap((turn, index) =>
    index >= firstAnswer && turn.speaker === last ? [index + 1] : []
  )
  return said.slice(
    0,
    ends.length > 0 ? at(ends, random.int(0, Math.min(2, ends.length - 1))) : firstAnswer + 1
  )
}

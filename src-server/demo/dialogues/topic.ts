import { type Template, template } from '../template.ts'

/** One utterance with alternative wordings; said only with the given odds. */
export interface Turn {
  speaker: 'follower' | 'agent'
  wordings: readonly Template[]
  odds: number
}

/** One of these goes on from here; keeps questions with their answers. */
export interface Either {
  either: readonly Plot[]
}

export type Plot = readonly (Turn | Either)[]

/** What a channel is about; decides which topics its followers raise. */
export type Flavour = 'telecom' | 'coffee' | 'radio' | 'cinema'

export type Language = 'en' | 'de' | 'es' | 'ar' | 'he' | 'ja' | 'ru'

export interface Topic {
  name: string
  language: Language
  /** How often followers of each kind of channel raise it, against the other topics of the language. */
  weight: Partial<Record<Flavour, number>>
  plots: readonly Plot[]
}

/** The follower says one of these. */
export const follower = (...wordings: string[]): Turn => turn('follower', wordings, 1)

/** The agent says one of these. */
export const agent = (...wordings: string[]): Turn => turn('agent', wordings, 1)

/** A turn that is left out at times. */
export const maybe = (odds: number, said: Turn): Turn => ({ ...said, odds })

/** The conversation takes one of these ways. */
export const either = (...plots: Plot[]): Either => ({ either: plots })

function turn(speaker: Turn['speaker'], wordings: string[], odds: number): Turn {
  return { speaker, wordings: wordings.map(template), odds }
}

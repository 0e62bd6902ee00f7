import type { Asked, DraftWanted, Look, Posted } from '../checker/evidence.ts'

/** What people did and saw, as they saw it; and what happened to them, for the story. */
export class Testimony {
  readonly asked: Asked[] = []
  readonly posted: Posted[] = []
  readonly looks: Look[] = []
  /** processes that ended although nobody had killed them */
  readonly ends: string[] = []
  readonly #drafts = new Map<string, DraftWanted>()
  #story: string[] = []
  #startedMs = performance.now()
  #places = 0

  /** A place behind everything that was asked before. */
  nextPlace(): number {
    return ++this.#places
  }

  get drafts(): DraftWanted[] {
    return [...this.#drafts.values()]
  }

  /** The draft was saved, or the desk died while it was: then what was there before may be there too. */
  draft(desk: number, conversationId: string, text: string, isSure: boolean): void {
    const key = `${desk} ${conversationId}`
    const before = isSure ? [] : (this.#drafts.get(key)?.texts ?? [''])
    this.#drafts.set(key, { desk, conversationId, texts: [...before, text] })
  }

  endedByItself(who: string, how: string | null): void {
    this.ends.push(`${who} ended by itself (${how ?? 'it gave up'})`)
    this.tell(this.ends.at(-1) ?? '')
  }

  /** A line of the story of the present round. */
  tell(line: string): void {
    const seconds = ((performance.now() - this.#startedMs) / 1000).toFixed(2).padStart(6)
    this.#story.push(`${seconds} s  ${line}`)
  }

  beginRound(): void {
    this.#story = []
    this.#startedMs = performance.now()
  }

  get story(): readonly string[] {
    return this.#story
  }
}

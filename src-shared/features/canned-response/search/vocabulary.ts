/** New terms are sorted in once enough have gathered: often enough that no step of a build is long. */
const leastGathered = 1024
const gatheredShare = 1 / 16

/** Every distinct term of the library, with a small number as its id. */
export class Vocabulary {
  readonly #ids = new Map<string, number>()
  readonly #terms: string[] = []
  readonly #free: number[] = []
  #sorted = new Uint32Array(0)
  #gathered: number[] = []

  /** Ids are below this number. */
  get idLimit(): number {
    return this.#terms.length
  }

  /** The id of `term`, which becomes known if it was not. */
  idFor(term: string): number {
    const known = this.#ids.get(term)
    if (known !== undefined) return known
    const id = this.#free.pop() ?? this.#terms.length
    this.#terms[id] = term
    this.#ids.set(term, id)
    this.#gathered.push(id)
    const enough = Math.max(leastGathered, this.#sorted.length * gatheredShare)
    if (this.#gathered.length >= enough) this.#sortIn()
    return id
  }

  term(id: number): string {
    return this.#terms[id] as string
  }

  /** The ids of all terms in alphabetical order. */
  sorted(): Uint32Array {
    if (this.#gathered.length > 0) this.#sortIn()
    return this.#sorted
  }

  /** Forgets the other terms; their ids are used again. */
  keep(isUsed: (id: number) => boolean): void {
    const unused = this.sorted().filter((id) => !isUsed(id))
    if (unused.length === 0) return
    for (const id of unused) this.#ids.delete(this.term(id))
    this.#free.push(...unused)
    this.#sorted = this.#sorted.filter(isUsed)
  }

  #sortIn(): void {
    const added = this.#gathered.sort((a, b) => (this.term(a) < this.term(b) ? -1 : 1))
    const known = this.#sorted
    const merged = new Uint32Array(known.length + added.length)
    let nextKnown = 0
    let nextAdded = 0
    for (let rank = 0; rank < merged.length; rank += 1) {
      const takeKnown =
        nextAdded === added.length ||
        (nextKnown < known.length &&
          this.term(known[nextKnown] as number) < this.term(added[nextAdded] as number))
      merged[rank] = (takeKnown ? known[nextKnown++] : added[nextAdded++]) as number
    }
    this.#sorted = merged
    this.#gathered = []
  }
}

import { Scenery } from './scenery.ts'

/** The scenery that the files of one worker share: put up when the first of them asks, it stands until the worker ends. */
export class SharedScenery {
  #scenery: Scenery | null = null

  /** The scenery as a file may begin with it; a new one when the file before has left something that cannot be tidied up. */
  async get(): Promise<Scenery> {
    if (this.#scenery && !(await this.#scenery.tidyUp())) await this.close()
    this.#scenery ??= await Scenery.putUp({})
    return this.#scenery
  }

  async close(): Promise<void> {
    await this.#scenery?.close()
    this.#scenery = null
  }
}

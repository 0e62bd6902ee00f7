import type { HttpAnswer, HttpRequest } from '../world/http-messages.ts'

/** An upload as its desk knows it: what the server has told of it has arrived. */
interface Known {
  sha256: string
  sizeBytes: number
  /** so many bytes are with the server */
  confirmed: number
}

/** Watches the uploads of one desk: no byte travels again that the server was heard to have. */
export class UploadRecord {
  /** files that the server did not take */
  readonly refused = new Set<string>()
  readonly #byPath = new Map<string, Known>()
  readonly #violate: (what: string) => void

  constructor(violate: (what: string) => void) {
    this.#violate = violate
  }

  /** @param answer null when the request leaves */
  saw(request: HttpRequest, answer: HttpAnswer | null): void {
    const { method, path } = request
    if (method === 'POST' && !answer) this.#begins(announced(request))
    else if (method === 'POST' && answer?.status === 201) {
      const at = new URL(answer.headers.location ?? '', `http://server${path}`).pathname
      this.#byPath.set(at, { ...announced(request), confirmed: 0 })
    } else if (method === 'PATCH' || method === 'HEAD') this.#goesOn(request, answer)
  }

  /** The server lost what it had: nothing that was heard counts any more. */
  forget(): void {
    this.#byPath.clear()
  }

  #begins({ sha256 }: Omit<Known, 'confirmed'>): void {
    for (const known of this.#byPath.values())
      if (known.sha256 === sha256 && known.confirmed > 0 && known.confirmed < known.sizeBytes)
        this.#violate(`begins ${sha256.slice(0, 8)} anew, of which the server has ${known.confirmed} bytes`)
  }

  #goesOn({ method, path, headers }: HttpRequest, answer: HttpAnswer | null): void {
    const known = this.#byPath.get(path)
    if (!known) return
    if (!answer) {
      const from = Number(headers['upload-offset'])
      if (method === 'PATCH' && from < known.confirmed)
        this.#violate(
          `sends ${known.sha256.slice(0, 8)} from ${from}, the server has ${known.confirmed} bytes`
        )
    } else if (answer.status < 300)
      known.confirmed = Math.max(known.confirmed, Number(answer.headers['upload-offset'] ?? 0))
    else if (answer.status >= 400 && answer.status < 500 && answer.status !== 409) {
      if (answer.text.includes('file_refused')) this.refused.add(known.sha256)
      this.#byPath.delete(path)
    }
  }
}

function announced({ headers }: HttpRequest): Omit<Known, 'confirmed'> {
  const sha = /sha256 (\S+?)(?:,|$)/.exec(headers['upload-metadata'] ?? '')?.[1] ?? ''
  return {
    sha256: Buffer.from(sha, 'base64').toString(),
    sizeBytes: Number(headers['upload-length'])
  }
}

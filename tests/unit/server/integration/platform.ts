import { adminPath } from '#shared/contract/admin-calls.ts'
import { ApiKeyMade, type ApiScope } from '#shared/features/integration/api-keys.ts'
import { sha256Of } from '../../../harness/files.ts'
import type { TestServer } from '../../../harness/server.ts'

export interface Answer {
  status: number
  headers: Headers
  /** parsed, if it is JSON */
  body: Record<string, unknown>
  text: string
}

/** The company's own platform: calls the API with a key that an administrator has made. */
export class Platform {
  readonly #url: string
  readonly #secret: string
  readonly keyId: string
  readonly prefix: string

  constructor(url: string, made: ApiKeyMade) {
    this.#url = url
    this.#secret = made.secret
    this.keyId = made.key.id
    this.prefix = made.key.prefix
  }

  get secret(): string {
    return this.#secret
  }

  /** Calls a path under /api/v1. */
  async call(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {}
  ): Promise<Answer> {
    const response = await fetch(`${this.#url}/api/v1${path}`, {
      method,
      headers: {
        authorization: `Bearer ${this.#secret}`,
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers
      },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) })
    })
    return readAnswer(response)
  }

  /** Uploads a file; `headers` and `sha256` stand in for what is true. */
  async upload(
    name: string,
    bytes: Uint8Array,
    { sha256 = sha256Of(bytes), headers = {} }: { sha256?: string; headers?: Record<string, string> } = {}
  ): Promise<Answer> {
    const response = await fetch(`${this.#url}/api/v1/uploads/${sha256}?name=${encodeURIComponent(name)}`, {
      method: 'PUT',
      headers: {
        authorization: `Bearer ${this.#secret}`,
        'content-type': 'application/octet-stream',
        ...headers
      },
      body: bytes as BodyInit
    })
    return readAnswer(response)
  }

  get(path: string): Promise<Answer> {
    return this.call('GET', path)
  }

  put(path: string, body: unknown, headers?: Record<string, string>): Promise<Answer> {
    return this.call('PUT', path, body, headers)
  }
}

export async function readAnswer(response: Response): Promise<Answer> {
  const text = await response.text()
  const isJson = /json/.test(response.headers.get('content-type') ?? '')
  return {
    status: response.status,
    headers: response.headers,
    text,
    body: isJson ? (JSON.parse(text) as Record<string, unknown>) : {}
  }
}

/** Makes a key as an administrator does. */
export async function platformOf(
  server: TestServer,
  scopes: readonly ApiScope[],
  admin = 'adam@acme.test'
): Promise<Platform> {
  const { grant } = await server.desk(admin)
  const response = await fetch(server.url + adminPath('admin.api-keys.create'), {
    method: 'POST',
    headers: { authorization: `Bearer ${grant.accessToken}`, 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'Platform', scopes })
  })
  if (!response.ok) throw new Error(`a key was not made: ${response.status} ${await response.text()}`)
  return new Platform(server.url, ApiKeyMade.parse(await response.json()))
}

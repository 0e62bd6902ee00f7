// Fills a tenant's library of canned responses, as a team lead's desk would.
import { CategoryId, DeviceId, OpId, ResponseId, uuidv7 } from '#shared/base/ids.ts'
import { PATHS, PushResponse, SessionGrant } from '#shared/contract/wire.ts'
import { RESPONSE_TITLE_MAX } from '#shared/features/canned-response/entities.ts'
import { categoryCreate, responseCreate } from '#shared/features/canned-response/operations.ts'
import { DemoPerson } from '#shared/features/session/views.ts'
import { type Operation, type OperationDefinition, PUSH_MAX_OPERATIONS } from '#shared/sync/operation.ts'
import { cannedCorpus } from '../canned-corpus.ts'

/** Makes the corpus that a tenant with many responses is filled with. */
export const CANNED_SEED = 7

const mintId = () => uuidv7(Date.now(), (length) => crypto.getRandomValues(new Uint8Array(length)))

/** Asks the server; anything but a good answer is an error. */
export async function ask(
  serverUrl: string,
  path: string,
  body?: object,
  accessToken?: string
): Promise<unknown> {
  const response = await fetch(serverUrl + path, {
    method: body ? 'POST' : 'GET',
    headers: {
      ...(body && { 'content-type': 'application/json' }),
      ...(accessToken && { authorization: `Bearer ${accessToken}` })
    },
    ...(body && { body: JSON.stringify(body) })
  })
  const text = await response.text()
  if (!response.ok) throw new Error(`${path} answered ${response.status}: ${text}`)
  return JSON.parse(text)
}

/** The people of the demo tenant, as the sign-in screen offers them. */
export async function demoPerson(serverUrl: string, role: string): Promise<DemoPerson> {
  const { people } = (await ask(serverUrl, PATHS.demoPeople)) as { people: unknown[] }
  const person = people.map((one) => DemoPerson.parse(one)).find((one) => one.role === role)
  if (!person) throw new Error(`The demo tenant has no ${role}.`)
  return person
}

/** Numbers Operations as one device does. */
export function device() {
  const deviceId = DeviceId.parse(mintId())
  let deviceSeq = 0
  const operation = <Args>(definition: OperationDefinition<string, Args>, args: Args): Operation => {
    const { type, v } = definition
    deviceSeq += 1
    const lane = definition.lane(args)
    const opId = OpId.parse(mintId())
    return { opId, deviceId, deviceSeq, lane, type, v, args, base: {}, blobs: [], clientTimeMs: Date.now() }
  }
  return { deviceId, operation }
}

/** Adds `count` responses in their categories. */
export async function loadCannedResponses(serverUrl: string, count: number): Promise<void> {
  const { email, password } = await demoPerson(serverUrl, 'Team lead')
  const { accessToken } = SessionGrant.parse(
    await ask(serverUrl, PATHS.signIn, { email, password, deviceName: 'bench' })
  )
  const { deviceId, operation } = device()
  const categories = new Map<string, CategoryId>()
  const operations: Operation[] = []
  for (const { category: name, title, text } of cannedCorpus(count, CANNED_SEED)) {
    let categoryId = categories.get(name)
    if (!categoryId) {
      categoryId = CategoryId.parse(mintId())
      categories.set(name, categoryId)
      operations.push(operation(categoryCreate, { categoryId, name }))
    }
    const responseId = ResponseId.parse(mintId())
    const shortTitle = title.slice(0, RESPONSE_TITLE_MAX)
    operations.push(operation(responseCreate, { responseId, categoryId, title: shortTitle, text }))
  }
  for (let from = 0; from < operations.length; from += PUSH_MAX_OPERATIONS) {
    const pushed = operations.slice(from, from + PUSH_MAX_OPERATIONS)
    const answer = await ask(serverUrl, PATHS.push, { deviceId, operations: pushed }, accessToken)
    const refused = PushResponse.parse(answer).outcomes.find((outcome) => outcome.status !== 'accepted')
    if (refused) throw new Error(`A canned response was not taken: ${JSON.stringify(refused)}`)
  }
}

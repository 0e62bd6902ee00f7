import type { z } from 'zod'
import type { Reply } from '#shared/contract/bridge.ts'
import {
  ACTS,
  type ActName,
  ADD_FILE,
  ADD_FILE_MAX_BYTES,
  type GivenFile,
  OperationRequest,
  QUERIES,
  type QueryName,
  SubmitOutcome
} from '#shared/contract/ipc.ts'
import type { Log } from '../sync/log.ts'
import { fitsWithin, MAX_CALL_BYTES } from './size.ts'

/** What answers the calls of a window. Args are parsed before, results after; `signed_out` is an expected answer. */
export interface Answering {
  query(name: QueryName, args: unknown): Promise<Reply>
  submit(request: OperationRequest): Promise<Reply>
  act(name: ActName, args: unknown): Promise<Reply>
  addFile(given: GivenFile): Promise<Reply>
}

/** What a window may call, with anything at all as arguments. */
export interface Calls {
  query(name: unknown, args: unknown): Promise<Reply>
  submit(request: unknown): Promise<Reply>
  act(name: unknown, args: unknown): Promise<Reply>
  addFile(given: unknown): Promise<Reply>
}

const refused = (message: string): Reply => ({ ok: false, code: 'refused', message })

const FAILED: Reply = {
  ok: false,
  code: 'failed',
  message:
    'Octopus Desk could not do this because of an error of its own, which it has written to its log. Try again.'
}

function isNameIn<Table extends object>(table: Table, name: unknown): name is keyof Table & string {
  return typeof name === 'string' && Object.hasOwn(table, name)
}

/** Parses every call and every answer by the table; trouble becomes a plain sentence, and the log has the rest. */
export function createCalls(answering: Answering, log: Log): Calls {
  const run = async (
    name: string,
    call: { args: z.ZodType; result: z.ZodType },
    args: unknown,
    answer: (parsed: unknown) => Promise<Reply>,
    maxBytes = MAX_CALL_BYTES
  ): Promise<Reply> => {
    if (!fitsWithin(args, maxBytes)) {
      log('warn', 'a call with too large arguments was refused', { name })
      return refused('This is too large for the desk to take.')
    }
    const parsed = call.args.safeParse(args)
    if (!parsed.success) {
      const places = parsed.error.issues.map((issue) => issue.path.join('.')).join(', ')
      log('warn', 'a call with arguments that do not fit was refused', { name, places })
      return refused('The desk does not understand this request.')
    }
    try {
      const reply = await answer(parsed.data)
      return reply.ok ? { ok: true, value: call.result.parse(reply.value) } : reply
    } catch (error) {
      log('error', `${name} failed`, { error })
      return FAILED
    }
  }
  const unknown = async (what: string): Promise<Reply> => {
    log('warn', `a call of an unknown ${what} was refused`)
    return refused('The desk does not know this request.')
  }

  return {
    query: (name, args) =>
      isNameIn(QUERIES, name)
        ? run(name, QUERIES[name], args, (parsed) => answering.query(name, parsed))
        : unknown('query'),
    submit: (request) =>
      run('submit', { args: OperationRequest, result: SubmitOutcome }, request, (parsed) =>
        answering.submit(parsed as OperationRequest)
      ),
    act: (name, args) =>
      isNameIn(ACTS, name)
        ? run(name, ACTS[name], args, (parsed) => answering.act(name, parsed))
        : unknown('act'),
    addFile: (given) =>
      run('add-file', ADD_FILE, given, (parsed) => answering.addFile(parsed as GivenFile), ADD_FILE_MAX_BYTES)
  }
}

import './zod-without-eval.ts'
import type { DeskBridge, Reply } from '#shared/contract/bridge.ts'
import type {
  ActArgs,
  ActName,
  ActResult,
  QueryArgs,
  QueryName,
  QueryResult,
  SubmitOutcome,
  Topic,
  WindowRequest
} from '#shared/contract/ipc.ts'
import type { OperationType } from '#shared/contract/operations.ts'
import type { AddFileResult } from '#shared/features/attachment/views.ts'
import type { Base, OperationDefinition } from '#shared/sync/operation.ts'
import { DeskError } from './desk-error.ts'

declare global {
  interface Window {
    readonly desk: DeskBridge
  }
}

/** The typed client of main. A call that main could not answer rejects with a `DeskError`. */
export interface Desk {
  /** Reads a View. */
  query<Name extends QueryName>(name: Name, args: QueryArgs<Name>): Promise<QueryResult<Name>>
  /** Asks for an Operation; it is on disk when this answers `ok`. `base` is what the person had seen. */
  submit<Args>(
    definition: OperationDefinition<OperationType, Args>,
    args: Args,
    base: Base
  ): Promise<SubmitOutcome>
  /** Does something local, or speaks with the server outside of the Outbox. */
  act<Name extends ActName>(name: Name, args: ActArgs<Name>): Promise<ActResult<Name>>
  /** Gives main a file that a person chose, dropped or pasted; it is copied and judged there. */
  addFile(file: File, use?: 'message' | 'engagement'): Promise<AddFileResult>
  /** Hears which Views may have changed; answers how to stop. */
  subscribe(listener: (topics: readonly Topic[]) => void): () => void
  /** Hears where a menu item or a deep link wants the window to go; answers how to stop. */
  onRequest(listener: (request: WindowRequest) => void): () => void
}

/** Main has parsed every result by the table, so a result has the type that the table gives its name. */
async function resultOf<Result>(reply: Promise<Reply>): Promise<Result> {
  const answer = await reply
  if (answer.ok) return answer.value as Result
  throw new DeskError(answer.code, answer.message)
}

function createDesk(bridge: DeskBridge): Desk {
  return {
    query: (name, args) => resultOf(bridge.query(name, args)),
    submit: (definition, args, base) => resultOf(bridge.submit({ type: definition.type, args, base })),
    act: (name, args) => resultOf(bridge.act(name, args)),
    addFile: (file, use) => resultOf(bridge.addFile(file, use)),
    subscribe: (listener) => bridge.subscribe((topics) => listener(topics as Topic[])),
    onRequest: (listener) => bridge.onRequest((request) => listener(request as WindowRequest))
  }
}

export const desk = createDesk(window.desk)

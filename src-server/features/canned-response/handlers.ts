import {
  categoryCreate,
  categoryRemove,
  categoryRename,
  responseCreate,
  responseEdit,
  responseRemove
} from '#shared/features/canned-response/operations.ts'
import type { DraftChange } from '../../feed/append.ts'
import {
  type OperationContext,
  type OperationHandler,
  operationHandler,
  type Verdict
} from '../../gateway/operation-handler.ts'
import type { Tx } from '../../storage/storage.ts'
import { categoryChanged, responseChanged, responseRemoved } from './changes.ts'
import {
  type Author,
  type Decision,
  decideCategoryCreate,
  decideCategoryRemove,
  decideCategoryRename,
  decideResponseCreate,
  decideResponseEdit,
  decideResponseRemove
} from './decide.ts'
import {
  categoryById,
  nextCategoryPosition,
  removeResponsesOf,
  responseById,
  responsesOf,
  saveCategory,
  saveResponse
} from './repository.ts'
import type { StoredCategory, StoredResponse } from './rows.ts'

function authorOf({ actor, operation, nowMs }: OperationContext<unknown>): Author {
  return { actorId: actor.userId, baseVersion: operation.base.version ?? 0, nowMs }
}

/** Carries a decision out: a refusal passes on, a new row is saved and told. */
async function carryOut<Row>(
  decision: Decision<Row>,
  save: (row: Row) => Promise<DraftChange[]>
): Promise<Verdict> {
  switch (decision.kind) {
    case 'reject':
      return { status: 'rejected', code: decision.code, detail: decision.detail }
    case 'nothing':
      return { status: 'accepted', changes: [] }
    case 'save':
      return { status: 'accepted', changes: await save(decision.row) }
  }
}

function savingCategory(tx: Tx, context: OperationContext<unknown>) {
  return async (category: StoredCategory): Promise<DraftChange[]> => {
    await saveCategory(tx, context.actor.tenantId, category)
    return [categoryChanged(category)]
  }
}

function savingResponse(tx: Tx, context: OperationContext<unknown>) {
  return async (response: StoredResponse): Promise<DraftChange[]> => {
    await saveResponse(tx, context.actor.tenantId, response)
    return [responseChanged(response)]
  }
}

const createCategory = operationHandler({
  definition: categoryCreate,
  role: 'agent',
  async run(tx, context) {
    const { tenantId } = context.actor
    const { categoryId: id, name } = context.args
    const taken = (await categoryById(tx, tenantId, id)) !== null
    const position = await nextCategoryPosition(tx, tenantId)
    const decision = decideCategoryCreate(taken, { id, name: name.trim(), position }, authorOf(context))
    return carryOut(decision, savingCategory(tx, context))
  }
})

const renameCategory = operationHandler({
  definition: categoryRename,
  role: 'agent',
  async run(tx, context) {
    const known = await categoryById(tx, context.actor.tenantId, context.args.categoryId)
    const decision = decideCategoryRename(known, context.args.name.trim(), authorOf(context))
    return carryOut(decision, savingCategory(tx, context))
  }
})

const removeCategory = operationHandler({
  definition: categoryRemove,
  role: 'agent',
  async run(tx, context) {
    const { tenantId } = context.actor
    const { categoryId, confirmedResponses } = context.args
    const author = authorOf(context)
    const known = await categoryById(tx, tenantId, categoryId)
    const { count } = await responsesOf(tx, tenantId, categoryId)
    const decision = decideCategoryRemove(known, count, confirmedResponses, author)
    return carryOut(decision, async (category) => {
      const responses = await removeResponsesOf(tx, tenantId, categoryId, author)
      await saveCategory(tx, tenantId, category)
      return [...responses.map(({ id, version }) => responseRemoved(id, version)), categoryChanged(category)]
    })
  }
})

const createResponse = operationHandler({
  definition: responseCreate,
  role: 'agent',
  async run(tx, context) {
    const { tenantId } = context.actor
    const { responseId: id, categoryId, title, text } = context.args
    const taken = (await responseById(tx, tenantId, id)) !== null
    const category = await categoryById(tx, tenantId, categoryId)
    const { nextPosition: position } = await responsesOf(tx, tenantId, categoryId)
    const created = { id, title: title.trim(), text, position }
    const decision = decideResponseCreate(taken, category, created, authorOf(context))
    return carryOut(decision, savingResponse(tx, context))
  }
})

const editResponse = operationHandler({
  definition: responseEdit,
  role: 'agent',
  async run(tx, context) {
    const { responseId, title, text } = context.args
    const known = await responseById(tx, context.actor.tenantId, responseId)
    const decision = decideResponseEdit(known, { title: title?.trim(), text }, authorOf(context))
    return carryOut(decision, savingResponse(tx, context))
  }
})

const removeResponse = operationHandler({
  definition: responseRemove,
  role: 'agent',
  async run(tx, context) {
    const known = await responseById(tx, context.actor.tenantId, context.args.responseId)
    return carryOut(decideResponseRemove(known, authorOf(context)), savingResponse(tx, context))
  }
})

export const cannedResponseHandlers: readonly OperationHandler[] = [
  createCategory,
  renameCategory,
  removeCategory,
  createResponse,
  editResponse,
  removeResponse
]

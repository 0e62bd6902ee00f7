import {
  categoryCreate,
  categoryMove,
  categoryRemove,
  categoryRename,
  responseCreate,
  responseEdit,
  responseMove,
  responseRemove,
  responseUse
} from '#shared/features/canned-response/operations.ts'
import type { DraftChange } from '../../feed/append.ts'
import {
  type OperationContext,
  type OperationHandler,
  operationHandler,
  type Verdict
} from '../../gateway/operation-handler.ts'
import type { Tx } from '../../storage/storage.ts'
import { categoryChanged, responseChanged, responseRemoved, responseWithdrawn } from './changes.ts'
import {
  type Author,
  type Decision,
  decideCategoryCreate,
  decideCategoryMove,
  decideCategoryRemove,
  decideCategoryRename,
  decideResponseCreate,
  decideResponseEdit,
  decideResponseMove,
  decideResponseRemove,
  decideResponseUse,
  type MoveDecision,
  ownerOf
} from './decide.ts'
import {
  categoryById,
  countResponsesOf,
  nextCategoryPosition,
  nextResponsePosition,
  orderOfCategories,
  orderOfResponses,
  removeResponsesOf,
  responseById,
  responseSeenBy,
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
    const count = await countResponsesOf(tx, tenantId, categoryId, author.actorId)
    const decision = decideCategoryRemove(known, count, confirmedResponses, author)
    return carryOut(decision, async (category) => {
      const responses = await removeResponsesOf(tx, tenantId, categoryId, author)
      await saveCategory(tx, tenantId, category)
      return [...responses.map(responseRemoved), categoryChanged(category)]
    })
  }
})

const createResponse = operationHandler({
  definition: responseCreate,
  role: 'agent',
  async run(tx, context) {
    const { tenantId } = context.actor
    const { responseId: id, categoryId, title, text, scope = 'shared' } = context.args
    const author = authorOf(context)
    const taken = (await responseById(tx, tenantId, id)) !== null
    const category = await categoryById(tx, tenantId, categoryId)
    const position = await nextResponsePosition(tx, tenantId, categoryId)
    const created = { id, ownerId: ownerOf(scope, author), title: title.trim(), text, position }
    const decision = decideResponseCreate(taken, category, created, author)
    return carryOut(decision, savingResponse(tx, context))
  }
})

const editResponse = operationHandler({
  definition: responseEdit,
  role: 'agent',
  async run(tx, context) {
    const { tenantId, userId } = context.actor
    const { responseId, title, text, scope } = context.args
    const known = await responseSeenBy(tx, tenantId, responseId, userId)
    const decision = decideResponseEdit(known, { title: title?.trim(), text, scope }, authorOf(context))
    return carryOut(decision, async (response) => {
      await saveResponse(tx, tenantId, response)
      const leavesOthers = known?.row.ownerId === null && response.ownerId !== null
      return leavesOthers ? responseWithdrawn(response) : [responseChanged(response)]
    })
  }
})

const removeResponse = operationHandler({
  definition: responseRemove,
  role: 'agent',
  async run(tx, context) {
    const { tenantId, userId } = context.actor
    const known = await responseSeenBy(tx, tenantId, context.args.responseId, userId)
    return carryOut(decideResponseRemove(known, authorOf(context)), savingResponse(tx, context))
  }
})

/** Carries a move out: each row whose position changes is read, saved and told. */
async function carryMoveOut<Id>(
  decision: MoveDecision<Id>,
  move: (id: Id, position: number) => Promise<DraftChange | null>
): Promise<Verdict> {
  if (decision.kind === 'reject') {
    return { status: 'rejected', code: decision.code, detail: decision.detail }
  }
  const changes: DraftChange[] = []
  if (decision.kind === 'place') {
    for (const [id, position] of decision.positions) {
      const change = await move(id, position)
      if (change) changes.push(change)
    }
  }
  return { status: 'accepted', changes }
}

const moveCategory = operationHandler({
  definition: categoryMove,
  role: 'agent',
  async run(tx, context) {
    const { tenantId } = context.actor
    const { categoryId, afterId } = context.args
    const known = await categoryById(tx, tenantId, categoryId)
    const decision = decideCategoryMove(known, await orderOfCategories(tx, tenantId), afterId)
    return carryMoveOut(decision, async (id, position) => {
      const found = await categoryById(tx, tenantId, id)
      if (!found) return null
      const category = { ...found.row, position, version: found.row.version + 1 }
      await saveCategory(tx, tenantId, category)
      return categoryChanged(category)
    })
  }
})

const moveResponse = operationHandler({
  definition: responseMove,
  role: 'agent',
  async run(tx, context) {
    const { tenantId, userId } = context.actor
    const { responseId, categoryId, afterId } = context.args
    const known = await responseSeenBy(tx, tenantId, responseId, userId)
    const category = await categoryById(tx, tenantId, categoryId)
    const order = await orderOfResponses(tx, tenantId, categoryId)
    const decision = decideResponseMove(known, category, order, afterId)
    return carryMoveOut(decision, async (id, position) => {
      const found = await responseById(tx, tenantId, id)
      if (!found) return null
      const response = { ...found.row, categoryId, position, version: found.row.version + 1 }
      await saveResponse(tx, tenantId, response)
      return responseChanged(response)
    })
  }
})

const countUse = operationHandler({
  definition: responseUse,
  role: 'agent',
  async run(tx, context) {
    const { tenantId, userId } = context.actor
    const { responseId, wasEdited } = context.args
    const known = await responseSeenBy(tx, tenantId, responseId, userId)
    return carryOut(decideResponseUse(known, wasEdited, context), savingResponse(tx, context))
  }
})

export const cannedResponseHandlers: readonly OperationHandler[] = [
  createCategory,
  renameCategory,
  removeCategory,
  moveCategory,
  createResponse,
  editResponse,
  removeResponse,
  moveResponse,
  countUse
]

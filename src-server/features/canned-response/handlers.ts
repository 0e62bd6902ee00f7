import type { EngagementId, TenantId } from '#shared/base/ids.ts'
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
import type { AttachToResponse } from '../attachment/attach-to-response.ts'
import { cleanNames } from '../conversation/clean-names.ts'
import { engagementById } from '../engagement/repository.ts'
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

/** Why a response cannot carry that engagement; null when it can. Whether it can go to a follower is decided when it is sent. */
async function whyNotCarried(
  tx: Tx,
  tenantId: TenantId,
  engagementId: EngagementId | null | undefined
): Promise<Verdict | null> {
  if (engagementId === null || engagementId === undefined) return null
  const engagement = await engagementById(tx, tenantId, engagementId)
  // a draft is known to administrators only
  const isKnown = engagement !== null && engagement.activatedAtMs !== null
  const detail = { reason: 'not_active' }
  return isKnown ? null : { status: 'rejected', code: 'engagement_unavailable', detail }
}

const createResponse = (attachToResponse: AttachToResponse) =>
  operationHandler({
    definition: responseCreate,
    role: 'agent',
    async run(tx, context) {
      const { actor, args } = context
      const { tenantId } = actor
      const { responseId: id, categoryId, title, text, scope = 'shared' } = args
      const { attachments = [], engagementId = null } = args
      const author = authorOf(context)
      const taken = (await responseById(tx, tenantId, id)) !== null
      const category = await categoryById(tx, tenantId, categoryId)
      const position = await nextResponsePosition(tx, tenantId, categoryId)
      const ownerId = ownerOf(scope, author)
      const words = { title: title.trim(), text, attachments: cleanNames(attachments), engagementId }
      const decision = decideResponseCreate(taken, category, { id, ownerId, ...words, position }, author)
      if (decision.kind !== 'save') return carryOut(decision, async () => [])
      const refused = await whyNotCarried(tx, tenantId, engagementId)
      if (refused) return refused
      const { row } = decision
      const files = await attachToResponse(tx, actor, id, row.attachments)
      if (files.status !== 'found') return files
      const known = { ...row, attachments: files.files.map(({ attachment }) => attachment) }
      return carryOut({ kind: 'save', row: known }, savingResponse(tx, context))
    }
  })

const editResponse = (attachToResponse: AttachToResponse) =>
  operationHandler({
    definition: responseEdit,
    role: 'agent',
    async run(tx, context) {
      const { actor, args } = context
      const { tenantId, userId } = actor
      const { responseId, title, attachments, ...rest } = args
      const known = await responseSeenBy(tx, tenantId, responseId, userId)
      const edit = { ...rest, title: title?.trim(), attachments: attachments && cleanNames(attachments) }
      const decision = decideResponseEdit(known, edit, authorOf(context))
      if (decision.kind !== 'save') return carryOut(decision, async () => [])
      const { row } = decision
      const isOtherEngagement = row.engagementId !== known?.row.engagementId
      const refused = isOtherEngagement ? await whyNotCarried(tx, tenantId, row.engagementId) : null
      if (refused) return refused
      if (row.attachmentsVersion === row.version) {
        const files = await attachToResponse(tx, actor, responseId, row.attachments)
        if (files.status !== 'found') return files
        row.attachments = files.files.map(({ attachment }) => attachment)
      }
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

/** @param attachToResponse how the files of a response come to it */
export function cannedResponseHandlers(attachToResponse: AttachToResponse): readonly OperationHandler[] {
  return [
    createCategory,
    renameCategory,
    removeCategory,
    moveCategory,
    createResponse(attachToResponse),
    editResponse(attachToResponse),
    removeResponse,
    moveResponse,
    countUse
  ]
}

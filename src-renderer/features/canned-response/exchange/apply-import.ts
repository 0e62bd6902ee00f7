import { CategoryId, type OpId, ResponseId } from '#shared/base/ids.ts'
import type { OperationType } from '#shared/contract/operations.ts'
import type { ImportItem } from '#shared/features/canned-response/exchange/plan.ts'
import { isSameName } from '#shared/features/canned-response/exchange/plan.ts'
import {
  categoryCreate,
  responseCreate,
  responseEdit,
  responseMove,
  responseRemove
} from '#shared/features/canned-response/operations.ts'
import type { CategoryView } from '#shared/features/canned-response/views.ts'
import type { Base, OperationDefinition } from '#shared/sync/operation.ts'
import { desk } from '../../../bridge/desk.ts'
import { mintId } from '../../../bridge/mint-id.ts'

/** A row of a file that changes something. */
export type Change = Extract<ImportItem, { kind: 'new' | 'changed' }>

/** What was queued for one row, so that this row can be taken back. */
export interface Applied {
  responseId: ResponseId
  opIds: readonly OpId[]
}

/** Why no more was queued, as a person reads it. */
export class NotQueued extends Error {}

/** Queues the changes of a file one by one, each as an Operation like any other. */
export function createImporter(categories: readonly CategoryView[]) {
  const known = categories
    .filter(({ isLoose }) => !isLoose)
    .map(({ categoryId, name }) => ({ categoryId, name }))

  async function categoryOf(name: string): Promise<CategoryId> {
    const found = known.find((one) => isSameName(one.name, name))
    if (found) return found.categoryId
    const categoryId = CategoryId.parse(mintId())
    await ask(categoryCreate, { categoryId, name }, {})
    known.push({ categoryId, name })
    return categoryId
  }

  async function apply(change: Change): Promise<Applied> {
    if (change.kind === 'changed') return edit(change.responseId, change.version, change.before, change.words)
    const { category, title, text, isPersonal } = change.words
    const responseId = ResponseId.parse(mintId())
    const categoryId = await categoryOf(category)
    const scope = isPersonal ? 'personal' : 'shared'
    return {
      responseId,
      opIds: [await ask(responseCreate, { responseId, categoryId, title, text, scope }, {})]
    }
  }

  async function edit(
    responseId: ResponseId,
    version: number,
    from: Change['words'],
    to: Change['words']
  ): Promise<Applied> {
    const opIds: OpId[] = []
    const fields = {
      ...(to.title === from.title ? {} : { title: to.title }),
      ...(to.text === from.text ? {} : { text: to.text }),
      ...(to.isPersonal === from.isPersonal ? {} : { scope: scopeOf(to) })
    }
    if (Object.keys(fields).length > 0)
      opIds.push(await ask(responseEdit, { responseId, ...fields }, { version }))
    if (to.category !== from.category) {
      const categoryId = await categoryOf(to.category)
      // behind nothing that is there: last
      opIds.push(await ask(responseMove, { responseId, categoryId, afterId: responseId }, {}))
    }
    return { responseId, opIds }
  }

  /** Takes one row back: what is not sent yet never was, and what is sent is changed back by a new Operation. */
  async function undo(change: Change, { responseId, opIds }: Applied): Promise<void> {
    let isOut = false
    for (const opId of [...opIds].reverse()) {
      const { outcome } = await desk.act('outbox.discard', { opId })
      if (outcome !== 'discarded') isOut = true
    }
    if (!isOut) return
    const library = await desk.query('canned-response.library', {})
    const now = library.categories
      .flatMap(({ responses }) => responses)
      .find((one) => one.responseId === responseId)
    if (!now) return
    if (change.kind === 'new') await ask(responseRemove, { responseId }, { version: now.version })
    else await edit(responseId, now.version, change.words, change.before)
  }

  return { apply, undo }
}

const scopeOf = ({ isPersonal }: Change['words']) =>
  isPersonal ? ('personal' as const) : ('shared' as const)

async function ask<Args>(
  definition: OperationDefinition<OperationType, Args>,
  args: Args,
  base: Base
): Promise<OpId> {
  const outcome = await desk.submit(definition, args, base)
  if (!outcome.ok) throw new NotQueued(outcome.message)
  return outcome.opId
}

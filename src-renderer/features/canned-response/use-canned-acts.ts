import { useMemo } from 'react'
import { CategoryId, type EngagementId, ResponseId } from '#shared/base/ids.ts'
import type { SubmitOutcome } from '#shared/contract/ipc.ts'
import type { Attachment } from '#shared/features/attachment/entities.ts'
import {
  categoryCreate,
  categoryMove,
  categoryRemove,
  categoryRename,
  responseCreate,
  responseEdit,
  responseMove,
  responseRemove
} from '#shared/features/canned-response/operations.ts'
import type { CategoryView, ResponseView } from '#shared/features/canned-response/views.ts'
import { desk } from '../../bridge/desk.ts'
import { mintId } from '../../bridge/mint-id.ts'
import { useToasts } from '../../ui/toast.tsx'
import type { Place } from './moves.ts'

/** What a response consists of for the person who writes it. */
export interface ResponseText {
  title: string
  text: string
  attachments: Attachment[]
  engagementId: EngagementId | null
  isPersonal: boolean
}

/** Every change of the library; each is queued at once, online or not, and says so when the disk refuses. */
export function useCannedActs() {
  const toasts = useToasts()
  return useMemo(() => {
    const said = (outcome: SubmitOutcome) => {
      if (!outcome.ok) toasts.show({ text: outcome.message, tone: 'danger' })
      return outcome
    }
    const addResponse = async (categoryId: CategoryId, { isPersonal, ...content }: ResponseText) =>
      said(
        await desk.submit(
          responseCreate,
          {
            responseId: ResponseId.parse(mintId()),
            categoryId,
            ...content,
            scope: isPersonal ? 'personal' : 'shared'
          },
          {}
        )
      )
    const move = async (responseId: ResponseId, { categoryId, afterId }: Place) =>
      said(await desk.submit(responseMove, { responseId, categoryId, afterId }, {}))
    return {
      addCategory: async (name: string) =>
        said(await desk.submit(categoryCreate, { categoryId: CategoryId.parse(mintId()), name }, {})),
      renameCategory: async (category: CategoryView, name: string) =>
        said(
          await desk.submit(
            categoryRename,
            { categoryId: category.categoryId, name },
            { version: category.version }
          )
        ),
      removeCategory: async (category: CategoryView) =>
        said(
          await desk.submit(
            categoryRemove,
            { categoryId: category.categoryId, confirmedResponses: category.responses.length },
            { version: category.version }
          )
        ),
      /** Puts a category behind another one, or first. */
      moveCategory: async (categoryId: CategoryId, afterId: CategoryId | null) =>
        said(await desk.submit(categoryMove, { categoryId, afterId }, {})),
      /** Moves a response; with `from` the toast says where to and takes it back. */
      moveResponse: async (
        { responseId, title }: ResponseView,
        place: Place,
        from: { to: string; before: Place } | null
      ) => {
        const outcome = await move(responseId, place)
        if (!outcome.ok || !from) return
        const { to, before } = from
        const undo = async () => {
          const { outcome: discarded } = await desk.act('outbox.discard', { opId: outcome.opId })
          if (discarded !== 'discarded') await move(responseId, before)
        }
        const where = before.categoryId === place.categoryId ? '' : ` to “${to}”`
        toasts.show({
          text: `Moved “${title}”${where}`,
          action: { label: 'Undo', onAction: () => void undo() }
        })
      },
      setDigit: (responseId: ResponseId, digit: number | null) =>
        desk.act('canned-response.set-digit', { responseId, digit }),
      addResponse,
      editResponse: async (response: ResponseView, next: ResponseText) => {
        const changed = {
          ...(next.title === response.title ? {} : { title: next.title }),
          ...(next.text === response.text ? {} : { text: next.text }),
          ...(isSameFiles(next.attachments, response.attachments) ? {} : { attachments: next.attachments }),
          ...(next.engagementId === response.engagementId ? {} : { engagementId: next.engagementId }),
          ...(next.isPersonal === response.isPersonal
            ? {}
            : { scope: next.isPersonal ? ('personal' as const) : ('shared' as const) })
        }
        if (Object.keys(changed).length === 0) return
        said(
          await desk.submit(
            responseEdit,
            { responseId: response.responseId, ...changed },
            { version: response.version }
          )
        )
      },
      /** Removes at once; the toast brings it back, as a new one when the server has removed it already. */
      removeResponse: async (response: ResponseView) => {
        const { responseId, categoryId, title, text, attachments, engagementId, isPersonal } = response
        const outcome = said(await desk.submit(responseRemove, { responseId }, { version: response.version }))
        if (!outcome.ok) return
        const undo = async () => {
          const { outcome: discarded } = await desk.act('outbox.discard', { opId: outcome.opId })
          if (discarded !== 'discarded')
            await addResponse(categoryId, { title, text, attachments, engagementId, isPersonal })
        }
        toasts.show({ text: `Removed “${title}”`, action: { label: 'Undo', onAction: () => void undo() } })
      }
    }
  }, [toasts])
}

const isSameFiles = (a: readonly Attachment[], b: readonly Attachment[]) =>
  a.length === b.length && a.every(({ sha256 }, index) => sha256 === b[index]?.sha256)

export type CannedActs = ReturnType<typeof useCannedActs>

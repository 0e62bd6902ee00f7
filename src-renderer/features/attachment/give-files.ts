import type { ConversationId } from '#shared/base/ids.ts'
import type { Attachment } from '#shared/features/attachment/entities.ts'
import { PASTE_MAX_BYTES } from '#shared/features/attachment/views.ts'
import { desk } from '../../bridge/desk.ts'
import { type IncomingFile, incoming } from './incoming.ts'

/** What became of files that were given: how many are in the draft, and a sentence for each that is not. */
export interface Given {
  added: number
  refusals: readonly string[]
}

const NOT_COPIED = 'could not be copied because of an error of the desk’s own. Attach it again.'
const NOT_SAVED = 'could not be kept: the disk of this computer is full or not writable.'
const NO_ROOM = 'found no room: one message holds 100 files. Send these, then attach it again.'

let lastId = 0

/** Gives files to the draft of a conversation: each is shown at once, judged alone, and stays or tells why it does not. */
export async function giveFiles(conversationId: ConversationId, files: readonly File[]): Promise<Given> {
  const shown = files.map((file): IncomingFile => {
    lastId++
    return {
      id: lastId,
      conversationId,
      name: file.name,
      sizeBytes: file.size,
      sha256: null,
      attachment: null,
      refusal: null
    }
  })
  incoming.add(shown)
  const keep = keepIn(conversationId)
  const outcomes: Promise<string | null>[] = []
  // one after the other: they stay in the order in which they were given, and two at a time are no faster
  for (const [index, entry] of shown.entries()) {
    const attachment = await copyFile(files[index] as File)
    if (incoming.wasTakenBack(entry.id)) continue
    const refusal = typeof attachment === 'string' ? Promise.resolve(attachment) : keep(entry, attachment)
    outcomes.push(refusal.then((sentence) => refuse(entry, sentence)))
  }
  const refusals = (await Promise.all(outcomes)).filter((sentence) => sentence !== null)
  for (const { id } of shown) incoming.forget(id)
  return { added: outcomes.length - refusals.length, refusals }
}

function refuse(entry: IncomingFile, sentence: string | null): string | null {
  if (sentence !== null) incoming.update(entry.id, { refusal: sentence, attachment: null })
  return sentence
}

/** Copies one file that a person gives into the desk; a sentence tells why not. */
export async function copyFile(file: File): Promise<Attachment | string> {
  try {
    const added = await desk.addFile(file)
    return added.ok ? added.attachment : added.message
  } catch {
    const isTooLarge = file.size > PASTE_MAX_BYTES
    return isTooLarge
      ? `${file.name} is ${Math.ceil(file.size / 1024 ** 2)} MB; what is pasted may have 16 MB. Save it as a file and attach that.`
      : `${file.name} ${NOT_COPIED}`
  }
}

/** Puts copied files into the draft; those that come while one save is on its way go together with the next. */
function keepIn(conversationId: ConversationId) {
  let waiting: { entry: IncomingFile; attachment: Attachment; done: (refusal: string | null) => void }[] = []
  let isSaving = false
  const save = async () => {
    if (isSaving) return
    isSaving = true
    while (waiting.length > 0) {
      const batch = waiting
      waiting = []
      const add = batch
        .filter(({ entry }) => !incoming.wasTakenBack(entry.id))
        .map(({ attachment }) => attachment)
      const { saved, left } = await desk
        .act('conversation.change-draft-files', { conversationId, add })
        .catch(() => ({ saved: false, left: [] as string[] }))
      for (const { entry, attachment, done } of batch) {
        const refusal = !saved ? NOT_SAVED : left.includes(attachment.name) ? NO_ROOM : null
        if (refusal === null) incoming.update(entry.id, { attachment })
        done(refusal === null ? null : `${attachment.name} ${refusal}`)
      }
    }
    isSaving = false
  }
  return (entry: IncomingFile, attachment: Attachment) =>
    new Promise<string | null>((done) => {
      // from here on whoever takes it back takes it out of the draft, too
      incoming.update(entry.id, { sha256: attachment.sha256 })
      waiting.push({ entry, attachment, done })
      void save()
    })
}

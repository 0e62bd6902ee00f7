import type { Mutant } from './mutant.ts'

const UPLOADER = 'src-main/files/uploader.ts'
const COLLECT = 'src-server/features/attachment/collect.ts'

/** Bugs of what is attached: how it is copied, brought to the server, named and let go. */
const files: readonly Mutant[] = [
  {
    name: 'file named before it is whole: a write that the disk refused is taken for done',
    file: 'src-main/files/file-store.ts',
    find: '      await to.writeFile(piece)\n',
    replace: '      await to.writeFile(piece).catch(() => undefined)\n'
  },
  {
    name: 'hash not verified',
    file: 'src-server/files/uploads.ts',
    find: 'if ((await sha256OfFile(file)) !== kept.sha256) {',
    replace: "if (kept.sha256 === '') {"
  },
  {
    name: 'upload forgets where it goes on',
    file: UPLOADER,
    find: 'if (!stopped && blobs.get(sha256)?.uploadUrl !== url) put({ ...row, uploadUrl: url })',
    replace: 'void url'
  },
  {
    name: 'upload begins anew each time',
    file: UPLOADER,
    find: '          uploadUrl,\n          begun(url) {',
    replace: '          uploadUrl: null,\n          begun(url) {'
  },
  {
    name: 'a broken upload is given up for a new one',
    file: UPLOADER,
    find: '    if (!done.ok || stopped) return done\n',
    replace: '    if (stopped) return done\n'
  },
  {
    name: 'the local copy goes as soon as the file is up',
    file: UPLOADER,
    find: '      sent.delete(row.sha256)\n',
    replace: '      sent.delete(row.sha256)\n      void store.remove(row.sha256)\n'
  },
  {
    name: 'an upload is not tried again',
    file: UPLOADER,
    find: '    else tryLater(sha256, error)\n',
    replace: '    else stopped = true\n'
  },
  {
    name: 'what the server lacks is not uploaded again',
    file: 'src-main/account/account.ts',
    find: 'filesMissing: (blobs) => files.missing(blobs)',
    replace: 'filesMissing: () => undefined'
  },
  {
    name: 'a message that lacks a file gets other bytes',
    file: 'src-main/outbox/dispatcher.ts',
    find: '        missing.push(...outcome.blobs)\n',
    replace: "        missing.push(...outcome.blobs)\n        verdicts.set(row.opId, { kind: 'held' })\n"
  },
  {
    name: 'sending without the files sends them',
    file: 'src-main/account/submit.ts',
    find: 'return queue(() => outbox.replace(row, args, base))',
    replace: 'return queue(() => outbox.replace(row, row.args, base))'
  },
  {
    name: 'a message loses its first file',
    file: 'src-server/features/attachment/attach-files.ts',
    find: 'const named = found.files.map(',
    replace: 'const named = found.files.slice(1).map('
  },
  {
    name: 'files in use are collected',
    file: COLLECT,
    find: '  for (const id of old) if (!known.has(id)) await objects.remove(id)\n',
    replace: '  for (const id of old) if (known.size >= 0) await objects.remove(id)\n'
  },
  {
    name: 'unfinished uploads stay for ever',
    file: COLLECT,
    find: '  await forgetUnfinished(uploadsFolder, beforeMs)\n',
    replace: '  await forgetUnfinished(uploadsFolder, 0)\n'
  },
  {
    name: 'files that no message names stay for ever',
    file: COLLECT,
    find: 'forgetUnattached(tx, id, beforeMs)',
    replace: 'forgetUnattached(tx, id, 0)'
  }
]

/** Bugs of an upgrade, of access that is lost, and of whole copies. */
const changes: readonly Mutant[] = [
  {
    name: 'upcast skipped',
    file: 'src-main/outbox/row-store.ts',
    find: '{ v: rule.definition.v, args: read.value }',
    replace: '{ v: stored.v, args: stands }'
  },
  {
    name: 'what cannot be read is left out',
    file: 'src-main/outbox/outbox.ts',
    find: 'for (const row of loadRows(this.#options.file.read, this.#options.rules)) this.rows.put(row)',
    replace:
      "for (const row of loadRows(this.#options.file.read, this.#options.rules)) if (row.rejection?.code !== 'unknown_type') this.rows.put(row)"
  },
  {
    name: 'what has left in an older version is made anew',
    file: 'src-main/outbox/row-store.ts',
    find: '      frozen: stored.frozen,\n',
    replace: '      frozen: now.v === stored.v ? stored.frozen : null,\n'
  },
  {
    name: 'eviction forgets the bytes: the log is not emptied',
    file: 'src-main/sync/apply.ts',
    find: "  if (items.some((item) => item.kind === 'evict')) file.checkpoint()\n",
    replace: ''
  },
  {
    name: 'eviction forgets the bytes: removed rows stay readable',
    file: 'src-main/sqlite/sqlite-file.ts',
    find: "database.pragma('secure_delete = ON')",
    replace: "database.pragma('secure_delete = OFF')"
  },
  {
    name: 'evictions are ignored',
    file: 'src-main/sync/apply.ts',
    find: '      projection.remove(tx, item.id, ANY_VERSION, touch)\n',
    replace: ''
  },
  {
    name: 'a change of role tells nobody what may be seen now',
    file: 'src-server/features/session/handlers.ts',
    find: 'changes: [...written.changes, ...(await accessChanges(tx, bound, person))] }',
    replace: 'changes: written.changes }'
  },
  {
    name: 'a wipe leaves the Outbox',
    file: 'src-main/account/account.ts',
    find: '      removeOutboxFile(folder)\n',
    replace: ''
  },
  {
    name: 'a wipe leaves the copies of files',
    file: 'src-main/account/account.ts',
    find: '      removeAccountFiles(folder)\n',
    replace: ''
  },
  {
    name: 'what moves while a Snapshot goes down is left out',
    file: 'src-server/features/conversation/snapshot-newest.ts',
    find: 'return { rows, next: since < seq ?',
    replace: 'return { rows, next: since < 0 ?'
  },
  {
    name: 'a conversation does not note which message is its last',
    file: 'src-server/features/conversation/repository.ts',
    find: '    last_message_id: message.id,\n',
    replace: '    last_message_id: null,\n'
  },
  {
    name: 'a message does not name the one before it',
    file: 'src-server/features/conversation/repository.ts',
    find: "        .where('id', '=', place('conversation_id'))\n",
    replace: "        .where('id', '=', place('id'))\n"
  }
]

export const moreMutants: readonly Mutant[] = [...files, ...changes]

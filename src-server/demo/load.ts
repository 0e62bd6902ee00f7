import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { TenantId } from '#shared/base/ids.ts'
import type { Attachment } from '#shared/features/attachment/entities.ts'
import type { Conversation } from '#shared/features/conversation/entities.ts'
import { filesOfContent } from '#shared/features/engagement/content.ts'
import { OWNER_PLATFORM, ownerOfUser } from '../features/attachment/find-files.ts'
import { fromEngagement } from '../features/engagement/rows.ts'
import type { Flag } from '../storage/schema.ts'
import { type Bulk, loadInBulk } from '../storage/sqlite/bulk.ts'
import { demoFile } from './engagements/media.ts'
import type { DemoTenant, DemoUser } from './shapes.ts'

/**
 * Puts a demo tenant into an empty database that nobody has open. No Changes are written: the feed begins at 1, and a
 * desk starts from a Snapshot.
 */
export function loadDemo(
  file: string,
  demo: DemoTenant,
  secrets: { epoch: string; passwordHash: string },
  nowMs: number
): void {
  const tenantId = demo.tenant.id
  loadInBulk(file, (bulk) => {
    loadPeople(bulk, tenantId, demo, secrets.passwordHash)
    loadCanned(bulk, tenantId, demo)
    const keepFile = fileKeeper(bulk, tenantId, nowMs)
    loadEngagements(bulk, tenantId, demo, keepFile)
    loadRooms(bulk, tenantId, demo, keepFile)
    loadConversations(bulk, tenantId, demo)
    bulk.insertInto('tenants', ['id', 'name', 'epoch', 'head_seq', 'floor_seq', 'acl_version', 'demo'])({
      id: tenantId,
      name: demo.tenant.name,
      epoch: secrets.epoch,
      head_seq: 1,
      floor_seq: 1,
      acl_version: 1,
      demo: 1
    })
  })
}

function loadPeople(bulk: Bulk, tenant_id: TenantId, demo: DemoTenant, password_hash: string): void {
  const insertUser = bulk.insertInto('users', [
    'tenant_id',
    'id',
    'email',
    'name',
    'role',
    'active',
    'password_hash',
    'version'
  ])
  for (const user of demo.users) insertUser({ tenant_id, password_hash, ...userColumns(user) })

  const insertChannel = bulk.insertInto('channels', [
    'tenant_id',
    'id',
    'slug',
    'name',
    'partner_name',
    'color',
    'chat_enabled',
    'engagement_types',
    'version'
  ])
  for (const { partnerName, chatEnabled, engagementTypes = null, ...channel } of demo.channels) {
    insertChannel({
      tenant_id,
      ...channel,
      partner_name: partnerName,
      chat_enabled: flag(chatEnabled),
      engagement_types: engagementTypes && JSON.stringify(engagementTypes)
    })
  }

  const insertFollower = bulk.insertInto('followers', [
    'tenant_id',
    'id',
    'name',
    'phone',
    'email',
    'locale',
    'city',
    'followed_since_ms',
    'version',
    'session_hash'
  ])
  for (const { followedSinceMs, barredEngagements: _none, ...follower } of demo.followers) {
    insertFollower({
      tenant_id,
      ...follower,
      followed_since_ms: followedSinceMs,
      session_hash: null,
      barred_engagements: null
    })
  }
}

function userColumns({ id, email, name, role, active, version }: DemoUser) {
  return { id, email, name, role, active: flag(active), version }
}

function loadCanned(bulk: Bulk, tenant_id: TenantId, demo: DemoTenant): void {
  const insertCategory = bulk.insertInto('canned_categories', [
    'tenant_id',
    'id',
    'name',
    'position',
    'version',
    'name_version',
    'updated_by_id',
    'updated_at_ms',
    'deleted_at_ms'
  ])
  for (const { updatedById, updatedAtMs, ...category } of demo.categories) {
    insertCategory({
      tenant_id,
      ...category,
      name_version: category.version,
      updated_by_id: updatedById,
      updated_at_ms: updatedAtMs,
      deleted_at_ms: null
    })
  }

  const insertResponse = bulk.insertInto('canned_responses', [
    'tenant_id',
    'id',
    'category_id',
    'owner_id',
    'title',
    'text',
    'position',
    'version',
    'title_version',
    'text_version',
    'title_by_id',
    'text_by_id',
    'attachments',
    'attachments_version',
    'attachments_by_id',
    'engagement_id',
    'engagement_version',
    'engagement_by_id',
    'updated_by_id',
    'updated_at_ms',
    'deleted_at_ms',
    'inserted',
    'edited',
    'last_used_at_ms'
  ])
  for (const { categoryId, ownerId, updatedById, updatedAtMs, usage, ...rest } of demo.responses) {
    const { attachments, engagementId, ...response } = rest
    insertResponse({
      tenant_id,
      ...response,
      category_id: categoryId,
      owner_id: ownerId,
      title_version: response.version,
      text_version: response.version,
      title_by_id: updatedById,
      text_by_id: updatedById,
      attachments: JSON.stringify(attachments),
      attachments_version: response.version,
      attachments_by_id: updatedById,
      engagement_id: engagementId,
      engagement_version: response.version,
      engagement_by_id: updatedById,
      updated_by_id: updatedById,
      updated_at_ms: updatedAtMs,
      deleted_at_ms: null,
      inserted: usage.inserted,
      edited: usage.edited,
      last_used_at_ms: usage.lastUsedAtMs
    })
  }
}

/** Notes a file of an owner, once; answers its id. */
type KeepFile = (owner: string, file: Attachment) => string

function fileKeeper(bulk: Bulk, tenant_id: TenantId, nowMs: number): KeepFile {
  const insertBlob = bulk.insertInto('blobs', [
    'tenant_id',
    'id',
    'owner',
    'sha256',
    'size_bytes',
    'media_type',
    'created_at_ms'
  ])
  const there = new Set<string>()
  return (owner, { sha256, sizeBytes, mediaType }) => {
    const id = demoBlobId(sha256)
    if (there.has(id)) return id
    there.add(id)
    const facts = { sha256, size_bytes: sizeBytes, media_type: mediaType, created_at_ms: nowMs }
    insertBlob({ tenant_id, id, owner, ...facts })
    return id
  }
}

/** The catalogue with its files, which belong to the administrator. */
function loadEngagements(bulk: Bulk, tenant_id: TenantId, demo: DemoTenant, keepFile: KeepFile): void {
  const insert = bulk.insertInto('engagements', ['tenant_id', 'id', 'type', 'status', 'body', 'known'])
  const insertFile = bulk.insertInto('message_files', [
    'tenant_id',
    'message_id',
    'item',
    'conversation_id',
    'blob_id',
    'sha256',
    'name'
  ])
  const admin = demo.users.find(({ role }) => role === 'admin')
  if (!admin) throw new Error('a demo without an administrator')
  const owner = ownerOfUser(admin.id)
  for (const engagement of demo.engagements) {
    insert(fromEngagement(tenant_id, engagement))
    for (const [item, file] of filesOfContent(engagement.content).entries()) {
      const { sha256, name } = file
      const blob_id = keepFile(owner, file)
      insertFile({
        tenant_id,
        message_id: engagement.id,
        item,
        conversation_id: engagement.id,
        blob_id,
        sha256,
        name
      })
    }
  }
}

/** The id under which the bytes of a demo's file lie. */
function demoBlobId(sha256: string): string {
  return `demo-${sha256.slice(0, 32)}`
}

/** Writes the files of a demo's catalogue and requests to where the server keeps objects. */
export function writeDemoFiles(objectsFolder: string, demo: DemoTenant): void {
  mkdirSync(objectsFolder, { recursive: true, mode: 0o700 })
  const named = [
    ...demo.engagements.flatMap(({ content }) => filesOfContent(content)),
    ...demo.requests.flatMap(({ files }) => files)
  ]
  for (const { sha256, name } of named) {
    writeFileSync(path.join(objectsFolder, demoBlobId(sha256)), demoFile(name).bytes, { mode: 0o600 })
  }
}

/** Rooms that keep their rows whole. */
function loadRooms(bulk: Bulk, tenant_id: TenantId, demo: DemoTenant, keepFile: KeepFile): void {
  const insertPartner = bulk.insertInto('partners', ['tenant_id', 'id', 'status', 'body', 'version'])
  for (const { version, ...partner } of demo.partners) {
    const { id, status } = partner
    insertPartner({ tenant_id, id, status, body: JSON.stringify(partner), version })
  }
  const insertRequest = bulk.insertInto('requests', [
    'tenant_id',
    'id',
    'kind',
    'status',
    'body',
    'version',
    'decided_at_ms'
  ])
  const insertFile = bulk.insertInto('request_files', [
    'tenant_id',
    'request_id',
    'item',
    'blob_id',
    'sha256',
    'name'
  ])
  for (const { version, ...request } of demo.requests) {
    const { id, kind, decision } = request
    const status = decision?.outcome ?? 'pending'
    const decided_at_ms = decision?.atMs ?? null
    insertRequest({ tenant_id, id, kind, status, body: JSON.stringify(request), version, decided_at_ms })
    for (const [item, file] of request.files.entries()) {
      const { sha256, name } = file
      const blob_id = keepFile(OWNER_PLATFORM, file)
      insertFile({ tenant_id, request_id: id, item, blob_id, sha256, name })
    }
  }
}

function loadConversations(bulk: Bulk, tenant_id: TenantId, demo: DemoTenant): void {
  const insertConversation = bulk.insertInto('conversations', [
    'tenant_id',
    'id',
    'channel_id',
    'follower_id',
    'status',
    'owner_id',
    'owner_version',
    'owned_at_ms',
    'inbound_seq',
    'last_position',
    'last_message_id',
    'delivered_position',
    'last_direction',
    'last_text',
    'last_at_ms',
    'created_at_ms',
    'last_activity_ms',
    'version'
  ])
  const insertMessage = bulk.insertInto('messages', [
    'tenant_id',
    'id',
    'conversation_id',
    'position',
    'direction',
    'author_id',
    'text',
    'sent_at_ms',
    'previous_id'
  ])
  const insertReadMark = bulk.insertInto('read_marks', [
    'tenant_id',
    'user_id',
    'conversation_id',
    'inbound_seq',
    'version'
  ])
  for (const { conversation, messages, readMarks } of demo.conversations()) {
    const last_message_id = messages.at(-1)?.id ?? null
    insertConversation({ tenant_id, ...conversationColumns(conversation), last_message_id })
    for (const [index, message] of messages.entries()) {
      insertMessage({
        tenant_id,
        id: message.id,
        conversation_id: message.conversationId,
        position: message.position,
        direction: message.direction,
        author_id: message.authorId,
        text: message.text,
        sent_at_ms: message.sentAtMs,
        attachments: null,
        engagement: null,
        previous_id: messages[index - 1]?.id ?? null
      })
    }
    for (const mark of readMarks) {
      insertReadMark({
        tenant_id,
        user_id: mark.userId,
        conversation_id: mark.conversationId,
        inbound_seq: mark.inboundSeq,
        version: mark.version
      })
    }
  }
}

function conversationColumns(conversation: Conversation) {
  return {
    id: conversation.id,
    channel_id: conversation.channelId,
    follower_id: conversation.followerId,
    status: conversation.status,
    owner_id: conversation.ownerId,
    owner_version: conversation.ownerVersion,
    owned_at_ms: conversation.ownedAtMs,
    inbound_seq: conversation.inboundSeq,
    last_position: conversation.lastPosition,
    delivered_position: conversation.deliveredPosition,
    last_direction: conversation.lastMessage?.direction ?? null,
    last_text: conversation.lastMessage?.text ?? null,
    last_at_ms: conversation.lastMessage?.atMs ?? null,
    created_at_ms: conversation.createdAtMs,
    last_activity_ms: conversation.lastActivityMs,
    version: conversation.version
  }
}

function flag(value: boolean): Flag {
  return value ? 1 : 0
}

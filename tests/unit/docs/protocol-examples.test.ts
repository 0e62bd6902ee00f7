import { expect, test } from 'vitest'
import type { z } from 'zod'
import { ApiError } from '#shared/base/error-codes.ts'
import { ENTITIES } from '#shared/contract/entities.ts'
import { OPERATIONS } from '#shared/contract/operations.ts'
import {
  FileHeld,
  FileLimitsResponse,
  FileLink,
  FollowerChannel,
  FollowerDelivered,
  FollowerMessage,
  FollowerSend,
  FollowerSessionRequest,
  FollowerThread,
  FollowerTyping,
  LiveHead,
  PushRequest,
  PushResponse,
  RefreshTokenRequest,
  SessionGrant,
  SignInRequest,
  UploadMetadata
} from '#shared/contract/wire.ts'
import { Attachment } from '#shared/features/attachment/entities.ts'
import { Hint, OwnHint } from '#shared/features/presence/hints.ts'
import { ChangeRange } from '#shared/sync/change.ts'
import { SnapshotPage, SnapshotStart } from '#shared/sync/snapshot.ts'
import { channels } from '../../../src-server/features/integration/channels.ts'
import { entitlements, followers } from '../../../src-server/features/integration/followers.ts'
import { packages } from '../../../src-server/features/integration/packages.ts'
import { partners } from '../../../src-server/features/integration/partners.ts'
import { requestBody } from '../../../src-server/features/integration/requests.ts'
import { Problem } from '../../../src-server/gateway/problem.ts'
import { namedBlocksOf, readPages } from './markdown.ts'

const SCHEMAS: Record<string, z.ZodType> = {
  ApiError,
  ChangeRange,
  FileHeld,
  FileLimitsResponse,
  FileLink,
  FollowerChannel,
  FollowerDelivered,
  FollowerMessage,
  FollowerSend,
  FollowerSessionRequest,
  FollowerThread,
  FollowerTyping,
  Hint,
  LiveHead,
  OwnHint,
  PushRequest,
  PushResponse,
  RefreshTokenRequest,
  SessionGrant,
  SignInRequest,
  SnapshotPage,
  SnapshotStart,
  UploadMetadata,
  Problem,
  Follower: followers.row,
  FollowerPut: followers.body,
  EntitlementsPut: entitlements.body,
  ChannelPut: channels.body,
  PackagePut: packages.body,
  PartnerPut: partners.body,
  RequestPut: requestBody,
  Upload: Attachment,
  ...Object.fromEntries(ENTITIES.map(({ name, row }) => [name, row]))
}

const pages = readPages()
const blocks = pages.flatMap(namedBlocksOf)
const protocol = pages.find(({ file }) => file === 'docs/protocol.md')?.text ?? ''

test('every named JSON example is what its schema says, field by field', () => {
  for (const { file, line, name, json } of blocks) {
    const place = `${file}:${line} ${name}`
    const schema = SCHEMAS[name]
    if (!schema) throw new Error(`${place}: no schema has this name`)
    const example: unknown = JSON.parse(json)
    // a field that the schema does not know is dropped by parsing, and would teach something that is not so
    expect(schema.parse(example), place).toEqual(example)
  }
  expect(blocks.length).toBeGreaterThan(20)
})

test('the Operations and rows within the examples are of their kinds, too', () => {
  const parsed = blocks.map(({ name, json }) => ({ name, example: JSON.parse(json) as unknown }))
  for (const { name, example } of parsed) {
    for (const { type, v, args, lane } of name === 'PushRequest'
      ? PushRequest.parse(example).operations
      : []) {
      const definition = OPERATIONS.find((one) => one.type === type && one.v === v)
      expect(definition?.args.parse(args), type).toEqual(args)
      expect(definition?.lane(args as never)).toBe(lane)
    }
    for (const item of name === 'ChangeRange' ? ChangeRange.parse(example).items : []) {
      const entity = ENTITIES.find((one) => one.name === item.entity)
      if (item.kind === 'row') expect(entity?.row.parse(item.row), item.entity).toEqual(item.row)
    }
  }
})

test('the table of Operations names each of them, and nothing else', () => {
  const table = [...protocol.matchAll(/^\| `([a-z-]+\.[a-z-]+)` \|/gm)].map(([, type]) => type)
  expect(table).toEqual(OPERATIONS.map(({ type }) => type))
})

test('every code that can be answered is explained', async () => {
  const { ApiErrorCode, RejectionCode } = await import('#shared/base/error-codes.ts')
  for (const code of [...ApiErrorCode.options, ...RejectionCode.options])
    expect(protocol).toMatch(new RegExp(`^\\|.*\`${code}\``, 'm'))
})

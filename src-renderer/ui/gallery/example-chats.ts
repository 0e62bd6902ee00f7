import type { ChatStatus } from '../words.ts'

export interface ExampleChat {
  id: string
  name: string
  last: string
  atMs: number
  unread: number
  status: ChatStatus
  agentName?: string
}

const startMs = Date.now()
const minute = 60_000
const base: Omit<ExampleChat, 'id'>[] = [
  { name: 'Amal Khoury', last: 'Is the oat milk promo still on?', atMs: 2, unread: 2, status: 'unanswered' },
  {
    name: 'João Pereira',
    last: 'Obrigado! Until tomorrow.',
    atMs: 10,
    unread: 0,
    status: 'active',
    agentName: 'Mia'
  },
  {
    name: 'محمد العلي',
    last: 'شكرا، وصلني القسيمة',
    atMs: 42,
    unread: 1,
    status: 'active',
    agentName: 'Tom'
  },
  {
    name: 'Ольга Иванова',
    last: 'Когда вы открываетесь?',
    atMs: 180,
    unread: 0,
    status: 'finished',
    agentName: 'Mia'
  },
  { name: '王小明', last: '谢谢你的帮助', atMs: 1500, unread: 0, status: 'finished', agentName: 'Tom' },
  {
    name: 'Bartholomew Featherstonehaugh-Cholmondeley',
    last: 'A long line that does not fit into the list and is cut off with an ellipsis',
    atMs: 4000,
    unread: 0,
    status: 'unanswered'
  }
]

/** Six people, repeated. */
export const exampleChats: ExampleChat[] = Array.from({ length: 60 }, (_, index) => {
  const chat = base[index % base.length] as Omit<ExampleChat, 'id'>
  return { ...chat, id: `chat-${index}`, atMs: startMs - (chat.atMs + index * 30) * minute }
})

// The least that a live server can be: it gives back what it is sent, and tells all what one of them says. Run as a process of its own.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Server } from 'socket.io'

const http = createServer()
const sockets = new Server(http, { transports: ['websocket'], perMessageDeflate: false, serveClient: false })
sockets.on('connection', (socket) => {
  socket.on('echo', (message: unknown, done: (message: unknown) => void) => done(message))
  socket.on('tell', (message: unknown) => sockets.emit('told', message))
})
http.listen(0, '127.0.0.1', () => process.send?.(`http://127.0.0.1:${(http.address() as AddressInfo).port}`))
process.on('disconnect', () => process.exit())

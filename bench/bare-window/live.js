// Shows what the server tells, and nothing else.
// @ts-expect-error the page has loaded socket.io-client before
const socket = io(new URL(location.href).searchParams.get('live'), { transports: ['websocket'] })
const list = document.querySelector('ul')
socket.on('connect', () => {
  document.body.dataset.live = 'on'
})
socket.on('message', (/** @type {string} */ text) => {
  const item = document.createElement('li')
  item.textContent = text
  list?.append(item)
})

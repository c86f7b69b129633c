// The desk in a browser: acts on what its buttons say, and takes over what the server draws anew.
const refreshSeconds = 2
/** @param {string} name */
const meta = (name) => document.querySelector(`meta[name="${name}"]`)?.getAttribute('content')
const csrf = () => meta('csrf')
/** What is said, in the language of the desk. */
const texts = JSON.parse(meta('texts') ?? '{}')
/** @param {string} text @param {Record<string, unknown>} values */
const filled = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => String(values[name]))

/** @param {string} text @param {boolean} [wrong] */
function tell(text, wrong = false) {
  const told = document.querySelector('#told')
  if (!told) return
  told.textContent = text
  told.classList.toggle('wrong', wrong)
  told.classList.add('shown')
  setTimeout(() => told.textContent === text && told.classList.remove('shown'), 6000)
}

/** @param {string} path @param {RequestInit} [options] */
function send(path, options = {}) {
  const headers = new Headers(options.headers)
  const token = csrf()
  if (token) headers.set('x-rihla-csrf', token)
  return fetch(path, { method: 'POST', ...options, headers })
}

/** @param {HTMLElement} button */
async function act(button) {
  const { post, sure } = button.dataset
  if (!post || (sure && !confirm(sure))) return
  button.setAttribute('aria-busy', 'true')
  try {
    const response = await send(post)
    const text = await response.text()
    if (response.ok) tell(said(text))
    else tell(problem(text), true)
    await refresh()
  } catch {
    tell(texts.away, true)
  } finally {
    button.removeAttribute('aria-busy')
  }
}

/** What became of it: the last line of many, or one document. @param {string} text */
function said(text) {
  const last = JSON.parse(text.trim().split('\n').at(-1) ?? '{}')
  if (last.paused) {
    const stages = last.paused.map((/** @type {string} */ stage) => texts.stageNames[stage]).join(', ')
    return stages === '' ? texts.nonePaused : filled(texts.paused, { stages })
  }
  if (last.kind !== 'report') {
    const name = last.names?.[0] ?? texts.theDocument
    return filled(texts.is, { name, outcome: texts.outcomes[last.outcome] ?? last.outcome })
  }
  return filled(last.refused > 0 ? texts.notAll : texts.done, { count: last.changed, refused: last.refused })
}

/** @param {string} text */
function problem(text) {
  try {
    const { detail, remedy } = JSON.parse(text)
    return `${detail}: ${remedy}`
  } catch {
    return texts.refused
  }
}

/** Takes over each section that differs, with what is open in it, and where the focus was. */
async function refresh() {
  const response = await fetch('/ops', { headers: { accept: 'text/html' } })
  if (response.status === 401 || response.status === 403) return location.reload()
  if (!response.ok) throw new Error(String(response.status))
  const drawn = new DOMParser().parseFromString(await response.text(), 'text/html')
  for (const section of document.querySelectorAll('main > section, #live')) {
    const fresh = drawn.getElementById(section.id)
    if (fresh) takeOver(section, fresh)
  }
}

/** @param {Element} section @param {HTMLElement} fresh */
function takeOver(section, fresh) {
  for (const open of section.querySelectorAll('details[open]'))
    fresh.querySelector(`#${CSS.escape(open.id)}`)?.setAttribute('open', '')
  if (section.innerHTML === fresh.innerHTML) return
  const focused = section.contains(document.activeElement) ? document.activeElement : undefined
  const label = focused?.getAttribute('data-post') ?? focused?.closest('details')?.id
  section.innerHTML = fresh.innerHTML
  if (!label) return
  const again = section.querySelector(`[data-post="${CSS.escape(label)}"], #${CSS.escape(label)} > summary`)
  if (again instanceof HTMLElement) again.focus()
}

async function keepFresh() {
  const live = document.querySelector('#live')
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, refreshSeconds * 1000))
    // nobody looks: nobody asks
    if (document.hidden) continue
    await refresh().then(
      () => live?.classList.remove('lost'),
      () => live?.classList.add('lost'),
    )
  }
}

/** @param {HTMLFormElement} form */
async function signIn(form) {
  const token = form.querySelector('input')?.value.trim() ?? ''
  const headers = { 'content-type': 'application/json' }
  const response = await send('/session', { headers, body: JSON.stringify({ token }) })
  if (response.ok) return location.reload()
  const wrong = form.querySelector('[data-wrong]')
  if (wrong) wrong.textContent = problem(await response.text())
}

document.addEventListener('click', (event) => {
  const button = event.target instanceof Element ? event.target.closest('button') : undefined
  if (button?.hasAttribute('data-post')) void act(button)
  if (button?.hasAttribute('data-sign-out')) void send('/session', { method: 'DELETE' }).then(() => location.reload())
})
document.addEventListener('change', (event) => {
  if (!(event.target instanceof HTMLSelectElement) || !event.target.hasAttribute('data-language')) return
  // as the page keeps it, for both
  localStorage.setItem('rihla-language', event.target.value)
  document.cookie = `rihla-language=${event.target.value}; path=/; max-age=31536000; samesite=strict`
  location.reload()
})
document.addEventListener('submit', (event) => {
  if (!(event.target instanceof HTMLFormElement) || !event.target.hasAttribute('data-sign-in')) return
  event.preventDefault()
  void signIn(event.target)
})
if (document.querySelector('#overview')) void keepFresh()

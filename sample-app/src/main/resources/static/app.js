'use strict';

const element = (id) => document.getElementById(id);

const messages = element('messages');

let contextId = null;
let running = null;

function show(parent, tag, className, text) {
	const child = document.createElement(tag);
	child.className = className;
	child.textContent = text;
	parent.append(child);
	return child;
}

function showIds(parent, response) {
	const list = show(parent, 'dl', 'ids', '');
	for (const name of ['X-Context-Id', 'X-Trace-Id']) {
		const value = response.headers.get(name);
		if (value) {
			show(list, 'dt', '', name);
			show(show(list, 'dd', '', ''), 'code', '', value);
		}
	}
}

function showFailure(parent, problem) {
	const failure = show(parent, 'p', 'failure', problem.detail || problem.title || 'Something went wrong.');
	failure.setAttribute('role', 'alert');
	if (problem.status) {
		failure.textContent += ` (${problem.status})`;
	}
	if (problem.retryAfter) {
		failure.textContent += ` Wait ${problem.retryAfter} s.`;
	}
}

async function problemOf(response) {
	const problem = await response.json().catch(() => ({}));
	return { status: response.status, retryAfter: response.headers.get('Retry-After'), ...problem };
}

function useContext(id) {
	contextId = id;
	element('context').textContent = id || 'comes with the first answer';
	element('copy').disabled = !id;
	element('copied').textContent = '';
}

function setRunning(controller) {
	running = controller;
	element('send').hidden = controller !== null;
	element('stop').hidden = controller === null;
	messages.setAttribute('aria-busy', String(controller !== null));
}

/* Server-sent events, read by hand: EventSource shows no response headers and sends none. */
async function* events(body) {
	const reader = body.pipeThrough(new TextDecoderStream()).getReader();
	let rest = '';
	for (;;) {
		const { done, value } = await reader.read();
		if (done) {
			return;
		}
		const blocks = (rest + value).split(/\r?\n\r?\n/);
		rest = blocks.pop();
		for (const block of blocks) {
			const event = { name: 'message', data: '' };
			for (const line of block.split(/\r?\n/)) {
				const [, field, content] = /^(\w+):\s?(.*)$/.exec(line) || [];
				if (field === 'event') {
					event.name = content;
				}
				else if (field === 'data') {
					event.data += content;
				}
			}
			yield { name: event.name, data: JSON.parse(event.data) };
		}
	}
}

function headers() {
	return contextId ? { 'X-Context-Id': contextId } : {};
}

function askForFeedback(parent, requestId) {
	const row = show(parent, 'div', 'feedback', '');
	for (const [label, score] of [['Helpful', 1], ['Not helpful', 0]]) {
		show(row, 'button', '', label).addEventListener('click', async () => {
			const response = await fetch('context-trace/feedback', {
				method: 'POST',
				headers: { 'Content-Type': 'application/json', ...headers() },
				body: JSON.stringify({ requestId, name: 'user_rating', score, label: label.toLowerCase() })
			}).catch(() => ({}));
			row.replaceChildren();
			show(row, 'span', 'hint', response.ok ? `Thank you: ${label.toLowerCase()}.` : 'That could not be sent.');
		});
	}
}

async function showAnswer(response, bubble, text) {
	if (!response.ok) {
		showFailure(bubble, await problemOf(response));
		return;
	}
	let requestId = null;
	for await (const event of events(response.body)) {
		if (event.name === 'error') {
			showFailure(bubble, event.data);
		}
		else {
			text.textContent += event.data.text;
			requestId = event.data.requestId;
		}
		messages.scrollTop = messages.scrollHeight;
	}
	if (requestId) {
		askForFeedback(bubble, requestId);
	}
}

async function ask(question) {
	running?.abort();
	const controller = new AbortController();
	setRunning(controller);
	element('welcome')?.remove();
	show(messages, 'div', 'message mine', question);
	const bubble = show(messages, 'div', 'message theirs', '');
	const text = show(bubble, 'span', 'waiting', '');
	messages.scrollTop = messages.scrollHeight;
	let response = null;
	try {
		response = await fetch('chat/stream?message=' + encodeURIComponent(question),
			{ signal: controller.signal, headers: headers() });
		useContext(response.headers.get('X-Context-Id') || contextId);
		await showAnswer(response, bubble, text);
	}
	catch (error) {
		if (controller.signal.aborted) {
			show(bubble, 'p', 'hint', 'Stopped.');
		}
		else {
			showFailure(bubble, { detail: response ? 'The answer broke off.' : 'The assistant cannot be reached.' });
		}
	}
	text.classList.remove('waiting');
	if (response) {
		showIds(bubble, response);
	}
	messages.scrollTop = messages.scrollHeight;
	if (running === controller) {
		setRunning(null);
	}
}

async function processDocument(text) {
	const report = element('report');
	report.replaceChildren();
	const waiting = show(report, 'p', 'hint', 'Working on it …');
	const response = await fetch('documents',
		{ method: 'POST', headers: { 'Content-Type': 'text/plain;charset=UTF-8', ...headers() }, body: text });
	waiting.remove();
	useContext(response.headers.get('X-Context-Id') || contextId);
	if (!response.ok) {
		showFailure(report, await problemOf(response));
		showIds(report, response);
		return;
	}
	const result = await response.json();
	const list = show(report, 'dl', '', '');
	for (const [name, value] of [['Kind', result.label], ['Summary', result.summary], ['Cleaned text', result.text],
		['Context id of the document', result.contextId]]) {
		if (value) {
			show(list, 'dt', '', name);
			show(list, 'dd', (value === result.contextId) ? 'id' : '', value);
		}
	}
	showIds(report, response);
}

element('chat').addEventListener('submit', (event) => {
	event.preventDefault();
	const question = element('message').value.trim();
	if (question) {
		element('message').value = '';
		ask(question);
	}
});

for (const example of document.querySelectorAll('.chips button')) {
	example.addEventListener('click', () => ask(example.textContent));
}

element('stop').addEventListener('click', () => running?.abort());

element('new-session').addEventListener('click', () => {
	running?.abort();
	useContext(null);
	messages.replaceChildren();
	const welcome = show(messages, 'p', 'hint', 'A new session has begun.');
	welcome.id = 'welcome';
	element('message').focus();
});

element('copy').addEventListener('click', async () => {
	try {
		await navigator.clipboard.writeText(contextId);
		element('copied').textContent = 'Copied.';
	}
	catch {
		getSelection().selectAllChildren(element('context'));
		element('copied').textContent = 'Selected, copy it with the keyboard.';
	}
});

element('document').addEventListener('submit', async (event) => {
	event.preventDefault();
	element('process').disabled = true;
	try {
		await processDocument(element('text').value);
	}
	catch {
		element('report').replaceChildren();
		showFailure(element('report'), { detail: 'The assistant cannot be reached.' });
	}
	element('process').disabled = false;
});
